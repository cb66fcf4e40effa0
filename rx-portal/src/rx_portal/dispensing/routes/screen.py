"""One fill on the screen, as it is shown first and again with what has to be put right."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.dispensing.cautions import keeping
from rx_portal.dispensing.schemas import Fill, Lot
from rx_portal.dispensing.service.counter import CARRIERS, REASONS, REFUSALS
from rx_portal.dispensing.service.parcel import DESTROYED
from rx_portal.dispensing.service.verifying import SUBJECTS
from rx_portal.dispensing.states import NEXT, Move, Status
from rx_portal.formulary import shelf
from rx_portal.identity import service as identity
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import signer_at
from rx_portal.visit import service as visits
from shared_lib.brand.wording import day
from shared_lib.identity import Actor

AnyRequest = Request[Any, Any, Any]


async def screen(
    request: AnyRequest,
    session: AsyncSession,
    ports: Ports,
    settings: Settings,
    actor: Actor,
    now: datetime,
    dispense_id: UUID,
    errors: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
) -> Template:
    """Answer with a fill's screen; `errors` by field, `given` is what was typed."""
    signer = signer_at(settings.signing_key_file)
    fill = await service.look(session, dispense_id=dispense_id, signer=signer, reader=actor, now=now)
    status = Status(fill.dispense.status)
    lots = await _lots(ports, fill, now) if (status, Move.PICK) in NEXT else []
    fit = [lot for lot in lots if not lot.refusal]
    withheld = await service.withheld_of(ports.shop, [fill.dispense])
    return page(
        request,
        "dispensing/fill.html",
        status=422 if errors else 200,
        fill=fill,
        born=date.fromisoformat(fill.prescription.patient.birth_date),
        lots=fit,
        withheld=withheld.get(fill.dispense.id, ""),
        unfit=[lot for lot in lots if lot.refusal],
        lot_options=[
            (lot.id, f"Lot {lot.code}", f"last day {_last(lot)}, {lot.on_hand} on the shelf{first}")
            for lot, first in zip(fit, [", expires first", *[""] * len(fit)], strict=False)
        ],
        may={move.value for move in Move if (status, move) in NEXT},
        product=await shelf.product_name(ports.shop, fill.order.product_slug, now=now),
        reasons=list(REASONS.items()),
        refusals=list(REFUSALS.items()),
        subjects=list(SUBJECTS.items()),
        destroyed=list(DESTROYED.items()),
        kept=keeping(fill.prescription.medication.ingredients),
        carriers=[(name, name) for name in CARRIERS],
        passkey=await identity.has_passkey(session, actor),
        errors=errors or {},
        given=given or {},
        zone=await visits.zone_of(session, staff=actor),
    )


async def _lots(ports: Ports, fill: Fill, now: datetime) -> Sequence[Lot]:
    return await service.on_shelf(
        ports.shop,
        sku_id=fill.order.sku_id,
        quantity=fill.order.quantity,
        days_supply=fill.prescription.medication.days_supply,
        now=now,
    )


def _last(lot: Lot) -> str:
    return day(lot.expires_on) if lot.expires_on else "not known"
