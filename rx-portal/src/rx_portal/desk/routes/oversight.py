"""The audit record, for those who oversee."""

from datetime import datetime
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import service
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
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
    """Show who did what, newest first; `about` is a record such as `patient:...`, or an order's reference."""
    about = request.query_params.get("about", "").strip()
    try:
        log = await service.look_at_log(session, about=about, reader=actor, now=now)
    except service.RecordUnnamed as refused:
        log = await service.look_at_log(session, about="", reader=actor, now=now)
        told = {"errors": {"about": refused.message}, "asked": about}
        return page(request, "desk/audit.html", status=422, log=log, zone=zone, **told)
    return page(request, "desk/audit.html", log=log, zone=zone, errors={}, asked=log.about)


handlers = [show_log]
