"""The doors of payment: an offer's "pay" button, the way back from the page, and the processor's webhook."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.errors import Unreachable
from integrations.stripe.webhook import verify
from rx_portal.kit.authority import needs
from rx_portal.kit.origin import MACHINE
from rx_portal.kit.pages import redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.payment import service
from rx_portal.payment.routes.way_back import way_back
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]


@post("/care/orders/{order_id:uuid}/pay", opt=needs(Scope.RECORD_OWN), include_in_schema=False)
async def pay(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Send the patient to the processor's page for their own offer, or back to it with a reason."""
    try:
        address = await service.pay(
            session,
            ports.processor,
            order_id=order_id,
            return_url=way_back(settings, order_id),
            actor=actor,
            now=now,
        )
    except service.NotPayable:
        return redirect(f"/care/orders/{order_id}", flash="not_payable")
    except Unreachable:
        return redirect(f"/care/orders/{order_id}", flash="pay_page_away")
    return Redirect(address, status_code=303)


@dataclass(frozen=True, slots=True)
class PayPage:
    """Where the offer can be paid: the processor's own page."""

    url: str


@post("/api/v1/orders/{order_id:uuid}/pay", opt=needs(Scope.RECORD_OWN), tags=["payment"], status_code=200)
async def pay_by_api(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> PayPage:
    """Return the address of the processor's page for one's own offer."""
    return PayPage(
        await service.pay(
            session,
            ports.processor,
            order_id=order_id,
            return_url=way_back(settings, order_id),
            actor=actor,
            now=now,
        )
    )


@get("/care/orders/{order_id:uuid}/paid", opt=needs(Scope.RECORD_OWN), include_in_schema=False)
async def paid(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Take the patient back from the page, having looked what came of it."""
    try:
        await service.settle_last(session, ports.processor, order_id=order_id, actor=actor, now=now)
    except Unreachable:
        return redirect(f"/care/orders/{order_id}", flash="pay_unknown")
    return redirect(f"/care/orders/{order_id}")


@post("/webhooks/stripe", opt=MACHINE, status_code=202, include_in_schema=False)
async def webhook(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> None:
    """Verify a delivery, keep it, and say so."""
    nudge = verify(
        await request.body(), request.headers.get("stripe-signature"), settings.stripe_webhook_secret
    )
    await service.keep(session, nudge, now=now)


handlers = [pay, pay_by_api, paid, webhook]
