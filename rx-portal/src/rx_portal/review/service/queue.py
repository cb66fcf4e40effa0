"""The queue: what waits, who works on what, and for how long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.kit import audit, timer
from rx_portal.review import queries, steps
from rx_portal.review.errors import ClaimedByAnother
from rx_portal.review.models import Review, View
from rx_portal.review.schemas import Filter, Mark, Queue
from rx_portal.review.states import Move
from shared_lib.identity import Actor

CLAIM_FOR = timedelta(minutes=30)


async def list_page(session: AsyncSession, *, wanted: Filter, clinician: Actor, now: datetime) -> Queue:
    """Return a page of the queue, and write one audit entry that names every patient it showed."""
    async with session.begin():
        views = await queries.list_views(session, UUID(clinician.id))
        return await _shown(session, wanted, views, clinician, now)


async def list_first_page(session: AsyncSession, *, clinician: Actor, now: datetime) -> Queue | View:
    """Return the view that somebody chose to see first, or else the whole queue, which is audited as read."""
    async with session.begin():
        views = await queries.list_views(session, UUID(clinician.id))
        first = (view for view in views if view.first and str(view.staff_id) == clinician.id)
        return next(first, None) or await _shown(session, Filter(), views, clinician, now)


async def queue_mark(session: AsyncSession) -> Mark:
    """Return which change of the queue was the newest; it shows nothing of any patient."""
    async with session.begin():
        return await queries.newest_change(session)


async def look_for_news(
    session: AsyncSession, *, wanted: Filter, since: Mark, now: datetime
) -> tuple[Mark, int]:
    """Return the newest change, and how many cases have come to a filter since another."""
    async with session.begin():
        mark = await queries.newest_change(session)
        if mark == since:
            return mark, 0
        return mark, await queries.count_since(session, wanted, since.at, now=now)


async def find_next(session: AsyncSession, *, clinician: Actor, now: datetime) -> UUID | None:
    """Return the case to look at next, if there is one."""
    async with session.begin():
        return await queries.next_case(session, UUID(clinician.id), now=now)


async def claim(session: AsyncSession, *, review_id: UUID, clinician: Actor, now: datetime) -> Review:
    """Take a case to work on for half an hour; claiming it again prolongs that.

    A claim that has run out may be taken over at once.

    :raises ReviewNotFound: there is no such case.
    :raises AlreadyDecided: it is decided; the message says who did and when.
    :raises ClaimedByAnother: another clinician works on it.
    :raises NotLicensed: the clinician may not practise where the patient is.
    :raises KeptForAnother: its patient has just answered somebody else.
    :raises IllegalMove: it waits for its visit or for the patient.
    """
    async with session.begin():
        review = await queries.lock(session, review_id)
        await steps.require_undecided(session, review)
        await steps.require_licence(session, review, clinician, now=now)
        await steps.require_not_kept(session, review, clinician, now=now)
        if str(review.claimed_by) != clinician.id:
            await _take(session, review, clinician=clinician, now=now)
        review.claimed_until = now + CLAIM_FOR
        await timer.set_(session, "review.expire_claim", review.id, due_at=review.claimed_until)
    return review


async def release(session: AsyncSession, *, review_id: UUID, clinician: Actor, now: datetime) -> Review:
    """Put a case back into the queue.

    :raises ReviewNotFound: there is no such case.
    :raises AlreadyDecided, ClaimedByAnother, NotClaimed: as `steps.require_held`.
    """
    async with session.begin():
        review = await queries.lock(session, review_id)
        await steps.require_held(session, review, clinician)
        await steps.move(session, review, Move.RELEASE, actor=clinician, now=now)
    return review


async def expire_claim(session: AsyncSession, *, review_id: UUID, actor: Actor, now: datetime) -> None:
    """Put a case back whose claim has run out; one that was prolonged or decided is left alone."""
    async with session.begin():
        review = await queries.lock(session, review_id)
        if review.claimed_until is not None and review.claimed_until <= now:
            await steps.move(session, review, Move.RELEASE, actor=actor, now=now, reason_code="claim_expired")


async def _shown(
    session: AsyncSession, wanted: Filter, views: Sequence[View], clinician: Actor, now: datetime
) -> Queue:
    rows = await queries.list_queue(session, wanted, now=now)
    shown, more = rows[: wanted.limit], len(rows) > wanted.limit
    mark, counted = await queries.count_open(session)
    holders = {each for row in shown for each in (row.claimed_by, row.returns_to) if each}
    names = await identity.staff_names(session, list(holders)) if holders else {}
    await audit.record(
        session,
        actor=clinician,
        action="review.list",
        subject="review:queue",
        at=now,
        shown=sorted({f"patient:{row.patient_id}" for row in shown}),
    )
    return Queue(mark, shown, names, counted, views, more)


async def _take(session: AsyncSession, review: Review, *, clinician: Actor, now: datetime) -> None:
    if review.claimed_until is not None and review.claimed_until <= now:
        system = Actor.system("review.claim")
        await steps.move(session, review, Move.RELEASE, actor=system, now=now, reason_code="claim_expired")
    if review.claimed_by is not None:
        await steps.require_held(session, review, clinician)
        raise ClaimedByAnother("Another clinician is working on this case.")
    await steps.move(session, review, Move.CLAIM, actor=clinician, now=now)
    review.claimed_by = UUID(clinician.id)
