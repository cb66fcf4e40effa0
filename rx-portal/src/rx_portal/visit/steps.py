"""The parts of a visit's verbs: moving it, keeping and freeing time, finding and checking times."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.errors import DeadlockDetected, ExclusionViolation
from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import Range, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox, timer
from rx_portal.visit import queries
from rx_portal.visit.errors import NotYourVisit, OutsideWindow, SlotNotOffered, SlotTaken
from rx_portal.visit.events import VisitRequired
from rx_portal.visit.models import CalendarRow, Claim, Visit, VisitStep, WorkItem
from rx_portal.visit.schemas import Requirement
from rx_portal.visit.slots import NOTICE, Slot, Span, is_offered, offered
from rx_portal.visit.states import Move, Status, WorkKind, advance
from rx_portal.visit.window import Window
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


async def move(
    session: AsyncSession,
    visit: Visit,
    made: Move,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Move a locked visit, with its step and its audit entry. `reason` is a code.

    :raises IllegalMove: it cannot do that from where it stands.
    """
    session.add(VisitStep.of(visit, made, actor=actor, at=now, reason=reason))
    before, visit.status = visit.status, advance(visit.status, made)
    visit.changed_at = now
    await audit.record(
        session,
        actor=actor,
        action=f"visit.{made}",
        subject=visit.ref,
        at=now,
        patient_id=visit.patient_id,
        changes={"from": before.value, "status": visit.status.value},
        purpose=reason or "",
    )


def require_own(visit: Visit, clinician: Actor) -> None:
    """Refuse anybody but the clinician who has this visit.

    :raises NotYourVisit: another clinician has it, or nobody.
    """
    if str(visit.clinician_id) != clinician.id:
        raise NotYourVisit("Another clinician has this visit, or nobody has it any more.")


async def find_slots(session: AsyncSession, visit: Visit, *, now: datetime) -> list[Slot]:
    """Return the times left in a visit's window with clinicians licensed there, earliest first."""
    within = Span(max(visit.opens_at, now + NOTICE), visit.window.closes_at)
    if within.starts_at >= within.ends_at:
        return []
    today = now.astimezone(ZoneInfo(visit.zone)).date()
    licences = await queries.licences_for(session, visit.state, on=today)
    if not licences:
        return []
    calendars = await queries.calendars(session, licences, within, now=now, but=visit.id)
    return [
        slot
        for slot in offered(calendars, within)
        if slot.span.starts_at.astimezone(ZoneInfo(visit.zone)).date() <= licences[slot.clinician_id]
    ]


async def choose(
    session: AsyncSession, visit: Visit, *, clinician_id: UUID, starts_at: datetime, now: datetime
) -> Slot:
    """Return the time that a patient chose, after asking everything again inside this transaction.

    The clinician's calendar stays locked until the commit, so of many who choose at once one succeeds.

    :raises SlotNotOffered: it is not one of the clinician's times.
    :raises SlotTaken: somebody has it.
    :raises NotLicensed: the clinician may not practise where the patient is on that day.
    :raises OutsideWindow: it would not take place within the visit's days.
    """
    calendar = await queries.lock_calendar(session, clinician_id)
    span = Span(starts_at, starts_at + timedelta(minutes=calendar.minutes))
    await require_bookable(session, visit, clinician_id, span, now=now)
    await _require_offered(session, visit, calendar, span, now=now)
    return Slot(clinician_id, calendar.number, span)


async def require_bookable(
    session: AsyncSession, visit: Visit, clinician_id: UUID, span: Span, *, now: datetime
) -> None:
    """Refuse a time outside the window or the notice, or a clinician without a licence on that day.

    :raises OutsideWindow: it is too soon, or not within the visit's days.
    :raises NotLicensed: the clinician may not practise there on that day.
    """
    if not visit.window.holds(span.starts_at, span.ends_at):
        raise OutsideWindow("That time is not within the days in which this visit has to take place.")
    if span.starts_at <= now:
        raise OutsideWindow("That time is over.")
    on = span.starts_at.astimezone(ZoneInfo(visit.zone)).date()
    await queries.require_licence(session, clinician_id, visit.state, on=on)


async def keep(
    session: AsyncSession, visit: Visit, slot: Slot, *, held_until: datetime | None, now: datetime
) -> None:
    """Keep a time for a visit: its clinician's and its patient's, until `held_until` or for good.

    :raises SlotTaken: somebody has it, or the patient has another visit then.
    """
    during = Range(slot.span.starts_at, slot.span.ends_at)
    values = {
        "clinician_number": slot.clinician_number,
        "patient_number": visit.patient_number,
        "during": during,
        "held_until": held_until,
    }
    try:
        with session.no_autoflush:
            await session.execute(
                delete(Claim).where(
                    queries.overdue(now), Claim.during.overlaps(during), Claim.visit_id != visit.id
                )
            )
            await session.execute(
                insert(Claim)
                .values(visit_id=visit.id, **values)
                .on_conflict_do_update(index_elements=["visit_id"], set_=values)
            )
    except DBAPIError as error:
        raise _taken(error) from error
    visit.clinician_id, visit.clinician_number = slot.clinician_id, slot.clinician_number
    visit.starts_at, visit.ends_at = slot.span.starts_at, slot.span.ends_at
    visit.held_until = held_until


async def free(session: AsyncSession, visit: Visit) -> None:
    """Give up the time that a visit keeps; the room made for it is forgotten with it."""
    await let_go(session, visit)
    visit.clinician_id = visit.clinician_number = None
    visit.starts_at = visit.ends_at = visit.held_until = None
    visit.patient_room = visit.clinician_room = None


async def let_go(session: AsyncSession, visit: Visit) -> None:
    """Let others have the rest of a visit's time, without forgetting when it was."""
    with session.no_autoflush:
        await session.execute(delete(Claim).where(Claim.visit_id == visit.id))


async def require(session: AsyncSession, needed: Requirement, *, actor: Actor, now: datetime) -> Visit:
    """Open the visit of an enrollment, or open again one that was closed; the clinic is told if it is late.

    A visit that is due or booked already stays as it is.
    """
    known = await queries.find_of_enrollment(session, needed.enrollment_id)
    if known is None:
        visit = await _opened(session, needed, actor=actor, now=now)
    else:
        visit = await queries.lock(session, known.id)
        if visit.status is not Status.CLOSED:
            return visit
        await move(session, visit, Move.REOPEN, actor=actor, now=now)
        window = Window.from_(needed.assessed_at, visit.zone)
        visit.opens_at, visit.last_on, visit.clinic_late = window.opens_at, window.last_on, False
        await _told_required(session, visit, actor, now)
    if not await find_slots(session, visit, now=now):
        await extend(session, visit, WorkKind.NO_TIME_IN_WINDOW, actor=actor, now=now)
    await timer.set_(session, "visit.lapse", visit.id, due_at=visit.window.closes_at)
    return visit


async def extend(session: AsyncSession, visit: Visit, kind: WorkKind, *, actor: Actor, now: datetime) -> None:
    """Give a visit seven further days because the clinic is late, and raise work to put that right at once.

    The work is due by the day that was promised, for the promise stands although the patient has longer.
    """
    due_on = visit.last_on
    await move(session, visit, Move.EXTEND, actor=actor, now=now, reason=kind.value)
    visit.last_on = visit.window.extended(now).last_on
    visit.clinic_late = True
    await raise_work(session, visit, kind, due_on=due_on, now=now)


async def raise_work(
    session: AsyncSession, visit: Visit, kind: WorkKind, *, due_on: date, now: datetime
) -> None:
    """Raise a piece of work for the clinic, unless the same is open already."""
    await session.execute(
        insert(WorkItem)
        .values(
            id=uuid7(),
            visit_id=visit.id,
            patient_id=visit.patient_id,
            kind=kind,
            due_on=due_on,
            raised_at=now,
        )
        .on_conflict_do_nothing()
    )


async def settle_work(session: AsyncSession, visit: Visit, *, done_by: str, now: datetime) -> None:
    """Take a visit's open work as done."""
    await session.execute(
        update(WorkItem)
        .where(WorkItem.visit_id == visit.id, WorkItem.done_at.is_(None))
        .values(done_at=now, done_by=done_by)
    )


async def close(session: AsyncSession, enrollment_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Close the visit of an enrollment that has ended otherwise, and give up its time."""
    found = await queries.find_of_enrollment(session, enrollment_id)
    if found is None:
        return
    visit = await queries.lock(session, found.id)
    if visit.status not in {Status.COMPLETED, Status.LAPSED, Status.CLOSED}:
        visit.revision += visit.status in {Status.BOOKED, Status.STARTED}
        await move(session, visit, Move.CLOSE, actor=actor, now=now)
        await free(session, visit)
        await settle_work(session, visit, done_by=actor.id, now=now)


async def _opened(session: AsyncSession, needed: Requirement, *, actor: Actor, now: datetime) -> Visit:
    window = Window.from_(needed.assessed_at, needed.zone)
    visit = Visit(
        id=needed.visit_id,
        enrollment_id=needed.enrollment_id,
        patient_id=needed.patient_id,
        patient_number=needed.patient_number,
        product=needed.product,
        state=needed.state,
        zone=needed.zone,
        forced=needed.forced,
        status=Status.DUE,
        opens_at=window.opens_at,
        last_on=window.last_on,
        clinic_late=False,
        revision=0,
        misses=0,
        changed_at=now,
    )
    session.add(visit)
    await session.flush()
    await audit.record(
        session, actor=actor, action="visit.require", subject=visit.ref, at=now, patient_id=visit.patient_id
    )
    await _told_required(session, visit, actor, now)
    return visit


async def _told_required(session: AsyncSession, visit: Visit, actor: Actor, now: datetime) -> None:
    await outbox.put(
        session,
        VisitRequired(
            subject_id=visit.id,
            actor_id=actor.id,
            occurred_at=now,
            enrollment_id=visit.enrollment_id,
            patient_id=visit.patient_id,
        ),
    )


async def _require_offered(
    session: AsyncSession, visit: Visit, calendar: CalendarRow, span: Span, *, now: datetime
) -> None:
    open_ = await queries.calendars(session, [calendar.clinician_id], span, now=now, but=visit.id)
    if is_offered(open_[0], span):
        return
    if any(span.overlaps(taken) for taken in open_[0].taken):
        raise SlotTaken("Somebody else has just taken that time. Please choose another.")
    raise SlotNotOffered("That is not one of the clinician's times.")


def _taken(error: DBAPIError) -> Exception:
    if isinstance(error.orig, ExclusionViolation | DeadlockDetected):
        return SlotTaken(
            "That time is no longer free, or you have another visit then. Please choose another."
        )
    return error
