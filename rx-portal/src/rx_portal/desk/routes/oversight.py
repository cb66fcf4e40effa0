"""The audit record, for those who oversee."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import service
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]


@get("/desk/audit", opt=needs(Scope.AUDIT_READ), include_in_schema=False)
async def show_log(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show who did what, newest first; `about` is a record such as `patient:...`, or an order's reference.

    :raises RecordUnnamed: it is neither.
    """
    about = request.query_params.get("about", "").strip()
    log = await service.look_at_log(session, about=about, reader=actor, now=now)
    return page(request, "desk/audit.html", log=log, zone=zone, errors={}, asked=log.about)


@post("/desk/audit", opt=needs(Scope.AUDIT_READ), include_in_schema=False)
async def search(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template | Redirect:
    """Lead to what was recorded about a record. What was typed may be a name, and so stands in no address."""
    about = str((await request.form()).get("about", "")).strip()
    try:
        subject = await service.subject_of(session, about=about)
    except service.RecordUnnamed as refused:
        log = await service.look_at_log(session, about="", reader=actor, now=now)
        told = {"errors": {"about": refused.message}, "asked": about}
        return page(request, "desk/audit.html", status=422, log=log, zone=zone, **told)
    return redirect(f"/desk/audit?about={quote(subject)}" if subject else "/desk/audit")


handlers = [show_log, search]
