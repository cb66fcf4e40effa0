"""The desk's first page: what waits for whoever is signed in."""

from datetime import datetime
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import service
from rx_portal.desk.routes.case import names_of
from rx_portal.kit.authority import SIGNED_IN
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.visit import service as visits
from shared_lib.identity import Actor, Role, Scope

AnyRequest = Request[Any, Any, Any]
FIRST: dict[Scope, str] = {
    Scope.DISPENSE_HAND_OVER: "/desk/dispensary",
    Scope.AUDIT_READ: "/desk/audit",
    Scope.ORDER_READ: "/desk/orders",
}


@get("/desk", opt=SIGNED_IN, include_in_schema=False)
async def home(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    ports: NamedDependency[Ports],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Show a clinician what waits; lead everybody else to their own work."""
    if actor.role == Role.PATIENT:
        raise PermissionDeniedException("The desk is for staff.")
    if not actor.may(Scope.REVIEW_DECIDE):
        way = next((path for scope, path in FIRST.items() if actor.may(scope)), "/")
        return Redirect(way, status_code=303)
    zone = await visits.zone_of(session, staff=actor)
    waits = await service.look_at_home(session, clinician=actor, now=now)
    return page(
        request, "desk/home.html", home=waits, zone=zone, me=actor.id, named=await names_of(ports, now)
    )


handlers = [home]
