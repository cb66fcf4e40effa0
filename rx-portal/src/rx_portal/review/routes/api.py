"""Cases for programs: the same verbs as the screens, with problem details for every refusal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.review import service
from rx_portal.review.models import Review
from rx_portal.review.routes.queue import filter_in
from rx_portal.review.schemas import Override, QueueRow, told_words
from rx_portal.review.states import DenyReason, Lane, OverrideReason, Status, Told
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
DECIDE = needs(Scope.REVIEW_DECIDE)
OWN = needs(Scope.RECORD_OWN)
TAGS = ["reviews"]


@dataclass(frozen=True, slots=True)
class CaseOut:
    """A case: codes and times."""

    id: UUID
    product: str
    state: str
    lane: Lane
    status: Status
    due_at: datetime
    claimed_by: UUID | None
    claimed_until: datetime | None


@dataclass(frozen=True, slots=True)
class DenyIn:
    """Why a case is denied; `words` are sealed. `told` is what its patient reads, `more` added to it."""

    reason: DenyReason
    words: str
    told: Told = Told.NOT_SAFE_NOW
    more: str = ""


@dataclass(frozen=True, slots=True)
class AskIn:
    """What the patient is asked."""

    question: str


@dataclass(frozen=True, slots=True)
class AnswerIn:
    """What the patient answers."""

    answer: str


@dataclass(frozen=True, slots=True)
class WaiveIn:
    """Why no visit is needed; `words` are sealed."""

    reason: OverrideReason
    words: str


@get("/api/v1/reviews", opt=DECIDE, tags=TAGS)
async def list_cases(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> list[CaseOut]:
    """List open cases; filters: status, lane, product, state, due (overdue, today), mine."""
    page = await service.list_page(session, wanted=filter_in(request, actor), clinician=actor, now=now)
    return [_out(row) for row in page.rows]


@post("/api/v1/reviews/{review_id:uuid}/claim", opt=DECIDE, tags=TAGS, status_code=200)
async def claim_case(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> CaseOut:
    """Take a case for half an hour, or prolong that."""
    return _out(await service.claim(session, review_id=review_id, clinician=actor, now=now))


@post("/api/v1/reviews/{review_id:uuid}/release", opt=DECIDE, tags=TAGS, status_code=200)
async def release_case(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> CaseOut:
    """Put a case back."""
    return _out(await service.release(session, review_id=review_id, clinician=actor, now=now))


@post("/api/v1/reviews/{review_id:uuid}/deny", opt=DECIDE, tags=TAGS, status_code=200)
async def deny_case(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
    data: JSONBody[DenyIn],
) -> CaseOut:
    """Deny a claimed case."""
    denied = await service.deny(
        session,
        review_id=review_id,
        clinician=actor,
        reason=data.reason,
        words=data.words,
        told=told_words(data.told, data.more),
        now=now,
    )
    return _out(denied)


@post("/api/v1/reviews/{review_id:uuid}/ask", opt=DECIDE, tags=TAGS, status_code=200)
async def ask_patient(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
    data: JSONBody[AskIn],
) -> CaseOut:
    """Ask the patient before deciding."""
    asked = await service.ask(session, review_id=review_id, clinician=actor, question=data.question, now=now)
    return _out(asked)


@post("/api/v1/reviews/{review_id:uuid}/waive", opt=DECIDE, tags=TAGS, status_code=200)
async def waive_visit(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
    data: JSONBody[WaiveIn],
) -> CaseOut:
    """Do without a visit that no law asks for."""
    waived = await service.waive(
        session, review_id=review_id, clinician=actor, reason=Override(data.reason, data.words), now=now
    )
    return _out(waived)


@post("/api/v1/reviews/{review_id:uuid}/answer", opt=OWN, tags=TAGS, status_code=204)
async def answer_question(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
    data: JSONBody[AnswerIn],
) -> None:
    """Answer what the clinician asked, as its patient."""
    await service.answer(session, review_id=review_id, patient=actor, text=data.answer, now=now)


def _out(case: Review | QueueRow) -> CaseOut:
    return CaseOut(
        id=case.id,
        product=case.product,
        state=case.state,
        lane=case.lane,
        status=case.status,
        due_at=case.due_at,
        claimed_by=case.claimed_by,
        claimed_until=case.claimed_until,
    )


handlers = [list_cases, claim_case, release_case, deny_case, ask_patient, waive_visit, answer_question]
