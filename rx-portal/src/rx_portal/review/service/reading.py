"""What a patient sees of their case: audited, and without the clinicians' own words."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.review import queries
from rx_portal.review.errors import ReviewNotFound
from rx_portal.review.schemas import Outcome
from rx_portal.review.states import Status
from shared_lib.identity import Actor


async def look_at_outcome(
    session: AsyncSession, *, review_id: UUID, patient: Actor, now: datetime
) -> Outcome:
    """Return where a patient's own case stands, and the open question, if there is one.

    :raises ReviewNotFound: there is none, or it is somebody else's.
    """
    async with session.begin():
        review = await queries.get(session, review_id)
        if str(review.patient_id) != patient.id:
            raise ReviewNotFound("There is no such case.")
        asked = None
        if review.status is Status.INFORMATION_REQUESTED:
            asked = await queries.open_question(session, review.id)
        question = None
        if asked is not None:
            box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
            question = box.open("rx.review_question.question", asked.id, asked.question)
        told = None
        if review.told:
            told = (await vault.box(session, review.patient_id, RecordClass.CLINICAL)).open(
                "rx.review.told", review.id, review.told
            )
        await audit.record(
            session,
            actor=patient,
            action="review.look",
            subject=review.ref,
            at=now,
            patient_id=review.patient_id,
        )
    return Outcome(
        id=review.id,
        enrollment_id=review.enrollment_id,
        status=review.status,
        state=review.state,
        due_at=review.due_at,
        decided_at=review.decided_at,
        question=question,
        told=told,
    )
