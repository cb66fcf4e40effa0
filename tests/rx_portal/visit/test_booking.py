"""Holding, booking, moving and cancelling, on the real database."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.db import Sessions
from rx_portal.visit import queries, service
from rx_portal.visit.errors import (
    HoldExpired,
    IdentityNotAttested,
    LocationMismatch,
    NotLicensed,
    OutsideWindow,
    SlotNotOffered,
    SlotTaken,
    VisitNotFound,
)
from rx_portal.visit.models import Attestation, Claim, Visit, VisitStep
from rx_portal.visit.schemas import Attested, SlotChoice
from rx_portal.visit.states import IllegalMove, Move, Status
from shared_lib.identity import Role
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.visit.builders import HERE, Clinic, at


async def steps_of(session: AsyncSession, visit_id: UUID) -> list[Move]:
    async with session.begin():
        return [step.move for step in await queries.list_steps(session, visit_id)]


async def status_of(session: AsyncSession, visit_id: UUID) -> Status:
    async with session.begin():
        return (await queries.lock(session, visit_id)).status


async def claims_of(session: AsyncSession, visit_id: UUID) -> int:
    async with session.begin():
        counted = select(func.count()).select_from(Claim).where(Claim.visit_id == visit_id)
        return (await session.scalar(counted)) or 0


class TestHold:
    async def test_keeps_the_time_for_ten_minutes(self, made: Clinic, clinic: AsyncSession) -> None:
        clinician = await made.a_clinician()
        visit, patient = await made.a_visit()

        held = await made.hold(visit, patient, clinician.id, at(3, 10))

        assert (held.status, held.held_until) == (Status.HELD, made.now + timedelta(minutes=10))
        assert await steps_of(clinic, visit.id) == [Move.HOLD]

    async def test_takes_it_from_everybody_else(self, made: Clinic, clinic: AsyncSession) -> None:
        clinician = await made.a_clinician()
        first, one = await made.a_visit()
        second, other = await made.a_visit()
        await made.hold(first, one, clinician.id, at(3, 10))

        with pytest.raises(SlotTaken):
            await made.hold(second, other, clinician.id, at(3, 10))

        assert await status_of(clinic, second.id) is Status.DUE
        assert await steps_of(clinic, second.id) == []

    async def test_gives_it_to_the_next_once_its_while_is_over(self, made: Clinic) -> None:
        clinician = await made.a_clinician()
        first, one = await made.a_visit()
        second, other = await made.a_visit()
        await made.hold(first, one, clinician.id, at(3, 10))
        later = Clinic(made.sessions, made.sign_in, made.now + timedelta(minutes=11))

        held = await later.hold(second, other, clinician.id, at(3, 10))

        assert held.status is Status.HELD
        with pytest.raises(HoldExpired):
            await later.book(first, one)

    async def test_refuses_a_time_that_is_not_one_of_the_clinicians(self, made: Clinic) -> None:
        clinician = await made.a_clinician()
        visit, patient = await made.a_visit()

        for starts_at in (at(3, 10, 10), at(3, 18), at(3, 16, 45)):
            with pytest.raises(SlotNotOffered):
                await made.hold(visit, patient, clinician.id, starts_at)

    async def test_refuses_what_is_not_within_seven_days(self, made: Clinic, clinic: AsyncSession) -> None:
        clinician = await made.a_clinician()
        visit, patient = await made.a_visit()

        await made.hold(visit, patient, clinician.id, at(9, 16, 30))
        with pytest.raises(OutsideWindow):
            await made.hold(visit, patient, clinician.id, at(10, 9))

        assert await steps_of(clinic, visit.id) == [Move.HOLD]

    async def test_refuses_a_clinician_without_a_licence_there(self, made: Clinic) -> None:
        elsewhere = await made.a_clinician(state="CA")
        visit, patient = await made.a_visit()

        with pytest.raises(NotLicensed):
            await made.hold(visit, patient, elsewhere.id, at(3, 10))

    async def test_refuses_a_licence_that_will_have_expired_by_then(self, made: Clinic) -> None:
        clinician = await made.a_clinician(expires_on=date(2026, 12, 4))
        visit, patient = await made.a_visit()

        await made.hold(visit, patient, clinician.id, at(4, 10))
        with pytest.raises(NotLicensed):
            await made.hold(visit, patient, clinician.id, at(5, 10))

    async def test_refuses_a_second_visit_of_the_same_patient_at_that_time(self, made: Clinic) -> None:
        one, two = await made.a_clinician(), await made.a_clinician()
        first, patient = await made.a_visit()
        second, _ = await made.a_visit(patient=patient)
        await made.hold(first, patient, one.id, at(3, 10))

        with pytest.raises(SlotTaken):
            await made.hold(second, patient, two.id, at(3, 10))

    async def test_refuses_another_patients_visit(self, made: Clinic, sign_in: SignIn) -> None:
        clinician = await made.a_clinician()
        visit, _ = await made.a_visit()
        stranger = await sign_in(None, Role.PATIENT)

        with pytest.raises(VisitNotFound):
            await made.hold(visit, stranger, clinician.id, at(3, 10))


class TestBook:
    async def test_keeps_who_and_where_the_patient_will_be(self, made: Clinic, clinic: AsyncSession) -> None:
        visit, patient, _ = await made.a_booked_visit()

        async with clinic.begin():
            said = await queries.list_attestations(clinic, visit.id)
        assert visit.status is Status.BOOKED
        assert [(one.state, one.actor_id) for one in said] == [("NY", str(patient.id))]

    @pytest.mark.parametrize(
        ("attested", "refusal"),
        [
            (Attested("NJ", identity=True), LocationMismatch),
            (Attested("NY", identity=False), IdentityNotAttested),
        ],
    )
    async def test_stops_where_patient_or_place_is_another(
        self, made: Clinic, clinic: AsyncSession, attested: Attested, refusal: type[Exception]
    ) -> None:
        clinician = await made.a_clinician()
        visit, patient = await made.a_visit()
        await made.hold(visit, patient, clinician.id, at(3, 10))

        with pytest.raises(refusal):
            await made.book(visit, patient, attested=attested)

        assert await status_of(clinic, visit.id) is Status.HELD
        async with clinic.begin():
            assert (
                await clinic.scalar(
                    select(func.count()).select_from(Attestation).where(Attestation.visit_id == visit.id)
                )
                == 0
            )

    async def test_asks_for_the_licence_again(self, made: Clinic) -> None:
        clinician = await made.a_clinician()
        visit, patient = await made.a_visit()
        await made.hold(visit, patient, clinician.id, at(5, 10))
        async with made.sessions(info={"actor": clinician.actor}) as session:
            await service.record_licence(
                session,
                clinician_id=clinician.id,
                state="NY",
                number="NY-1",
                expires_on=date(2026, 12, 4),
                actor=clinician.actor,
                now=made.now,
            )

        with pytest.raises(NotLicensed):
            await made.book(visit, patient)

    async def test_refuses_what_nobody_held(self, made: Clinic) -> None:
        visit, patient = await made.a_visit()

        with pytest.raises(IllegalMove):
            await made.book(visit, patient)


class TestReschedule:
    async def reschedule(
        self, made: Clinic, visit: Visit, patient: object, clinician_id: UUID, starts_at: datetime
    ) -> Visit:
        async with made.sessions(info={"actor": patient.actor}) as session:  # type: ignore[attr-defined]
            return await service.reschedule(
                session,
                visit_id=visit.id,
                patient=patient.actor,  # type: ignore[attr-defined]
                choice=SlotChoice(clinician_id, starts_at),
                attested=HERE,
                now=made.now,
            )

    async def test_moves_in_one_go_also_to_a_time_that_overlaps_its_own(self, made: Clinic) -> None:
        visit, patient, clinician = await made.a_booked_visit()

        moved = await self.reschedule(made, visit, patient, clinician.id, at(3, 10, 30))

        assert (moved.status, moved.starts_at) == (Status.BOOKED, at(3, 10, 30))

    async def test_leaves_the_old_time_if_the_new_one_is_gone(
        self, made: Clinic, clinic: AsyncSession
    ) -> None:
        visit, patient, clinician = await made.a_booked_visit()
        other, somebody = await made.a_visit()
        await made.hold(other, somebody, clinician.id, at(3, 11))

        with pytest.raises(SlotTaken):
            await self.reschedule(made, visit, patient, clinician.id, at(3, 11))

        async with clinic.begin():
            left = await queries.lock(clinic, visit.id)
            assert (left.status, left.starts_at) == (Status.BOOKED, at(3, 10))
        assert await claims_of(clinic, visit.id) == 1


class TestCancel:
    async def test_frees_the_time_for_the_next(self, made: Clinic, clinic: AsyncSession) -> None:
        visit, patient, clinician = await made.a_booked_visit()
        async with made.sessions(info={"actor": patient.actor}) as session:
            cancelled = await service.cancel(session, visit_id=visit.id, patient=patient.actor, now=made.now)
        other, somebody = await made.a_visit()

        held = await made.hold(other, somebody, clinician.id, at(3, 10))

        assert (cancelled.status, held.status) == (Status.DUE, Status.HELD)
        assert await claims_of(clinic, visit.id) == 0


async def test_a_patient_sees_no_other_patients_visit(
    made: Clinic, sessions: Sessions, sign_in: SignIn
) -> None:
    visit, _ = await made.a_visit()
    stranger = await sign_in(None, Role.PATIENT)

    async with sessions(info={"actor": stranger.actor}) as session, session.begin():
        assert await session.get(Visit, visit.id) is None
        assert (await session.scalar(select(func.count()).select_from(VisitStep))) == 0
