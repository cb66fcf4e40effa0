"""Urgent stops: who has to be called, and letting them go on afterwards."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import urgent
from rx_portal.desk.routes.case import names_of
from rx_portal.intake import service
from rx_portal.intake.errors import ReasonMissing
from rx_portal.intake.states import ReopenReason, Status
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
DECIDE = needs(Scope.REVIEW_DECIDE)
HOME = "/desk/urgent"
REASONS = (
    (ReopenReason.SPOKEN_AND_SAFE, "We spoke, and they are safe"),
    (ReopenReason.ANSWERED_BY_MISTAKE, "They chose the answer by mistake"),
    (ReopenReason.CARED_FOR, "They are being cared for, and may go on"),
    (ReopenReason.TO_BE_PUT_RIGHT, "Another answer has to be put right"),
)


@get(HOME, opt=DECIDE, include_in_schema=False)
async def index(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show whose questions are stopped, the longest first."""
    stopped = await urgent.list_stopped(session, clinician=actor, now=now)
    named = await names_of(ports, now)
    return page(request, "desk/urgent.html", stopped=stopped, named=named, zone=zone)


@get(HOME + "/{intake_id:uuid}", opt=DECIDE, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    zone: NamedDependency[str],
) -> Template:
    """Show one: what was answered, and whom to call."""
    return await _shown(request, session, ports, actor, now, intake_id, zone, {})


@post(HOME + "/{intake_id:uuid}/reopen", opt=DECIDE, include_in_schema=False)
async def reopen(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    zone: NamedDependency[str],
) -> Template | Redirect:
    """Open the questions again."""
    given = {name: str(value) for name, value in (await request.form()).items()}
    if given.get("reason") not in set(ReopenReason):
        errors = {"reason": "Choose why they may go on."}
        return await _shown(request, session, ports, actor, now, intake_id, zone, errors, given)
    try:
        await service.reopen(
            session,
            intake_id=intake_id,
            clinician=actor,
            reason=ReopenReason(given["reason"]),
            words=given.get("words", ""),
            now=now,
        )
    except ReasonMissing as refused:
        errors = {"words": refused.message}
        return await _shown(request, session, ports, actor, now, intake_id, zone, errors, given)
    return redirect(HOME, flash="questions_open")


async def _shown(
    request: AnyRequest,
    session: AsyncSession,
    ports: Ports,
    actor: Actor,
    now: datetime,
    intake_id: UUID,
    zone: str,
    errors: dict[str, str],
    given: dict[str, str] | None = None,
) -> Template:
    stop = await urgent.look_at_stop(session, intake_id=intake_id, clinician=actor, now=now)
    return page(
        request,
        "desk/stop.html",
        status=422 if errors else 200,
        stop=stop,
        named=await names_of(ports, now),
        reasons=[(code.value, words) for code, words in REASONS],
        zone=zone,
        errors=errors,
        given=given or {},
        Status=Status,
    )


handlers = [index, show, reopen]
