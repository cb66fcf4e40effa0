"""A patient cancels their own order, as long as nothing has been dispensed."""

from datetime import datetime
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import redirect
from rx_portal.order.schemas import OrderView
from shared_lib.identity import Actor, Scope


@post("/care/orders/{order_id:uuid}/cancel", opt=needs(Scope.RECORD_OWN), include_in_schema=False)
async def cancel(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Cancel it, or ask the pharmacy that has it; the page then says which."""
    await service.cancel(session, order_id=order_id, actor=actor, now=now)
    return redirect(f"/care/orders/{order_id}", flash="cancel_asked")


@post("/api/v1/orders/{order_id:uuid}/cancel", opt=needs(Scope.RECORD_OWN), tags=["order"], status_code=200)
async def cancel_by_api(
    order_id: FromPath[UUID],
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> OrderView:
    """Cancel one's own order, or ask the pharmacy that has it: its answer changes the status."""
    return OrderView.of(await service.cancel(session, order_id=order_id, actor=actor, now=now))


handlers = [cancel, cancel_by_api]
