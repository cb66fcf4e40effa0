"""What a clinician types before they decide: kept while they type, and with it their claim."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.kit import timer, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.review import queries
from rx_portal.review.models import Draft, Review
from rx_portal.review.schemas import Held
from rx_portal.review.service.queue import CLAIM_FOR
from rx_portal.review.states import DECIDED, Status
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

FIELDS = ("deny_words", "told_words", "question", "waive_words", "visit_words")
MOST = 8000


async def keep_working(
    session: AsyncSession,
    *,
    review_id: UUID,
    clinician: Actor,
    words: Mapping[str, str] | None,
    now: datetime,
) -> Held:
    """Keep what somebody typed on a case and, if it is theirs, the case for another half hour.

    `words` has the texts by field; None keeps what is there. A case that was lost to somebody else, or
    decided, is left alone, and the answer says so; what was typed is kept all the same, unless it is decided.

    :raises ReviewNotFound: there is no such case.
    """
    async with session.begin():
        review = await queries.lock(session, review_id)
        mine = str(review.claimed_by) == clinician.id
        if mine:
            review.claimed_until = now + CLAIM_FOR
            await timer.set_(session, "review.expire_claim", review.id, due_at=review.claimed_until)
        saved = words is not None and review.status not in DECIDED
        if saved and words is not None:
            await _save(session, review, clinician, words, now)
        who = review.claimed_by or review.decided_by
        names = await identity.staff_names(session, [who]) if who and not mine else {}
        holder = names.get(who, "Another clinician") if who else ""
        return Held(review.status, review.claimed_by, review.claimed_until, holder, saved)


async def look_at_claim(session: AsyncSession, *, review_id: UUID, clinician: Actor) -> Held:
    """Return how the claim of a case stands; it shows nothing of the patient.

    :raises ReviewNotFound: there is no such case.
    """
    async with session.begin():
        review = await queries.get(session, review_id)
        who = review.claimed_by if review.status is Status.CLAIMED else review.decided_by
        others = bool(who) and str(who) != clinician.id
        names = await identity.staff_names(session, [who]) if who and others else {}
        holder = names.get(who, "Another clinician") if who and others else ""
        return Held(review.status, review.claimed_by, review.claimed_until, holder)


async def _save(
    session: AsyncSession, review: Review, clinician: Actor, words: Mapping[str, str], now: datetime
) -> None:
    kept = {name: words[name][:MOST] for name in FIELDS if words.get(name, "").strip()}
    known = await queries.find_draft(session, review.id, UUID(clinician.id))
    draft_id = known.id if known else uuid7()
    box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
    sealed = {"words": box.seal("rx.review_draft.words", draft_id, json.dumps(kept)), "saved_at": now}
    await session.execute(
        insert(Draft)
        .values(
            id=draft_id,
            review_id=review.id,
            patient_id=review.patient_id,
            staff_id=UUID(clinician.id),
            **sealed,
        )
        .on_conflict_do_update(index_elements=["review_id", "staff_id"], set_=sealed)
    )
