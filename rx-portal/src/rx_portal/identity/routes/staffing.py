"""The administrator's list of who works at the desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import service
from rx_portal.identity.schemas import STAFF_ROLES
from rx_portal.identity.service.staffing import AlreadyStaff, InvitationIncomplete
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
HOME = "/desk/staff"
MANAGE = needs(Scope.STAFF_MANAGE)
ROLES = [(role.value, role.value.capitalize()) for role in sorted(STAFF_ROLES)]


@get(HOME, opt=MANAGE, include_in_schema=False)
async def show(
    request: AnyRequest, session: NamedDependency[AsyncSession], actor: NamedDependency[Actor]
) -> Template:
    """Show everybody who works here, and the form to take somebody on."""
    return await _shown(request, session, actor, {}, {})


@post(HOME, opt=MANAGE, include_in_schema=False)
async def take_on(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Invite somebody; what was typed is kept if it is refused."""
    form = await request.form()
    given = {name: str(form.get(name, "")) for name in ("email", "name", "role")}
    try:
        await service.take_on(session, admin=actor, issuer=settings.staff.issuer, **given, now=now)
    except InvitationIncomplete as refused:
        return await _shown(request, session, actor, {refused.field: refused.message}, given)
    except AlreadyStaff as refused:
        return await _shown(request, session, actor, {"email": refused.message}, given)
    return redirect(HOME, flash="taken_on")


@post(HOME + "/{staff_id:uuid}/close", opt=MANAGE, include_in_schema=False)
async def close(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    staff_id: FromPath[UUID],
) -> Redirect:
    """Let somebody in no more."""
    await service.close(session, admin=actor, staff_id=staff_id, now=now, real_now=real_now())
    return redirect(HOME, flash="let_go")


@post(HOME + "/{staff_id:uuid}/reopen", opt=MANAGE, include_in_schema=False)
async def reopen(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    staff_id: FromPath[UUID],
) -> Redirect:
    """Let somebody in again."""
    await service.reopen(session, admin=actor, staff_id=staff_id, now=now)
    return redirect(HOME, flash="let_in")


async def _shown(
    request: AnyRequest, session: AsyncSession, actor: Actor, errors: dict[str, str], given: dict[str, str]
) -> Template:
    people = await service.list_colleagues(session)
    shown = {"people": people, "roles": ROLES, "me": actor.id, "errors": errors, "given": given}
    return page(request, "identity/staff.html", status=422 if errors else 200, **shown)


handlers = [show, take_on, close, reopen]
