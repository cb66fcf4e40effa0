"""Taking, moving and giving up a time."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import outbox, timer
from rx_portal.visit import queries, steps
from rx_portal.visit.errors import (
    AnotherHeld,
    HoldExpired,
    IdentityNotAttested,
    LocationMismatch,
    SlotTaken,
    TooLate,
    VisitNotFound,
)
from rx_portal.visit.events import VisitBooked, VisitFreed
from rx_portal.visit.models import Attestation, Visit
from rx_portal.visit.schemas import Attested, SlotChoice
from rx_portal.visit.slots import Slot, Span
from rx_portal.visit.states import Moment, Move, Status, WorkKind, advance
from shared_lib.identity import Actor

HOLD_FOR = timedelta(minutes=10)
CHASE_AFTER = timedelta(hours=12)


async def hold(
    session: AsyncSession, *, visit_id: UUID, patient: Actor, choice: SlotChoice, now: datetime
) -> Visit:
    """Keep a time for ten minutes, while the patient says where they will be.

    :raises VisitNotFound: there is no such visit of this patient.
    :raises IllegalMove: it is booked already, or over.
    :raises SlotTaken: somebody else was quicker.
    :raises SlotNotOffered, NotLicensed, OutsideWindow: as `steps.choose`.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        advance(visit.status, Move.HOLD)
        slot = await steps.choose(
            session, visit, clinician_id=choice.clinician_id, starts_at=choice.starts_at, now=now
        )
        await steps.move(session, visit, Move.HOLD, actor=patient, now=now)
        await steps.keep(session, visit, slot, held_until=now + HOLD_FOR, now=now)
        await timer.set_(session, "visit.expire_hold", visit.id, due_at=now + HOLD_FOR)
    return visit


async def release(session: AsyncSession, *, visit_id: UUID, patient: Actor, now: datetime) -> Visit:
    """Give up a time that is only held.

    :raises VisitNotFound: there is no such visit of this patient.
    :raises IllegalMove: nothing is held.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        await steps.move(session, visit, Move.RELEASE, actor=patient, now=now)
        await steps.free(session, visit)
    return visit


async def book(
    session: AsyncSession,
    *,
    visit_id: UUID,
    patient: Actor,
    attested: Attested,
    now: datetime,
    seen: datetime | None = None,
) -> Visit:
    """Book the time that is held, once the patient has said who and where they will be.

    `seen` is when the visit began by the page on which they said so.
    Licence and window are asked again here, whatever was true when the time was shown.

    :raises VisitNotFound: there is no such visit of this patient.
    :raises IllegalMove: nothing is held.
    :raises HoldExpired: it was held, but for too long.
    :raises AnotherHeld: another time is held than the one that was seen.
    :raises LocationMismatch: the patient will be in another state.
    :raises IdentityNotAttested: the patient does not say that they are the patient.
    :raises NotLicensed, OutsideWindow, SlotTaken: as `steps.choose`.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        advance(visit.status, Move.BOOK)
        slot = _held(visit, now)
        if seen is not None and seen != slot.span.starts_at:
            raise AnotherHeld("You chose another time since this page was opened.")
        await attest(session, visit, Moment.BOOKING, attested, actor=patient, now=now)
        await queries.lock_calendar(session, slot.clinician_id)
        await steps.require_bookable(session, visit, slot.clinician_id, slot.span, now=now)
        if await queries.is_off(session, slot.clinician_id, slot.span):
            raise SlotTaken("That clinician cannot make it after all. Please choose another time.")
        await steps.move(session, visit, Move.BOOK, actor=patient, now=now)
        await settle_on(session, visit, slot, actor=patient, now=now)
    return visit


async def reschedule(
    session: AsyncSession,
    *,
    visit_id: UUID,
    patient: Actor,
    choice: SlotChoice,
    attested: Attested,
    now: datetime,
) -> Visit:
    """Move a booked visit to another time in one go: if the new time is gone, the old one stays.

    :raises VisitNotFound: there is no such visit of this patient.
    :raises IllegalMove: nothing is booked.
    :raises TooLate: its time has come.
    :raises LocationMismatch, IdentityNotAttested: as `book`.
    :raises SlotTaken, SlotNotOffered, NotLicensed, OutsideWindow: as `steps.choose`.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        advance(visit.status, Move.RESCHEDULE)
        _refuse_begun(visit, now)
        await attest(session, visit, Moment.BOOKING, attested, actor=patient, now=now)
        slot = await steps.choose(
            session, visit, clinician_id=choice.clinician_id, starts_at=choice.starts_at, now=now
        )
        await steps.move(session, visit, Move.RESCHEDULE, actor=patient, now=now)
        await settle_on(session, visit, slot, actor=patient, now=now)
    return visit


async def cancel(session: AsyncSession, *, visit_id: UUID, patient: Actor, now: datetime) -> Visit:
    """Give up a booked time; the visit is due again until its window closes.

    :raises VisitNotFound: there is no such visit of this patient.
    :raises IllegalMove: nothing is booked.
    :raises TooLate: its time has come.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        advance(visit.status, Move.CANCEL)
        _refuse_begun(visit, now)
        await steps.move(session, visit, Move.CANCEL, actor=patient, now=now)
        await give_up(session, visit, by="patient", actor=patient, now=now)
    return visit


async def call_off(
    session: AsyncSession, *, visit_id: UUID, clinician: Actor, reason: str, now: datetime
) -> Visit:
    """Call a visit off for the clinic: the patient gets seven further days, and the clinic work to do.

    `reason` is a code: `clinician_unavailable`, `technical` or `other`.

    :raises VisitNotFound: there is no such visit.
    :raises NotYourVisit: another clinician has it.
    :raises IllegalMove: nothing is booked.
    """
    async with session.begin():
        visit = await of_clinician(session, visit_id, clinician)
        await off(session, visit, clinician=clinician, reason=reason, now=now)
    return visit


async def off(session: AsyncSession, visit: Visit, *, clinician: Actor, reason: str, now: datetime) -> None:
    """Call a locked visit off for the clinic, as a part of a larger verb."""
    await steps.move(session, visit, Move.CALL_OFF, actor=clinician, now=now, reason=reason)
    await give_up(session, visit, by="clinic", actor=clinician, now=now)
    await steps.extend(session, visit, WorkKind.CALLED_OFF, actor=clinician, now=now)
    await timer.set_(session, "visit.lapse", visit.id, due_at=visit.window.closes_at)


async def give_up(session: AsyncSession, visit: Visit, *, by: str, actor: Actor, now: datetime) -> None:
    """Free a visit's time and tell that it was given up, by `patient`, `clinic` or `missed`."""
    await steps.free(session, visit)
    visit.revision += 1
    await outbox.put(
        session,
        VisitFreed(
            subject_id=visit.id,
            actor_id=actor.id,
            occurred_at=now,
            enrollment_id=visit.enrollment_id,
            patient_id=visit.patient_id,
            by=by,
        ),
    )


async def own(session: AsyncSession, visit_id: UUID, patient: Actor) -> Visit:
    """Return a patient's own visit, locked.

    :raises VisitNotFound: there is none, or it is somebody else's.
    """
    visit = await queries.lock(session, visit_id)
    if str(visit.patient_id) != patient.id:
        raise VisitNotFound("There is no such visit.")
    return visit


async def of_clinician(session: AsyncSession, visit_id: UUID, clinician: Actor) -> Visit:
    """Return a visit that this clinician has, locked.

    :raises VisitNotFound: there is none.
    :raises NotYourVisit: another clinician has it, or nobody.
    """
    visit = await queries.lock(session, visit_id)
    steps.require_own(visit, clinician)
    return visit


async def attest(
    session: AsyncSession, visit: Visit, moment: Moment, attested: Attested, *, actor: Actor, now: datetime
) -> None:
    """Keep what was attested, or stop.

    :raises IdentityNotAttested: nobody says that the person is the patient.
    :raises LocationMismatch: the patient is not where the visit is for.
    """
    if not attested.identity:
        raise IdentityNotAttested("We need to know that it is the patient who comes to the visit.")
    if attested.state != visit.state:
        raise LocationMismatch(
            f"This visit can only take place while the patient is in {visit.state}, "
            "because that is where the clinician's licence has to hold."
        )
    session.add(
        Attestation(
            visit_id=visit.id,
            patient_id=visit.patient_id,
            moment=moment,
            state=attested.state,
            actor_id=actor.id,
            actor_role=actor.role,
            at=now,
        )
    )


async def settle_on(session: AsyncSession, visit: Visit, slot: Slot, *, actor: Actor, now: datetime) -> None:
    """Give a visit its time for good, with its reminders, and tell that it is booked."""
    await steps.keep(session, visit, slot, held_until=None, now=now)
    visit.patient_room = visit.clinician_room = None
    visit.revision += 1
    await steps.settle_work(session, visit, done_by=actor.id, now=now)
    starts_at, ends_at = slot.span.starts_at, slot.span.ends_at
    for job, due_at in (
        ("visit.remind_day_before", starts_at - timedelta(days=1)),
        ("visit.remind_hour_before", starts_at - timedelta(hours=1)),
        ("visit.chase", ends_at + CHASE_AFTER),
    ):
        if due_at > now:
            await timer.set_(session, job, visit.id, due_at=due_at)
    await outbox.put(
        session,
        VisitBooked(
            subject_id=visit.id,
            actor_id=actor.id,
            occurred_at=now,
            enrollment_id=visit.enrollment_id,
            patient_id=visit.patient_id,
            clinician_id=slot.clinician_id,
            starts_at=starts_at,
        ),
    )


def _held(visit: Visit, now: datetime) -> Slot:
    if visit.status is not Status.HELD or visit.held_until is None or visit.held_until <= now:
        raise HoldExpired("We kept that time for ten minutes, and they are over. Please choose a time again.")
    if visit.clinician_id is None or visit.clinician_number is None or visit.span is None:
        raise HoldExpired("No time is kept for this visit. Please choose one.")
    return Slot(visit.clinician_id, visit.clinician_number, Span(visit.span.starts_at, visit.span.ends_at))


def _refuse_begun(visit: Visit, now: datetime) -> None:
    if visit.starts_at is None or visit.starts_at <= now:
        raise TooLate("This visit's time has come. Call us if you cannot make it.")
