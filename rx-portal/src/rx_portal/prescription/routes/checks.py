"""The part of a case's page that says what its product meets in the answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary.queries import NotOffered
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.prescription import service
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]


@get("/desk/reviews/{review_id:uuid}/checks", opt=needs(Scope.REVIEW_DECIDE), include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template:
    """Show what was checked, what was found, and what could not be checked."""
    try:
        found = await service.check(
            session, review_id=review_id, clinician=actor, now=now, knowledge=ports.interactions
        )
    except NotOffered:
        found = None
    return page(request, "prescription/checks.html", checks=found)


handlers = [show]
