"""The forms of saved views, and of what a clinician types on a case."""

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
from rx_portal.review import service
from rx_portal.review.routes.queue import query_of
from rx_portal.review.schemas import Held
from rx_portal.review.states import Status
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
DECIDE = needs(Scope.REVIEW_DECIDE)


@post("/desk/queue-views", opt=DECIDE, include_in_schema=False)
async def save(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Keep the filter that is shown under a name."""
    form = await request.form()
    view = await service.save_view(
        session,
        clinician=actor,
        name=str(form.get("name", "")),
        query=query_of(request),
        first=bool(form.get("first")),
        shared=bool(form.get("shared")),
        now=now,
    )
    return redirect(f"/desk/reviews?{view.query}&view={view.id}", flash="view_saved")


@post("/desk/queue-views/{view_id:uuid}", opt=DECIDE, include_in_schema=False)
async def change(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    view_id: FromPath[UUID],
) -> Redirect:
    """Say who sees a view, and whether it comes first."""
    form = await request.form()
    first, shared = bool(form.get("first")), bool(form.get("shared"))
    view = await service.change_view(session, clinician=actor, view_id=view_id, first=first, shared=shared)
    return redirect(f"/desk/reviews?{view.query}&view={view.id}", flash="saved")


@post("/desk/queue-views/{view_id:uuid}/remove", opt=DECIDE, include_in_schema=False)
async def remove(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    view_id: FromPath[UUID],
) -> Redirect:
    """Take a view away, and offer to bring it back."""
    view = await service.remove_view(session, clinician=actor, view_id=view_id, now=now)
    return redirect(f"/desk/reviews?{view.query}&removed={view.id}")


@post("/desk/queue-views/{view_id:uuid}/restore", opt=DECIDE, include_in_schema=False)
async def restore(
    session: NamedDependency[AsyncSession], actor: NamedDependency[Actor], view_id: FromPath[UUID]
) -> Redirect:
    """Bring a removed view back."""
    view = await service.restore_view(session, clinician=actor, view_id=view_id)
    return redirect(f"/desk/reviews?{view.query}&view={view.id}", flash="view_restored")


@get("/desk/reviews/{review_id:uuid}/claim", opt=DECIDE, include_in_schema=False)
async def look_at_claim(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    review_id: FromPath[UUID],
) -> Template:
    """Say how the claim of a case stands."""
    return _held(
        request, actor, review_id, await service.look_at_claim(session, review_id=review_id, clinician=actor)
    )


@post("/desk/reviews/{review_id:uuid}/working", opt=DECIDE, include_in_schema=False, status_code=200)
async def keep_working(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template:
    """Keep what was typed, and the case while somebody works on it."""
    form = await request.form()
    words = {name: str(value) for name, value in form.items() if isinstance(value, str)}
    typed = words if any(name.endswith("_words") or name == "question" for name in words) else None
    held = await service.keep_working(session, review_id=review_id, clinician=actor, words=typed, now=now)
    return _held(request, actor, review_id, held)


def _held(request: AnyRequest, actor: Actor, review_id: UUID, held: Held) -> Template:
    return page(request, "review/claim.html", held=held, me=actor.id, review_id=review_id, Status=Status)


handlers = [save, change, remove, restore, look_at_claim, keep_working]
