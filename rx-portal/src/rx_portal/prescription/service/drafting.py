"""Looking at a prescription before it is signed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit
from rx_portal.prescription import drafting
from rx_portal.prescription.schemas import Draft, Written
from rx_portal.review import queries as reviews
from rx_portal.review import steps as review_steps
from shared_lib.identity import Actor


async def draft(
    session: AsyncSession, *, review_id: UUID, written: Written, clinician: Actor, now: datetime
) -> Draft:
    """Return the prescription that a claimed case would get, and remember that it was looked at.

    :raises ReviewNotFound: there is no such case.
    :raises AlreadyDecided, ClaimedByAnother, NotClaimed: as `review.steps.require_held`.
    :raises NotOffered: the product is not offered today.
    """
    async with session.begin():
        review = await reviews.get(session, review_id)
        await review_steps.require_held(session, review, clinician)
        await audit.record(
            session,
            actor=clinician,
            action="prescription.draft",
            subject=review.ref,
            at=now,
            patient_id=review.patient_id,
        )
        return await drafting.draft(session, review, written, clinician=clinician, now=now)
