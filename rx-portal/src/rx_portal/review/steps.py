"""The parts of a case's verbs: moving it, who may decide it, and the approval that a signature completes."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import states as enrollment_states
from rx_portal.enrollment import steps as enrollment
from rx_portal.identity import queries as identity
from rx_portal.kit import audit, outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.review import queries
from rx_portal.review.errors import (
    AlreadyDecided,
    ClaimedByAnother,
    KeptForAnother,
    NotClaimed,
    OverrideNeedsReason,
)
from rx_portal.review.events import ReviewApproved
from rx_portal.review.models import Draft, Review, ReviewStep
from rx_portal.review.schemas import Override
from rx_portal.review.states import DECIDED, Move, Status, advance
from rx_portal.risk.evaluator import Decision
from rx_portal.visit import queries as visits
from rx_portal.visit import zones
from shared_lib.identity import Actor

DECIDE_WITHIN = timedelta(hours=24)
URGENT_WITHIN = timedelta(hours=1)
RETURN_FOR = timedelta(hours=4)
"""How long an answer is kept for the clinician who asked, before anybody may take the case."""
ANSWERED_AGAIN = "I answered the questions again."
"""What stands as the answer of a patient who changed the answers of the intake instead of writing one."""


async def move(
    session: AsyncSession,
    review: Review,
    made: Move,
    *,
    actor: Actor,
    now: datetime,
    reason_code: str | None = None,
) -> None:
    """Move a locked case, with its step and its audit entry.

    :raises IllegalMove: it cannot do that from where it stands.
    """
    session.add(ReviewStep.of(review, made, actor=actor, at=now, reason=reason_code))
    before, review.status = review.status, advance(review.status, made)
    if review.status is not Status.CLAIMED:
        review.claimed_by = review.claimed_until = None
    if made is not Move.ANSWER:
        review.returns_to = review.returns_until = None
    review.changed_at = now
    await audit.record(
        session,
        actor=actor,
        action=f"review.{made}",
        subject=review.ref,
        at=now,
        patient_id=review.patient_id,
        changes={"from": before.value, "status": review.status.value},
        purpose=reason_code or "",
    )


async def opened(session: AsyncSession, review: Review, *, actor: Actor, now: datetime) -> None:
    """Write down that a case was opened."""
    await audit.record(
        session,
        actor=actor,
        action="review.open",
        subject=review.ref,
        at=now,
        patient_id=review.patient_id,
        changes={"status": review.status.value, "outcome": review.outcome.value},
    )


async def keep_reason(session: AsyncSession, review: Review, reason: Override) -> None:
    """Keep why a clinician did otherwise than the protocol, before the case is decided."""
    box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
    review.reason = box.seal("rx.review.reason", review.id, reason.words)
    review.reason_code = reason.code


async def settle_question(session: AsyncSession, review: Review, text: str, *, now: datetime) -> UUID | None:
    """Keep the answer to what is still asked about a case, and return who asked, if somebody did."""
    asked = await queries.open_question(session, review.id)
    if asked is None:
        return None
    box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
    asked.answer = box.seal("rx.review_question.answer", asked.id, text)
    asked.answered_at = now
    return asked.asked_by


async def require_undecided(session: AsyncSession, review: Review) -> None:
    """Refuse a case that is decided, and say who did and when.

    :raises AlreadyDecided: it is.
    """
    if review.status in DECIDED and review.decided_by and review.decided_at:
        who = await _name(session, review.decided_by)
        raise AlreadyDecided(f"{who} {review.status.value} this case on {_when(review.decided_at)}.")


async def require_held(session: AsyncSession, review: Review, clinician: Actor) -> None:
    """Refuse anybody but the clinician who holds the case.

    :raises AlreadyDecided: it is decided; the message says who did and when.
    :raises ClaimedByAnother: another clinician holds it; the message says who.
    :raises NotClaimed: nobody holds it.
    """
    await require_undecided(session, review)
    if review.status is Status.INFORMATION_REQUESTED:
        raise NotClaimed("The patient has been asked already. The case comes back when they answer.")
    if review.claimed_by is None:
        raise NotClaimed("Claim this case first; your claim may have run out.")
    if str(review.claimed_by) != clinician.id:
        raise ClaimedByAnother(f"{await _name(session, review.claimed_by)} is working on this case.")


async def require_not_kept(session: AsyncSession, review: Review, clinician: Actor, *, now: datetime) -> None:
    """Refuse a case that comes back to another clinician, who asked its patient something.

    :raises KeptForAnother: it is kept for them; the message says for whom and until when.
    """
    kept = review.returns_until is not None and review.returns_until > now
    if kept and review.returns_to and review.returns_until and str(review.returns_to) != clinician.id:
        who, until = await _name(session, review.returns_to), _when(review.returns_until)
        raise KeptForAnother(f"The patient has answered {who}, who gets this case back first, until {until}.")


async def require_licence(session: AsyncSession, review: Review, clinician: Actor, *, now: datetime) -> None:
    """Refuse a clinician who may not practise where the patient is today.

    :raises NotLicensed: there is no licence that is good today.
    """
    today = now.astimezone(ZoneInfo(zones.of_state(review.state))).date()
    await visits.require_licence(session, UUID(clinician.id), review.state, on=today)


async def approve(
    session: AsyncSession, *, review_id: UUID, clinician: Actor, override: Override | None, now: datetime
) -> Review:
    """Approve a claimed case as a part of signing its prescription.

    :raises ReviewNotFound: there is no such case.
    :raises AlreadyDecided, ClaimedByAnother, NotClaimed: as `require_held`.
    :raises NotLicensed: the clinician may not practise where the patient is.
    :raises OverrideNeedsReason: the protocol did not approve, and no reason is given.
    """
    review = await queries.lock(session, review_id)
    await require_held(session, review, clinician)
    await require_licence(session, review, clinician, now=now)
    if review.outcome is not Decision.APPROVED and (override is None or not override.words.strip()):
        raise OverrideNeedsReason("The protocol did not approve this case. Say why you do.")
    overrides = review.outcome is not Decision.APPROVED
    reason = (override.code, override.words) if override and overrides else (None, None)
    await decide(session, review, Move.APPROVE, clinician=clinician, reason=reason, now=now)
    review.overridden = overrides
    await enrollment.advance(
        session, review.enrollment_id, enrollment_states.Move.APPROVE, actor=clinician, now=now
    )
    await outbox.put(
        session,
        ReviewApproved(
            subject_id=review.id,
            actor_id=clinician.id,
            occurred_at=now,
            enrollment_id=review.enrollment_id,
            patient_id=review.patient_id,
            product=review.product,
            overridden=review.overridden,
        ),
    )
    return review


async def decide(
    session: AsyncSession,
    review: Review,
    made: Move,
    *,
    clinician: Actor,
    reason: tuple[str | None, str | None],
    now: datetime,
) -> None:
    """Write a decision. `reason` is its code and its words; the words are sealed."""
    code, words = reason
    if words:
        box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
        review.reason = box.seal("rx.review.reason", review.id, words)
    review.reason_code = code
    await move(session, review, made, actor=clinician, now=now, reason_code=code)
    review.decided_by, review.decided_at = UUID(clinician.id), now
    await session.execute(delete(Draft).where(Draft.review_id == review.id))


async def _name(session: AsyncSession, staff_id: UUID) -> str:
    return (await identity.staff_names(session, [staff_id])).get(staff_id, "Another clinician")


def _when(at: datetime) -> str:
    return f"{at:%d %B %Y at %H:%M} UTC"
