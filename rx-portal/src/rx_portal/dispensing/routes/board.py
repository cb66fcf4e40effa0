"""The dispensary's board: what is to be done, one fill whole, its label."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.dispensing.routes.screen import ZONE, screen
from rx_portal.dispensing.schemas import CAUTION, PHARMACY
from rx_portal.dispensing.states import Status
from rx_portal.formulary import shelf
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import signer_at
from shared_lib.errors import Conflict
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
COUNTER = needs(Scope.DISPENSE_HAND_OVER)


class NothingPicked(Conflict):
    """A label states the lot, so there is none before a lot is picked."""

    code = "nothing_picked"


@get("/desk/dispensary", opt=COUNTER, include_in_schema=False)
async def work(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template:
    """Show what is to be done, the most urgent first."""
    rows = await service.work(session, reader=actor, now=now)
    products = await shelf.listings(ports.shop, now=now)
    wanted = request.query_params.get("status", "")
    counts = {status.value: sum(row.dispense.status == status for row in rows) for status in Status}
    return page(
        request,
        "dispensing/board.html",
        rows=[row for row in rows if wanted in ("", row.dispense.status)],
        total=len(rows),
        counts=counts,
        wanted=wanted,
        products=products,
        zone=ZONE,
    )


@get("/desk/dispensary/{dispense_id:uuid}", opt=COUNTER, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    dispense_id: FromPath[UUID],
) -> Template:
    """Show one fill with everything that is needed to do its next step."""
    return await screen(request, session, ports, settings, actor, now, dispense_id)


@get("/desk/dispensary/{dispense_id:uuid}/moved", opt=COUNTER, include_in_schema=False)
async def moved(
    request: AnyRequest, session: NamedDependency[AsyncSession], dispense_id: FromPath[UUID]
) -> Response[None]:
    """Have a screen that waits load itself again, once the fill has moved on from `was`."""
    status = await service.status_of(session, dispense_id=dispense_id)
    if status == request.query_params.get("was"):
        return Response(None, status_code=204)
    return Response(None, status_code=204, headers={"hx-refresh": "true"})


@get("/desk/dispensary/{dispense_id:uuid}/label", opt=COUNTER, include_in_schema=False)
async def label(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    dispense_id: FromPath[UUID],
) -> Template:
    """Show the label, ready to print."""
    fill = await service.look(
        session,
        dispense_id=dispense_id,
        signer=signer_at(settings.signing_key_file),
        reader=actor,
        now=now,
        action="dispense.label",
    )
    if fill.dispense.lot_code is None:
        raise NothingPicked("Pick a lot first: the label states it.")
    return page(
        request,
        "dispensing/label.html",
        filled_on=fill.filled_at.astimezone(ZoneInfo(ZONE)).date(),
        fill=fill,
        pharmacy=PHARMACY,
        caution=CAUTION,
    )


handlers = [work, show, moved, label]
