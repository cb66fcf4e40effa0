"""The first questions, open to anybody: a page, its answer, and the same for programs."""

from datetime import datetime
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import service
from rx_portal.eligibility.born import asked_again, born_in
from rx_portal.eligibility.schemas import Answer, AnswerOut, Question, RefusedOut
from rx_portal.eligibility.states import Application
from rx_portal.eligibility.ticket import LIFETIME, cookie_name
from rx_portal.formulary import places, shelf
from rx_portal.formulary.schemas import Offering
from rx_portal.kit.authority import PUBLIC
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib.places import STATES

AnyRequest = Request[Any, Any, Any]


@get("/start", opt=PUBLIC, include_in_schema=False)
async def programmes(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    now: NamedDependency[datetime],
) -> Template:
    """Show what can be asked for."""
    matrix = await shelf.matrix(session, on=now.date())
    listings = await shelf.listings(ports.shop, now=now)
    offered = [listing for slug, listing in listings.items() if slug in matrix.offerings]
    return page(request, "eligibility/programmes.html", listings=offered)


@get("/start/{product:str}", opt=PUBLIC, include_in_schema=False)
async def questions(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    now: NamedDependency[datetime],
    product: FromPath[str],
) -> Template:
    """Ask the first questions, with the price in full beside them."""
    offering, listing = await service.programme(session, ports.shop, product, now=now)
    return _form(request, offering, listing, {}, {})


@post("/start/{product:str}", opt=PUBLIC, include_in_schema=False, status_code=200)
async def answer(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    product: FromPath[str],
) -> Template:
    """Answer at once; whoever is eligible carries a sealed ticket to the login."""
    given = {name: str(value).strip() for name, value in (await request.form()).items()}
    offering, listing = await service.programme(session, ports.shop, product, now=now)
    application, errors = _read(offering, given)
    if application is None:
        return _form(request, offering, listing, given, errors)
    try:
        found = await service.check(
            session, ports.shop, application, root=settings.secret_key, now=now, real_now=real_now()
        )
    except (service.NotAState, service.NotABirthDate) as refused:
        field = "state" if isinstance(refused, service.NotAState) else "born"
        return _form(request, offering, listing, given, {field: refused.message})
    name = "eligibility/refused.html" if found.refusals else "eligibility/eligible.html"
    shown = page(
        request, name, answer=found, listing=found.listing, state=places.state_name(application.state)
    )
    if found.token:
        shown.cookies.append(_ticket_cookie(settings, found.token))
    return shown


@post("/api/v1/eligibility", opt=PUBLIC, tags=["eligibility"], status_code=200)
async def check(
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    data: JSONBody[Question],
) -> AnswerOut:
    """Tell whether somebody may go on, and give them the ticket for it."""
    application = Application(data.product, data.state, data.birth_date, frozenset(data.excluded))
    found = await service.check(
        session, ports.shop, application, root=settings.secret_key, now=now, real_now=real_now()
    )
    return _out(found)


def _ticket_cookie(settings: Settings, token: str) -> Cookie:
    return Cookie(
        key=cookie_name(secure=settings.secure),
        value=token,
        max_age=int(LIFETIME.total_seconds()),
        path="/",
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )


def _form(
    request: AnyRequest, offering: Offering, listing: Any, given: dict[str, str], errors: dict[str, str]
) -> Template:
    return page(
        request,
        "eligibility/questions.html",
        status=422 if errors else 200,
        offering=offering,
        listing=listing,
        states=places.choices(),
        given=given,
        errors=errors,
    )


def _read(offering: Offering, given: dict[str, str]) -> tuple[Application | None, dict[str, str]]:
    errors: dict[str, str] = {}
    if given.get("state", "") not in STATES:
        errors["state"] = "Choose the state where you live."
    born = born_in(given)
    if born is None:
        errors["born"] = asked_again(given)
    for exclusion in offering.exclusions:
        if given.get(exclusion.code) not in ("yes", "no"):
            errors[exclusion.code] = f"Choose yes or no: {exclusion.asks}"
    if errors or born is None:
        return None, errors
    applies = frozenset(each.code for each in offering.exclusions if given[each.code] == "yes")
    return Application(offering.product, given["state"], born, applies), {}


def _out(found: Answer) -> AnswerOut:
    return AnswerOut(
        eligible=not found.refusals,
        reasons=[RefusedOut(each.reason, each.words) for each in found.refusals],
        alternative=found.alternative.slug if found.alternative else None,
        ticket=found.token,
        expires_at=found.expires_at,
    )


handlers = [programmes, questions, answer, check]
