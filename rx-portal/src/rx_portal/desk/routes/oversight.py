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
async def log(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show who did what, newest first; `about` is a record such as `patient:...`."""
    about = request.query_params.get("about", "").strip()
    entries = await service.look_at_log(session, about=about, reader=actor, now=now)
    return page(request, "desk/audit.html", entries=entries, about=about, zone=zone)


handlers = [log]
