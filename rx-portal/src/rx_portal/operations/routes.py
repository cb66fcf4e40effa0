"""The operations page, and the numbers for scrapers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import clock
from rx_portal.kit.authority import PUBLIC, needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from rx_portal.operations import service
from shared_lib.identity import Actor, Scope
from shared_lib.telemetry import metrics

AnyRequest = Request[Any, Any, Any]


@get("/desk/operations", opt=needs(Scope.OPERATIONS_READ), include_in_schema=False)
async def board(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show how the work stands."""
    found = await service.look(session, settings, reader=actor, now=now)
    may_act = actor.may(Scope.OPERATIONS_ACT)
    return page(
        request, "operations/board.html", board=found, may_act=may_act, real_now=real_now(), zone=zone
    )


@post("/desk/operations/{event_id:uuid}/again", opt=needs(Scope.OPERATIONS_ACT), include_in_schema=False)
async def again(
    event_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Have what was set aside tried again."""
    await service.redrive(session, event_id=event_id, operator=actor, now=now)
    return redirect("/desk/operations", flash="tried_again")


@get("/metrics", opt=PUBLIC, include_in_schema=False)
async def exposition(request: AnyRequest) -> Response[bytes]:
    """Answer a scraper that brings the token; to everybody else there is nothing here."""
    state = request.app.state
    token = state.settings.metrics_token
    if not token or not metrics.allowed(request.headers.get("authorization"), token):
        raise NotFoundException
    async with state.sessions(info={"actor": Actor.system("metrics")}) as session:
        gauges = await service.gauges(session, state.settings, now=clock.now(state.settings))
    return Response(metrics.exposition(gauges), media_type=metrics.CONTENT_TYPE)


handlers = [board, again, exposition]
