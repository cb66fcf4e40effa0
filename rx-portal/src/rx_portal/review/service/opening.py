"""A case comes to the queue, waits for its visit or does without, and leaves when its enrollment ends."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import states as enrollment_states
from rx_portal.enrollment import steps as enrollment
from rx_portal.enrollment.events import EnrollmentLapsed
from rx_portal.identity import queries as identity
from rx_portal.kit import outbox
from rx_portal.review import queries, steps
from rx_portal.review.errors import ReasonMissing, VisitForced, VisitHeld
from rx_portal.review.models import Review
from rx_portal.review.schemas import Override
from rx_portal.review.states import Lane, Move, Status
from rx_portal.risk.evaluator import Decision
from rx_portal.risk.events import RiskAssessed
from rx_portal.visit import queries as visits
from rx_portal.visit import steps as visit_steps
from rx_portal.visit import window, zones
from rx_portal.visit.schemas import Requirement
from rx_portal.visit.states import Status as VisitStatus
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

VISIT_WITHIN = timedelta(days=window.WINDOW_DAYS)


async def open_case(session: AsyncSession, *, told: RiskAssessed, actor: Actor, now: datetime) -> Review:
    """Open the case of an assessment, or put the enrollment's open case on its newer assessment.

    An approved outcome goes to the queue; any other waits for its visit. Does nothing the second time.
    """
    async with session.begin():
        known = await queries.find_of_assessment(session, told.subject_id)
        if known is not None:
            return known
        open_ = await queries.lock_open_of(session, told.enrollment_id)
        if open_ is not None:
            return await _reassess(session, open_, told, actor=actor, now=now)
        return await _open(session, told, actor=actor, now=now)


async def admit(session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime) -> Review | None:
    """Let a case be decided, now that its visit has taken place."""
    async with session.begin():
        review = await queries.lock_open_of(session, enrollment_id)
        if review is not None and review.status is Status.WAITING:
            await _admit(session, review, Move.ADMIT, actor=actor, now=now)
    return review


async def waive(
    session: AsyncSession, *, review_id: UUID, clinician: Actor, reason: Override, now: datetime
) -> Review:
    """Do without a visit that no law asks for; the visit is closed, and the case can be decided.

    :raises ReviewNotFound: there is no such case.
    :raises VisitForced: the law of the patient's state asks for it.
    :raises ReasonMissing: no words say why.
    :raises IllegalMove: it does not wait for a visit.
    :raises NotLicensed: the clinician may not practise where the patient is.
    """
    async with session.begin():
        review = await queries.lock(session, review_id)
        await steps.require_undecided(session, review)
        if review.visit_forced:
            raise VisitForced(f"The law of {review.state} asks for this visit. It cannot be waived.")
        if not reason.words.strip():
            raise ReasonMissing("Say why this case can be decided without its visit.")
        await steps.require_licence(session, review, clinician, now=now)
        await steps.keep_reason(session, review, reason)
        await _admit(session, review, Move.WAIVE, actor=clinician, now=now, reason_code=reason.code)
        await visit_steps.close(session, review.enrollment_id, actor=clinician, now=now)
    return review


async def require_visit(
    session: AsyncSession, *, review_id: UUID, clinician: Actor, reason: Override, now: datetime
) -> Review:
    """Have the patient seen before a claimed case is decided; it waits for the visit from now on.

    :raises ReviewNotFound: there is no such case.
    :raises ReasonMissing: no words say why.
    :raises VisitHeld: the patient has been seen already.
    :raises AlreadyDecided, ClaimedByAnother, NotClaimed: as `steps.require_held`.
    """
    async with session.begin():
        review = await queries.lock(session, review_id)
        await steps.require_held(session, review, clinician)
        if not reason.words.strip():
            raise ReasonMissing("Say what you want to find out at the visit.")
        visit = await visits.find_of_enrollment(session, review.enrollment_id)
        if visit is not None and visit.status is VisitStatus.COMPLETED:
            raise VisitHeld("The patient has been seen already. Ask them instead, or decide.")
        await steps.keep_reason(session, review, reason)
        made = Move.REQUIRE_VISIT
        await steps.move(session, review, made, actor=clinician, now=now, reason_code=reason.code)
        review.lane, review.due_at = Lane.VISIT, now + VISIT_WITHIN
        await enrollment.advance(
            session, review.enrollment_id, enrollment_states.Move.AWAIT_VISIT, actor=clinician, now=now
        )
        await _have_visit(session, review, actor=clinician, now=now)
    return review


async def close(session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime) -> None:
    """Take the case of an enrollment that ended otherwise off the queue."""
    async with session.begin():
        review = await queries.lock_open_of(session, enrollment_id)
        if review is not None:
            await steps.move(session, review, Move.CLOSE, actor=actor, now=now)


async def lapse(session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime) -> None:
    """End an enrollment whose visit never took place, and take its case off the queue."""
    async with session.begin():
        review = await queries.lock_open_of(session, enrollment_id)
        if review is None:
            return
        await steps.move(session, review, Move.CLOSE, actor=actor, now=now, reason_code="visit_lapsed")
        ended = enrollment_states.Move.LAPSE
        await enrollment.advance(session, enrollment_id, ended, actor=actor, now=now, reason="visit_lapsed")
        told = EnrollmentLapsed(
            subject_id=enrollment_id,
            actor_id=actor.id,
            occurred_at=now,
            patient_id=review.patient_id,
            product=review.product,
        )
        await outbox.put(session, told)


async def _have_visit(session: AsyncSession, review: Review, *, actor: Actor, now: datetime) -> None:
    number = (await identity.get_patient(session, review.patient_id)).number
    needed = Requirement(
        visit_id=uuid7(),
        enrollment_id=review.enrollment_id,
        patient_id=review.patient_id,
        patient_number=number,
        product=review.product,
        state=review.state,
        zone=zones.of_state(review.state),
        forced=False,
        assessed_at=now,
    )
    await visit_steps.require(session, needed, actor=actor, now=now)


async def _open(session: AsyncSession, told: RiskAssessed, *, actor: Actor, now: datetime) -> Review:
    fast = told.decision is Decision.APPROVED
    within = steps.URGENT_WITHIN if told.urgent else steps.DECIDE_WITHIN if fast else VISIT_WITHIN
    review = Review(
        enrollment_id=told.enrollment_id,
        assessment_id=told.subject_id,
        patient_id=told.patient_id,
        product=told.product,
        state=told.state,
        lane=Lane.FAST if fast else Lane.VISIT,
        outcome=told.decision,
        visit_forced=told.visit_required,
        urgent=told.urgent,
        status=Status.QUEUED if fast else Status.WAITING,
        opened_at=now,
        due_at=now + within,
        overridden=False,
        changed_at=now,
    )
    session.add(review)
    await session.flush()
    await steps.opened(session, review, actor=actor, now=now)
    if fast:
        await _review_begins(session, review, actor, now)
    return review


async def _reassess(
    session: AsyncSession, review: Review, told: RiskAssessed, *, actor: Actor, now: datetime
) -> Review:
    if review.status is Status.CLAIMED:
        await steps.move(session, review, Move.RELEASE, actor=actor, now=now, reason_code="reassessed")
    review.assessment_id, review.outcome = told.subject_id, told.decision
    review.visit_forced, review.urgent = told.visit_required, told.urgent
    visit = await visits.find_of_enrollment(session, told.enrollment_id)
    seen = visit is not None and visit.status is VisitStatus.COMPLETED
    if review.status is Status.INFORMATION_REQUESTED:
        ready = seen or told.decision is Decision.APPROVED
        asked_by = await steps.settle_question(session, review, steps.ANSWERED_AGAIN, now=now)
        await steps.move(session, review, Move.ANSWER if ready else Move.AWAIT_VISIT, actor=actor, now=now)
        review.due_at = now + (steps.DECIDE_WITHIN if ready else VISIT_WITHIN)
        if ready:
            review.returns_to, review.returns_until = asked_by, now + steps.RETURN_FOR if asked_by else None
            await _review_begins(session, review, actor, now)
    review.lane = Lane.FAST if told.decision is Decision.APPROVED else Lane.VISIT
    return review


async def _admit(
    session: AsyncSession,
    review: Review,
    made: Move,
    *,
    actor: Actor,
    now: datetime,
    reason_code: str | None = None,
) -> None:
    await steps.move(session, review, made, actor=actor, now=now, reason_code=reason_code)
    review.due_at = now + steps.DECIDE_WITHIN
    await _review_begins(session, review, actor, now)


async def _review_begins(session: AsyncSession, review: Review, actor: Actor, now: datetime) -> None:
    await enrollment.advance(
        session, review.enrollment_id, enrollment_states.Move.REVIEW, actor=actor, now=now
    )
