"""Time off: no visit is left behind in it, and nothing is done by halves."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.visit import queries, service
from rx_portal.visit.errors import NotLicensed, SlotNotOffered, SlotTaken, VisitsInTheWay
from rx_portal.visit.models import TimeOff, Visit
from rx_portal.visit.service.leave import Handling
from rx_portal.visit.states import Status
from tests.rx_portal.conftest import Person
from tests.rx_portal.visit.builders import Clinic, at


async def take(made: Clinic, person: Person, handling: Handling | None = None) -> TimeOff:
    async with made.sessions(info={"actor": person.actor}) as session:
        return await service.take_time_off(
            session,
            clinician=person.actor,
            starts_at=at(3, 0),
            ends_at=at(4, 0),
            handling=handling,
            now=made.now,
        )


async def now_of(clinic: AsyncSession, visit: Visit) -> tuple[Status, UUID | None]:
    async with clinic.begin():
        found = await queries.lock(clinic, visit.id)
        return found.status, found.clinician_id


async def days_off(clinic: AsyncSession, person: Person) -> int:
    async with clinic.begin():
        counted = select(func.count()).select_from(TimeOff).where(TimeOff.clinician_id == person.id)
        return await clinic.scalar(counted) or 0


class TestTimeOff:
    async def test_is_refused_while_a_visit_is_in_the_way(self, made: Clinic, clinic: AsyncSession) -> None:
        visit, _, person = await made.a_booked_visit()

        with pytest.raises(VisitsInTheWay):
            await take(made, person)

        assert await now_of(clinic, visit) == (Status.BOOKED, person.id)
        assert await days_off(clinic, person) == 0

    async def test_calls_a_visit_off_and_gives_the_patient_longer(
        self, made: Clinic, clinic: AsyncSession
    ) -> None:
        visit, _, person = await made.a_booked_visit()
        before = visit.last_on

        await take(made, person, {visit.id: None})

        assert await now_of(clinic, visit) == (Status.DUE, None)
        async with clinic.begin():
            assert (await queries.lock(clinic, visit.id)).last_on == before + timedelta(days=7)

    async def test_gives_it_to_a_colleague_at_the_same_time(self, made: Clinic, clinic: AsyncSession) -> None:
        visit, _, person = await made.a_booked_visit()
        colleague = await made.a_clinician(name="Dr. Samir Noor")
        async with made.sessions(info={"actor": person.actor}) as session:
            found = await service.look_for_colleagues(
                session, clinician=person.actor, starts_at=at(3, 0), ends_at=at(4, 0), now=made.now
            )
        assert [one.id for one, _ in found] == [visit.id]
        assert colleague.id in found[0][1]

        await take(made, person, {visit.id: colleague.id})

        assert await now_of(clinic, visit) == (Status.BOOKED, colleague.id)
        async with clinic.begin():
            assert (await queries.lock(clinic, visit.id)).starts_at == at(3, 10)

    async def test_does_nothing_if_one_colleague_cannot(self, made: Clinic, clinic: AsyncSession) -> None:
        visit, _, person = await made.a_booked_visit()
        elsewhere = await made.a_clinician(name="Dr. Elsewhere", state="CA")

        with pytest.raises((NotLicensed, SlotNotOffered)):
            await take(made, person, {visit.id: elsewhere.id})
        with pytest.raises(SlotNotOffered):
            await take(made, person, {visit.id: person.id})

        assert await now_of(clinic, visit) == (Status.BOOKED, person.id)
        assert await days_off(clinic, person) == 0

    async def test_a_time_held_before_it_is_not_booked_after_it(
        self, made: Clinic, clinic: AsyncSession
    ) -> None:
        person = await made.a_clinician()
        visit, patient = await made.a_visit()
        await made.hold(visit, patient, person.id, at(3, 10))
        await take(made, person)

        with pytest.raises(SlotTaken):
            await made.book(visit, patient)
        assert (await now_of(clinic, visit))[0] is Status.HELD
