"""The buttons of a case: claim, release, deny, ask, do without the visit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.kit.pages import redirect
from rx_portal.review import service
from rx_portal.review.errors import ReasonMissing
from rx_portal.review.schemas import Override, told_words
from rx_portal.review.states import DenyReason, OverrideReason, Told
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
DECIDE = needs(Scope.REVIEW_DECIDE)


@post("/desk/reviews/{review_id:uuid}/claim", opt=DECIDE, include_in_schema=False)
async def claim(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Redirect:
    """Take a case."""
    await service.claim(session, review_id=review_id, clinician=actor, now=now)
    return redirect(f"/desk/reviews/{review_id}", flash="claimed")


@post("/desk/reviews/{review_id:uuid}/release", opt=DECIDE, include_in_schema=False)
async def release(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Redirect:
    """Put a case back."""
    await service.release(session, review_id=review_id, clinician=actor, now=now)
    return redirect("/desk/reviews", flash="released")


@post("/desk/reviews/{review_id:uuid}/deny", opt=DECIDE, include_in_schema=False)
async def deny(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Redirect:
    """Deny a case."""
    form = await request.form()
    reason = one_of(DenyReason, form.get("deny_reason"))
    chosen = one_of(Told, form.get("told"), "Choose what the patient reads.")
    await service.deny(
        session,
        review_id=review_id,
        clinician=actor,
        reason=reason,
        words=str(form.get("deny_words", "")),
        told=told_words(chosen, str(form.get("told_words", ""))),
        now=now,
    )
    return redirect(f"/desk/reviews/{review_id}", flash="decided")


@post("/desk/reviews/{review_id:uuid}/ask", opt=DECIDE, include_in_schema=False)
async def ask(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Redirect:
    """Ask the patient."""
    question = str((await request.form()).get("question", ""))
    await service.ask(session, review_id=review_id, clinician=actor, question=question, now=now)
    return redirect(f"/desk/reviews/{review_id}", flash="asked")


@post("/desk/reviews/{review_id:uuid}/waive", opt=DECIDE, include_in_schema=False)
async def waive(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Redirect:
    """Do without a visit."""
    form = await request.form()
    reason = Override(one_of(OverrideReason, form.get("waive_reason")), str(form.get("waive_words", "")))
    await service.waive(session, review_id=review_id, clinician=actor, reason=reason, now=now)
    return redirect(f"/desk/reviews/{review_id}", flash="visit_waived")


@post("/desk/reviews/{review_id:uuid}/require-visit", opt=DECIDE, include_in_schema=False)
async def require_visit(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Redirect:
    """Have the patient seen first."""
    words = str((await request.form()).get("visit_words", ""))
    reason = Override(OverrideReason.OTHER, words)
    await service.require_visit(session, review_id=review_id, clinician=actor, reason=reason, now=now)
    return redirect(f"/desk/reviews/{review_id}", flash="visit_required")


def one_of(kind: Any, value: object, otherwise: str = "Choose one of the reasons.") -> Any:
    """Return the member of a closed list that a form names.

    :raises ReasonMissing: it names none; `otherwise` says so.
    """
    try:
        return kind(str(value))
    except ValueError:
        raise ReasonMissing(otherwise) from None


handlers = [claim, release, deny, ask, waive, require_visit]
