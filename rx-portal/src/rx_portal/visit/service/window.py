"""The visit's days: they open with an assessment, are extended by the clinic's lateness, and close."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox, timer
from rx_portal.visit import queries, steps
from rx_portal.visit.events import VisitLapsed
from rx_portal.visit.models import Visit, WorkItem
from rx_portal.visit.schemas import Requirement
from rx_portal.visit.states import Move, Status, WorkKind
from shared_lib.errors import NotFound
from shared_lib.identity import Actor


class WorkNotFound(NotFound):
    """There is no such open piece of work."""

    code = "work_not_found"


async def require(session: AsyncSession, *, needed: Requirement, actor: Actor, now: datetime) -> Visit:
    """Open a visit for an enrollment whose assessment asks for one; does nothing the second time.

    The window is counted from the assessment. Where no licensed clinician has a time within it, the clinic
    is told at once and the patient gets longer.
    """
    async with session.begin():
        known = await queries.find_of_enrollment(session, needed.enrollment_id)
        if known is not None:
            return known
        return await steps.require(session, needed, actor=actor, now=now)


async def expire_hold(session: AsyncSession, *, visit_id: UUID, actor: Actor, now: datetime) -> None:
    """Free a time that was held for too long; whatever has happened since is left alone."""
    async with session.begin():
        visit = await queries.lock(session, visit_id)
        if visit.status is Status.HELD and visit.held_until is not None and visit.held_until <= now:
            await steps.move(session, visit, Move.RELEASE, actor=actor, now=now, reason="hold_expired")
            await steps.free(session, visit)


async def lapse(session: AsyncSession, *, visit_id: UUID, actor: Actor, now: datetime) -> Visit:
    """Close the window of a visit that did not take place; never while the clinic is the one who is late.

    A booked visit is left to `chase`: the patient did their part.
    """
    async with session.begin():
        visit = await queries.lock(session, visit_id)
        if visit.status not in {Status.DUE, Status.HELD} or now < visit.window.closes_at:
            return visit
        if await _clinic_is_late(session, visit):
            await steps.extend(session, visit, WorkKind.NO_TIME_IN_WINDOW, actor=actor, now=now)
            await timer.set_(session, "visit.lapse", visit.id, due_at=visit.window.closes_at)
            return visit
        await steps.move(session, visit, Move.LAPSE, actor=actor, now=now, reason="window_closed")
        await steps.free(session, visit)
        await outbox.put(
            session,
            VisitLapsed(
                subject_id=visit.id,
                actor_id=actor.id,
                occurred_at=now,
                enrollment_id=visit.enrollment_id,
                patient_id=visit.patient_id,
            ),
        )
    return visit


async def chase(session: AsyncSession, *, visit_id: UUID, actor: Actor, now: datetime) -> None:
    """Raise work for a visit whose time is long over and of which nobody said how it went."""
    async with session.begin():
        visit = await queries.lock(session, visit_id)
        over = visit.ends_at is not None and visit.ends_at < now
        if visit.status in {Status.BOOKED, Status.STARTED} and over:
            await steps.raise_work(session, visit, WorkKind.OUTCOME_MISSING, due_on=visit.last_on, now=now)
            await audit.record(
                session,
                actor=actor,
                action="visit.chase",
                subject=visit.ref,
                at=now,
                patient_id=visit.patient_id,
            )


async def close(session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime) -> None:
    """Close the visit of an enrollment that ended otherwise."""
    async with session.begin():
        await steps.close(session, enrollment_id, actor=actor, now=now)


async def settle_work(session: AsyncSession, *, work_id: UUID, actor: Actor, now: datetime) -> WorkItem:
    """Take one piece of work as done.

    :raises WorkNotFound: there is none, or it is done already.
    """
    async with session.begin():
        item = await session.get(WorkItem, work_id, with_for_update=True)
        if item is None or item.done_at is not None:
            raise WorkNotFound("That work is done already, or never was.")
        item.done_at, item.done_by = now, actor.id
        await audit.record(
            session,
            actor=actor,
            action="visit.settle_work",
            subject=f"visit:{item.visit_id}",
            at=now,
            patient_id=item.patient_id,
            changes={"work": item.kind.value},
        )
    return item


async def _clinic_is_late(session: AsyncSession, visit: Visit) -> bool:
    """Tell whether what keeps the patient waiting is still open with the clinic."""
    return visit.clinic_late and await queries.has_open_work(session, visit.id)
