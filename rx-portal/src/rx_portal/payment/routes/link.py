"""Paying by a link, without signing in: it can do this one thing, and shows nothing but an amount."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import PUBLIC
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.order import service as order_service
from rx_portal.order.service.linking import SESSION, VISITOR, LinkOver
from rx_portal.payment import service
from rx_portal.payment.routes.way_back import PATH as BACK
from rx_portal.payment.routes.way_back import way_back
from rx_portal.visit.zones import DEFAULT

AnyRequest = Request[Any, Any, Any]


def _cookie_name(settings: Settings) -> str:
    return "__Host-rx_pay" if settings.secure else "rx_pay"


@get("/pay/{token:str}", opt=PUBLIC, include_in_schema=False)
async def look(request: AnyRequest, session: NamedDependency[AsyncSession], token: FromPath[str]) -> Template:
    """Ask whether to go on; looking uses nothing up."""
    good = await order_service.find_link(session, token=token, real_now=real_now())
    return page(request, "payment/link.html", status=200 if good else 404, good=good, token=token)


@post("/pay/{token:str}", opt=PUBLIC, include_in_schema=False)
async def redeem(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    token: FromPath[str],
) -> Template | Redirect:
    """Use the link up, for thirty minutes in which its order may be paid."""
    try:
        opened = await order_service.redeem(session, token=token, now=now, real_now=real_now())
    except LinkOver:
        return page(request, "payment/link.html", status=404, good=False, token=token)
    cookie = Cookie(
        key=_cookie_name(settings),
        value=opened.token,
        max_age=int(SESSION.total_seconds()),
        path="/",
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )
    return Redirect("/pay", status_code=303, cookies=[cookie])


@post("/pay/{token:str}/renew", opt=PUBLIC, include_in_schema=False, status_code=200)
async def renew(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    now: NamedDependency[datetime],
    token: FromPath[str],
) -> Template:
    """Mail a fresh link to the address on file."""
    await order_service.renew(session, token=token, now=now, real_now=real_now())
    return page(request, "payment/renewed.html")


@get("/pay", opt=PUBLIC, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> Template:
    """Show the amount, or what became of it; coming back from the processor's page, look there first."""
    order_id = await _order(request, session, settings)
    await service.settle_last(session, ports.processor, order_id=order_id, actor=VISITOR, now=now)
    order = await order_service.look(session, order_id=order_id, actor=VISITOR, now=now)
    return page(request, "payment/pay.html", order=order, zone=DEFAULT)


@post("/pay", opt=PUBLIC, include_in_schema=False)
async def pay(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> Redirect:
    """Lead to the processor's page."""
    order_id = await _order(request, session, settings)
    address = await service.pay(
        session,
        ports.processor,
        order_id=order_id,
        return_url=way_back(settings, order_id),
        actor=VISITOR,
        now=now,
    )
    return Redirect(address, status_code=303)


async def _order(request: AnyRequest, session: AsyncSession, settings: Settings) -> UUID:
    token = request.cookies.get(_cookie_name(settings), "")
    return await order_service.order_of_session(session, token=token, real_now=real_now())


@get(BACK, opt=PUBLIC, include_in_schema=False)
async def back(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    order_id: FromPath[UUID],
) -> Redirect:
    """Lead from the processor's page to the door that is open here: a link's, or the patient's own."""
    try:
        is_by_link = await _order(request, session, settings) == order_id
    except LinkOver:
        is_by_link = False
    return redirect("/pay" if is_by_link else f"/care/orders/{order_id}/paid")


handlers = [look, redeem, renew, show, pay, back]
