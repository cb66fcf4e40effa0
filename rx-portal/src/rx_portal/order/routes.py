"""An offer is declined here; the order's page lies in `app`, which knows its payment and its parcel too."""

from datetime import datetime
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.kit.pages import redirect
from rx_portal.kit.ports import Ports
from rx_portal.order import service
from rx_portal.order.drawing import NotForSale
from rx_portal.order.schemas import OrderView
from shared_lib.identity import Actor, Scope

API = "/api/v1/orders"
OWN = needs(Scope.RECORD_OWN)
TAGS = ["order"]


@post("/care/orders/{order_id:uuid}/decline", opt=OWN, include_in_schema=False)
async def decline(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Decline an offer that is not paid."""
    await service.cancel_offer(session, order_id=order_id, actor=actor, now=now)
    return redirect(f"/care/orders/{order_id}", flash="offer_declined")


@post("/care/orders/{order_id:uuid}/again", opt=OWN, include_in_schema=False)
async def again(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Ask again for an offer that ended; where that cannot be, the order's page says why."""
    try:
        order = await service.renew_offer(session, ports.shop, order_id=order_id, patient=actor, now=now)
    except service.ApprovalOver:
        return redirect(f"/care/orders/{order_id}", flash="approval_over")
    except (service.NothingToRenew, NotForSale):
        return redirect(f"/care/orders/{order_id}", flash="not_renewed")
    return redirect(f"/care/orders/{order.id}", flash="offered_again")


@post(API + "/{order_id:uuid}/again", opt=OWN, tags=TAGS)
async def again_by_api(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> OrderView:
    """Ask again for an offer that ended, and return the new one."""
    return OrderView.of(
        await service.renew_offer(session, ports.shop, order_id=order_id, patient=actor, now=now)
    )


@get(API, opt=OWN, tags=TAGS)
async def list_own(
    session: NamedDependency[AsyncSession], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> list[OrderView]:
    """List one's own orders, the newest first."""
    return [OrderView.of(order) for order in await service.list_own(session, patient=actor, now=now)]


@get(API + "/{order_id:uuid}", opt=OWN, tags=TAGS)
async def read(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> OrderView:
    """Read one's own order."""
    return OrderView.of(await service.look(session, order_id=order_id, actor=actor, now=now))


@post(API + "/{order_id:uuid}/decline", opt=OWN, tags=TAGS, status_code=200)
async def decline_by_api(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> OrderView:
    """Decline an offer that is not paid."""
    return OrderView.of(await service.cancel_offer(session, order_id=order_id, actor=actor, now=now))


handlers = [decline, again, again_by_api, list_own, read, decline_by_api]
