"""Licences near their end: who is told and when, what is left to do, what an expired one refuses."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.notify.port import Mail
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.visit import licence, queries, service, steps, tasks
from rx_portal.visit.service.licensing import LicenceWorkNotFound
from rx_portal.visit.slots import Slot
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import Person, RecordingNotifier
from tests.rx_portal.visit.builders import ZONE, Clinic

SYSTEM = Actor.system("test")
LAST = date(2027, 6, 30)


def days_before(days: int) -> datetime:
    """Return the noon, in New York, that many days before the last one."""
    return datetime.fromisoformat("2027-06-30T12:00:00-04:00") - timedelta(days=days)


@pytest.mark.parametrize(
    ("left", "stage", "next_in"),
    [(61, None, 60), (60, 60, 30), (31, 60, 30), (30, 30, 7), (7, 7, None), (0, 7, None), (-1, None, None)],
)
def test_it_is_spoken_of_sixty_thirty_and_seven_days_ahead(
    left: int, stage: int | None, next_in: int | None
) -> None:
    today = LAST - timedelta(days=left)
    following = licence.next_look(LAST, today=today)

    assert licence.stage(LAST, today=today) == stage
    assert following == (None if next_in is None else LAST - timedelta(days=next_in))


class TestWatching:
    async def watch(
        self, made: Clinic, ports: Ports, settings: Settings, person: Person, at: datetime
    ) -> list[Mail]:
        """Run the job twice as of an instant; return what was sent under keys of its own."""
        licence_id = await self.licence_of(made, person)
        told = Delivery(uuid7(), service.WATCH, service.WATCH, str(licence_id), {}, at)
        post = _Post()
        sessions = lambda: made.sessions(info={"actor": SYSTEM})  # noqa: E731 - as a worker gives them
        work = _At(told, sessions, replace(ports, notify=post), settings)
        for _ in range(2):
            await tasks.watch_licence(work)
        assert all(mail.to == f"{person.id}@staff.test" for mail in post.kept.values())
        return list(post.kept.values())

    async def licence_of(self, made: Clinic, person: Person) -> UUID:
        async with made.sessions(info={"actor": SYSTEM}) as session, session.begin():
            return (await queries.list_licences(session, person.id))[0].id

    async def timer_of(self, made: Clinic, person: Person) -> datetime | None:
        sql = text("SELECT due_at FROM rx.timer WHERE job = :job AND ref_id = :id")
        given = {"job": service.WATCH, "id": str(await self.licence_of(made, person))}
        async with made.sessions(info={"actor": SYSTEM}) as session, session.begin():
            found: datetime | None = await session.scalar(sql, given)
        return found

    async def work_of(self, made: Clinic, person: Person) -> list[UUID]:
        async with made.sessions(info={"actor": SYSTEM}) as session, session.begin():
            return [
                one.id for one in await queries.list_licence_work(session) if one.clinician_id == person.id
            ]

    async def test_tells_the_clinician_in_neutral_words_and_raises_work_once(
        self, made: Clinic, ports: Ports, settings: Settings
    ) -> None:
        person = await made.a_clinician(expires_on=LAST)
        first = await self.timer_of(made, person)
        assert first is not None
        assert first.date() == LAST - timedelta(days=60)
        assert await self.watch(made, ports, settings, person, days_before(61)) == []
        assert await self.work_of(made, person) == []

        for days in (60, 30, 7):
            mails = await self.watch(made, ports, settings, person, days_before(days))
            assert len(mails) == 1
            said = f"{mails[0].subject} {mails[0].text}".lower()
            assert not any(word in said for word in ("licence", "patient", "prescri"))

        assert len(await self.work_of(made, person)) == 1
        assert await self.timer_of(made, person) is None

    async def test_a_renewal_ends_the_work_and_is_watched_anew(
        self, made: Clinic, ports: Ports, settings: Settings
    ) -> None:
        person = await made.a_clinician(expires_on=LAST)
        await self.watch(made, ports, settings, person, days_before(60))
        async with made.sessions(info={"actor": person.actor}) as session:
            await service.record_licence(
                session,
                clinician_id=person.id,
                state="NY",
                number="NY-1",
                expires_on=date(2029, 6, 30),
                actor=person.actor,
                now=days_before(50),
            )

        assert await self.work_of(made, person) == []
        due = await self.timer_of(made, person)
        assert due is not None
        assert due.date() == date(2029, 6, 30) - timedelta(days=60)

    async def test_one_that_may_end_is_not_spoken_of_again_and_only_its_owner_says_so(
        self, made: Clinic, ports: Ports, settings: Settings
    ) -> None:
        person, other = await made.a_clinician(expires_on=LAST), await made.a_clinician(name="Dr. Noor")
        await self.watch(made, ports, settings, person, days_before(60))
        work_id = (await self.work_of(made, person))[0]
        async with made.sessions(info={"actor": other.actor}) as session:
            with pytest.raises(LicenceWorkNotFound):
                await service.let_licence_end(
                    session, work_id=work_id, clinician=other.actor, now=days_before(59)
                )
        assert await self.work_of(made, person) == [work_id]

        async with made.sessions(info={"actor": person.actor}) as session:
            await service.let_licence_end(
                session, work_id=work_id, clinician=person.actor, now=days_before(59)
            )

        assert await self.watch(made, ports, settings, person, days_before(30)) == []
        assert await self.work_of(made, person) == []


class TestExpired:
    async def test_offers_no_time(self, made: Clinic, clinic: AsyncSession) -> None:
        person = await made.a_clinician(expires_on=(made.now - timedelta(days=2)).date())

        assert await self.offered(made, clinic, person) == []

    async def test_offers_times_up_to_its_last_day(self, made: Clinic, clinic: AsyncSession) -> None:
        last = (made.now + timedelta(days=2)).date()
        person = await made.a_clinician(expires_on=last)

        found = await self.offered(made, clinic, person)

        assert found
        assert max(slot.span.starts_at.astimezone(ZoneInfo(ZONE)).date() for slot in found) == last

    async def offered(self, made: Clinic, clinic: AsyncSession, person: Person) -> list[Slot]:
        """Return this clinician's times for a visit that has to take place now."""
        visit, _ = await made.a_visit()
        async with clinic.begin():
            found = await steps.find_slots(clinic, visit, now=made.now)
        return [slot for slot in found if slot.clinician_id == person.id]


class _Post(RecordingNotifier):
    """Keeps mails by their keys, as the real one does."""

    kept: dict[str, Mail]

    def __init__(self) -> None:
        super().__init__()
        self.kept = {}

    async def mail(self, mail: Mail, *, key: str) -> None:
        self.kept.setdefault(key, mail)


class _At(Work):
    """Work as of the instant of its delivery."""

    def now(self) -> datetime:
        return self.delivery.occurred_at
