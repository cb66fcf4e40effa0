"""Looking at a prescription before it is signed."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.interactions.port import Interactions
from rx_portal.kit import audit
from rx_portal.prescription import drafting
from rx_portal.prescription.checking import Heard, hear, widened
from rx_portal.prescription.errors import ContentChanged
from rx_portal.prescription.schemas import Checks, Draft, Written
from rx_portal.review import queries as reviews
from rx_portal.review import steps as review_steps
from shared_lib.identity import Actor


async def draft(
    session: AsyncSession,
    *,
    review_id: UUID,
    written: Written,
    clinician: Actor,
    now: datetime,
    knowledge: Interactions | None = None,
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
        made = await drafting.draft(session, review, written, clinician=clinician, now=now)
    return with_heard(made, await heard_of(made, knowledge))


async def check(
    session: AsyncSession,
    *,
    review_id: UUID,
    clinician: Actor,
    now: datetime,
    knowledge: Interactions | None = None,
) -> Checks:
    """Return what a case's product meets in its patient's answers, whoever has the case; audited as a read.

    :raises ReviewNotFound: there is no such case.
    :raises NotOffered: the product is not offered today.
    """
    async with session.begin():
        review = await reviews.get(session, review_id)
        await audit.record(
            session,
            actor=clinician,
            action="prescription.check",
            subject=review.ref,
            at=now,
            patient_id=review.patient_id,
        )
        made = await drafting.checks(session, review, now=now)
    if knowledge is None:
        return made
    heard = await hear(knowledge, made.ingredients, made.taken.substances)
    return replace(made, interactions=widened(made.interactions, heard))


async def heard_of(made: Draft, knowledge: Interactions | None) -> Heard | None:
    """Return what the drug knowledge service says of a draft, where the clinic has one."""
    if knowledge is None:
        return None
    return await hear(knowledge, made.medication.ingredients, made.taken.substances)


def with_heard(made: Draft, heard: Heard | None) -> Draft:
    """Return a draft with what was heard about it.

    :raises ContentChanged: that was about another drug, or another list of medications.
    """
    if heard is None:
        return made
    if not heard.is_about(made.medication.ingredients, made.taken.substances):
        raise ContentChanged("Something changed since this was shown to you. Look at it again, then sign.")
    return replace(made, interactions=widened(made.interactions, heard))
