"""A patient's pages that belong to no one slice: their care, their orders, and who looked at their record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.app import access as access_record
from rx_portal.app import record, words
from rx_portal.formulary import shelf
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)


@get("/care", opt=OWN, include_in_schema=False)
async def home(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template:
    """Show what needs the patient now, and where everything stands."""
    found = await record.overview(session, patient=actor, now=now)
    products = await shelf.listings(ports.shop, now=now)
    return page(request, "care/home.html", care=found, products=products)


@get("/care/requests/{enrollment_id:uuid}", opt=OWN, include_in_schema=False)
async def request_page(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Template:
    """Show one request from its beginning to the doorstep."""
    found = await record.overview(session, patient=actor, now=now, wanted=enrollment_id)
    products = await shelf.listings(ports.shop, now=now)
    return page(request, "care/request.html", care=found, products=products)


@get("/care/orders/{order_id:uuid}", opt=OWN, include_in_schema=False)
async def order(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Template:
    """Show an offer, or what became of it."""
    found = await record.order_page(session, order_id=order_id, patient=actor, now=now)
    listing = (await shelf.listings(ports.shop, now=now)).get(found.order.product_slug)
    return page(request, "care/order.html", seen=found, listing=listing)


@get("/care/access", opt=OWN, include_in_schema=False)
async def access(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template:
    """Show who looked at the patient's record."""
    everything = request.query_params.get("show") == "everything"
    found, zone = await access_record.accesses(session, patient=actor, now=now, everything=everything)
    return page(request, "care/access.html", found=found, everything=everything, words=words, zone=zone)


handlers = [home, request_page, order, access]
