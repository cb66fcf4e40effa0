"""The seven days: what the clinic's lateness does, and what the patient's does."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.visit import queries, service
from rx_portal.visit.models import Visit, WorkItem
from rx_portal.visit.schemas import Attested
from rx_portal.visit.states import Status, WorkKind
from shared_lib.identity import Actor
from tests.rx_portal.visit.builders import HERE, Clinic, at

SCHEDULER = Actor.system("scheduler")


async def work_of(session: AsyncSession, visit: Visit) -> list[tuple[WorkKind, bool]]:
    async with session.begin():
        found = await session.scalars(
            select(WorkItem).where(WorkItem.visit_id == visit.id).order_by(WorkItem.id)
        )
        return [(item.kind, item.done_at is None) for item in found]


async def now_of(session: AsyncSession, visit: Visit) -> Visit:
    async with session.begin():
        return await queries.lock(session, visit.id)


async def test_no_time_inside_the_window_raises_work_at_once_and_gives_the_patient_longer(
    made: Clinic, clinic: AsyncSession
) -> None:
    visit, _ = await made.a_visit(state="WY", zone="America/Denver")

    assert await work_of(clinic, visit) == [(WorkKind.NO_TIME_IN_WINDOW, True)]
    assert visit.clinic_late
    assert visit.last_on == date(2026, 12, 16)


async def test_lateness_of_the_clinic_never_lapses_the_patient(made: Clinic, clinic: AsyncSession) -> None:
    visit, _ = await made.a_visit(state="WY", zone="America/Denver")

    await service.lapse(clinic, visit_id=visit.id, actor=SCHEDULER, now=made.now + timedelta(days=20))

    left = await now_of(clinic, visit)
    assert left.status is Status.DUE
    assert left.last_on > date(2026, 12, 21)


async def test_a_patient_who_had_times_and_took_none_lapses_after_the_last_day(
    made: Clinic, clinic: AsyncSession
) -> None:
    await made.a_clinician()
    visit, _ = await made.a_visit()

    await service.lapse(clinic, visit_id=visit.id, actor=SCHEDULER, now=at(9, 23, 59))
    assert (await now_of(clinic, visit)).status is Status.DUE

    await service.lapse(clinic, visit_id=visit.id, actor=SCHEDULER, now=at(10, 0))
    assert (await now_of(clinic, visit)).status is Status.LAPSED


async def test_a_booked_visit_does_not_lapse(made: Clinic, clinic: AsyncSession) -> None:
    visit, _, _ = await made.a_booked_visit()

    await service.lapse(clinic, visit_id=visit.id, actor=SCHEDULER, now=at(20, 0))
    await service.chase(clinic, visit_id=visit.id, actor=SCHEDULER, now=at(20, 0))

    assert (await now_of(clinic, visit)).status is Status.BOOKED
    assert await work_of(clinic, visit) == [(WorkKind.OUTCOME_MISSING, True)]


async def test_calling_off_gives_the_patient_seven_more_days(made: Clinic, clinic: AsyncSession) -> None:
    visit, _, clinician = await made.a_booked_visit()

    async with made.sessions(info={"actor": clinician.actor}) as session:
        freed = await service.call_off(
            session, visit_id=visit.id, clinician=clinician.actor, reason="technical", now=made.now
        )

    assert (freed.status, freed.clinic_late, freed.last_on) == (Status.DUE, True, date(2026, 12, 16))
    assert await work_of(clinic, visit) == [(WorkKind.CALLED_OFF, True)]


async def test_booking_settles_the_work(made: Clinic, clinic: AsyncSession) -> None:
    visit, patient = await made.a_visit(state="MT", zone="America/Denver")
    clinician = await made.a_clinician(state="MT")
    await made.hold(visit, patient, clinician.id, at(11, 10))

    await made.book(visit, patient, attested=Attested("MT", identity=True))

    assert await work_of(clinic, visit) == [(WorkKind.NO_TIME_IN_WINDOW, False)]


class TestTheVisitItself:
    async def test_takes_place_and_tells(self, made: Clinic, clinic: AsyncSession) -> None:
        visit, patient, clinician = await made.a_booked_visit()
        begin = at(3, 10)
        async with made.sessions(info={"actor": patient.actor}) as session:
            await service.join(session, visit_id=visit.id, patient=patient.actor, attested=HERE, now=begin)
        async with made.sessions(info={"actor": clinician.actor}) as session:
            await service.start(
                session, visit_id=visit.id, clinician=clinician.actor, attested=HERE, now=begin
            )
            done = await service.complete(
                session, visit_id=visit.id, clinician=clinician.actor, note="Spoke about dose.", now=begin
            )

        assert done.status is Status.COMPLETED
        assert done.note is not None
        assert b"dose" not in done.note
        async with clinic.begin():
            said = await queries.list_attestations(clinic, visit.id)
        assert [one.moment.value for one in said] == ["booking", "start", "start"]

    async def test_a_no_show_may_book_again_until_the_window_closes(
        self, made: Clinic, clinic: AsyncSession
    ) -> None:
        visit, _, clinician = await made.a_booked_visit()
        async with made.sessions(info={"actor": clinician.actor}) as session:
            missed = await service.miss(
                session, visit_id=visit.id, clinician=clinician.actor, now=at(3, 10, 15)
            )

        assert (missed.status, missed.misses, missed.clinic_late) == (Status.DUE, 1, False)
        await service.lapse(clinic, visit_id=visit.id, actor=SCHEDULER, now=at(10, 0))
        assert (await now_of(clinic, visit)).status is Status.LAPSED
