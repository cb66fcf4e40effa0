"""The dispensary's board: what is to be done, one fill whole, its label."""

from dataclasses import dataclass
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
from rx_portal.dispensing.cautions import SIDE_EFFECTS, keeping
from rx_portal.dispensing.routes.screen import screen
from rx_portal.dispensing.states import Status
from rx_portal.formulary import shelf
from rx_portal.identity.queries import CLINIC_ZONE
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import signer_at
from shared_lib.errors import Conflict
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
COUNTER = needs(Scope.DISPENSE_HAND_OVER)
GONE = "handed_over"


@dataclass(frozen=True, slots=True)
class View:
    """A tab of the board: its key in the address, its name, and the status that it counts."""

    key: str
    name: str
    status: Status | None = None


VIEWS = (
    View("", "To do"),
    View("queued", "New", Status.QUEUED),
    View("queried", "Asked", Status.QUERIED),
    View("verified", "To pick", Status.VERIFIED),
    View("ready", "Taking payment", Status.READY),
    View("released", "To hand over", Status.RELEASED),
    View("dispensed", "To ship", Status.DISPENSED),
    View("returned", "Came back", Status.RETURNED),
    View("lost", "Lost", Status.LOST),
    View(GONE, "Handed over"),
)


class NothingPicked(Conflict):
    """A label states the lot, so there is none before a lot is picked."""

    code = "nothing_picked"


class PharmacyUnnamed(Conflict):
    """A label states the dispenser's address and telephone, so they have to be written down first."""

    code = "pharmacy_unnamed"


@get("/desk/dispensary", opt=COUNTER, include_in_schema=False)
async def work(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show what is to be done, the most urgent first; or what was handed over."""
    asked = request.query_params.get("status", "")
    view = next((each for each in VIEWS if each.key == asked), VIEWS[0])
    lot = request.query_params.get("lot", "").strip() if view.key == GONE else ""
    rows, counts = await service.work(
        session, reader=actor, now=now, status=view.status, gone=view.key == GONE, lot=lot
    )
    waiting = [row.order for row in rows if row.dispense.status == Status.VERIFIED]
    short = await service.short_of(ports.shop, [(order.sku_id, order.quantity) for order in waiting], now=now)
    return page(
        request,
        "dispensing/board.html",
        rows=rows,
        view=view,
        views=[(each, sum(counts.values()) if not each.key else counts.get(each.key)) for each in VIEWS],
        short=short,
        lot=lot,
        withheld=await service.withheld_of(ports.shop, [row.dispense for row in rows]),
        products=await shelf.listings(ports.shop, now=now),
        zone=zone,
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
    if not (fill.pharmacy.address and fill.pharmacy.phone):
        raise PharmacyUnnamed(f"Write down the address and telephone of {fill.pharmacy.name} first.")
    return page(
        request,
        "dispensing/label.html",
        filled_on=fill.filled_at.astimezone(ZoneInfo(CLINIC_ZONE)).date(),
        fill=fill,
        kept=keeping(fill.prescription.medication.ingredients),
        side_effects=SIDE_EFFECTS,
    )


handlers = [work, show, moved, label]
