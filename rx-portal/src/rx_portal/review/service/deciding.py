"""Denying a case, or asking the patient before deciding; approval is a part of signing."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import states as enrollment_states
from rx_portal.enrollment import steps as enrollment
from rx_portal.kit import outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.review import queries, steps
from rx_portal.review.errors import QuestionMissing, ReasonMissing, ReviewNotFound
from rx_portal.review.events import InformationProvided, InformationRequested, ReviewDenied
from rx_portal.review.models import Question, Review
from rx_portal.review.states import DenyReason, Move, Status
from rx_portal.visit import steps as visit_steps
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

Told = TypeVar("Told", ReviewDenied, InformationRequested, InformationProvided)


async def deny(
    session: AsyncSession,
    *,
    review_id: UUID,
    clinician: Actor,
    reason: DenyReason,
    words: str,
    told: str,
    now: datetime,
) -> Review:
    """Deny a claimed case, or one that still waits for its visit; the visit is then closed.

    `words` are for the record, `told` is what the patient reads; both are sealed.

    :raises ReviewNotFound: there is no such case.
    :raises ReasonMissing: there are no words.
    :raises AlreadyDecided, ClaimedByAnother, NotClaimed: as `steps.require_held`.
    :raises NotLicensed: the clinician may not practise where the patient is.
    """
    if not words.strip():
        raise ReasonMissing("Write down why. The next clinician will want to know.")
    if not told.strip():
        raise ReasonMissing("Choose what the patient is told.")
    async with session.begin():
        review = await queries.lock(session, review_id)
        if review.status is Status.WAITING:
            await visit_steps.close(session, review.enrollment_id, actor=clinician, now=now)
        else:
            await steps.require_held(session, review, clinician)
        await steps.require_licence(session, review, clinician, now=now)
        box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
        review.told = box.seal("rx.review.told", review.id, told.strip())
        await steps.decide(session, review, Move.DENY, clinician=clinician, reason=(reason, words), now=now)
        await enrollment.advance(
            session, review.enrollment_id, enrollment_states.Move.DENY, actor=clinician, now=now
        )
        await outbox.put(session, _told(ReviewDenied, review, clinician, now))
    return review


async def ask(
    session: AsyncSession, *, review_id: UUID, clinician: Actor, question: str, now: datetime
) -> Review:
    """Ask the patient something; the case leaves the queue until they answer.

    :raises ReviewNotFound: there is no such case.
    :raises ReasonMissing: nothing is asked.
    :raises AlreadyDecided, ClaimedByAnother, NotClaimed: as `steps.require_held`.
    """
    if not question.strip():
        raise ReasonMissing("Write down what you would like to know.")
    async with session.begin():
        review = await queries.lock(session, review_id)
        await steps.require_held(session, review, clinician)
        await steps.move(session, review, Move.ASK, actor=clinician, now=now)
        box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
        asked_id = uuid7()
        session.add(
            Question(
                id=asked_id,
                review_id=review.id,
                patient_id=review.patient_id,
                asked_by=UUID(clinician.id),
                asked_at=now,
                question=box.seal("rx.review_question.question", asked_id, question),
            )
        )
        await enrollment.advance(
            session,
            review.enrollment_id,
            enrollment_states.Move.REQUEST_INFORMATION,
            actor=clinician,
            now=now,
        )
        await outbox.put(session, _told(InformationRequested, review, clinician, now))
    return review


async def answer(
    session: AsyncSession, *, review_id: UUID, patient: Actor, text: str, now: datetime
) -> Review:
    """Answer what was asked; the case goes back into the queue, kept for a while for whoever asked.

    :raises ReviewNotFound: there is no such case of this patient.
    :raises QuestionMissing: nothing was asked, or it is answered already.
    :raises ReasonMissing: the answer is empty.
    """
    if not text.strip():
        raise ReasonMissing("Write your answer before you send it.")
    async with session.begin():
        review = await queries.lock(session, review_id)
        if str(review.patient_id) != patient.id:
            raise ReviewNotFound("There is no such case.")
        asked_by = await steps.settle_question(session, review, text, now=now)
        if asked_by is None:
            raise QuestionMissing("There is nothing to answer any more.")
        await steps.move(session, review, Move.ANSWER, actor=patient, now=now)
        review.due_at = now + steps.DECIDE_WITHIN
        review.returns_to, review.returns_until = asked_by, now + steps.RETURN_FOR
        await enrollment.advance(
            session,
            review.enrollment_id,
            enrollment_states.Move.PROVIDE_INFORMATION,
            actor=patient,
            now=now,
        )
        await outbox.put(session, _told(InformationProvided, review, patient, now))
    return review


def _told(kind: type[Told], review: Review, actor: Actor, now: datetime) -> Told:
    return kind(
        subject_id=review.id,
        actor_id=actor.id,
        occurred_at=now,
        enrollment_id=review.enrollment_id,
        patient_id=review.patient_id,
        product=review.product,
    )
