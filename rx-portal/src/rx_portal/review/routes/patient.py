"""What a patient sees of a decision, and where they answer a question."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.review import queries, service
from rx_portal.review.errors import QuestionMissing, ReasonMissing, ReviewNotFound
from rx_portal.review.states import Status
from rx_portal.visit import zones
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)


@get("/care/enrollments/{enrollment_id:uuid}/decision", opt=OWN, include_in_schema=False)
async def of_enrollment(session: NamedDependency[AsyncSession], enrollment_id: FromPath[UUID]) -> Redirect:
    """Lead to the case of an application."""
    async with session.begin():
        review = await queries.newest_of_enrollment(session, enrollment_id)
    if review is None:
        raise ReviewNotFound("Nobody has looked at this yet.")
    return Redirect(f"/care/decisions/{review.id}", status_code=303)


@get("/care/decisions/{review_id:uuid}", opt=OWN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template:
    """Show where the case stands, in plain words."""
    return await _shown(request, session, actor, now, review_id, {})


@post("/care/decisions/{review_id:uuid}/answer", opt=OWN, include_in_schema=False)
async def answer(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template | Redirect:
    """Answer what the clinician asked."""
    text = str((await request.form()).get("answer", ""))
    try:
        await service.answer(session, review_id=review_id, patient=actor, text=text, now=now)
    except ReasonMissing as refused:
        return await _shown(request, session, actor, now, review_id, {"answer": refused.message})
    except QuestionMissing:
        return redirect(f"/care/decisions/{review_id}", flash="answered_before")
    return redirect(f"/care/decisions/{review_id}", flash="answered")


async def _shown(
    request: AnyRequest,
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    review_id: UUID,
    errors: dict[str, str],
) -> Template:
    outcome = await service.look_at_outcome(session, review_id=review_id, patient=actor, now=now)
    return page(
        request,
        "review/outcome.html",
        status=422 if errors else 200,
        outcome=outcome,
        zone=zones.of_state(outcome.state),
        errors=errors,
        Status=Status,
    )


handlers = [of_enrollment, show, answer]
