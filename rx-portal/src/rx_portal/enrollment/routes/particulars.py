"""The page that asks who a patient is, and opens an enrollment."""

from datetime import date, datetime
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import ticket as tickets
from rx_portal.eligibility.born import asked_again, born_in
from rx_portal.eligibility.ticket import Ticket, TicketRefused
from rx_portal.enrollment import service
from rx_portal.enrollment.errors import AlreadyEnrolled, NotEligible
from rx_portal.enrollment.schemas import Address, Profile, ProfileIncomplete, phone_digits
from rx_portal.formulary import shelf
from rx_portal.formulary.places import state_name
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)


@get("/care/enroll", opt=OWN, include_in_schema=False)
async def particulars(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Ask who the patient is; without a ticket, go back to the first questions."""
    ticket = _ticket(request, settings)
    if ticket is None:
        return redirect("/start")
    known = await service.known_profile(session, patient=actor, now=now)
    return await _particulars(request, ports, ticket, _filled(ticket, known), {}, now)


@post("/care/enroll", opt=OWN, include_in_schema=False)
async def enroll(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Open an enrollment, and go on to the consent."""
    ticket = _ticket(request, settings)
    if ticket is None:
        return redirect("/start")
    given = {name: str(value).strip() for name, value in (await request.form()).items()}
    try:
        enrollment = await service.start(
            session,
            token=_token(request, settings),
            profile=_profile(given, ticket),
            patient=actor,
            root=settings.secret_key,
            now=now,
            real_now=real_now(),
        )
    except ProfileIncomplete as incomplete:
        return await _particulars(request, ports, ticket, given, incomplete.errors, now)
    except NotEligible as refused:
        return await _particulars(request, ports, ticket, given, {"born": refused.message}, now)
    except AlreadyEnrolled as known:
        return redirect(f"/care/enrollments/{known.enrollment_id}/consent")
    answer = redirect(f"/care/enrollments/{enrollment.id}/consent")
    answer.cookies.append(
        Cookie(key=tickets.cookie_name(secure=settings.secure), value="", max_age=0, path="/")
    )
    return answer


def _token(request: AnyRequest, settings: Settings) -> str:
    return request.cookies.get(tickets.cookie_name(secure=settings.secure), "")


def _ticket(request: AnyRequest, settings: Settings) -> Ticket | None:
    try:
        return tickets.read(settings.secret_key, _token(request, settings), real_now=real_now())
    except TicketRefused:
        return None


def _filled(ticket: Ticket, known: Profile | str | None) -> dict[str, str]:
    parts = {f"born-{part}": str(getattr(ticket.born, part)) for part in ("year", "month", "day")}
    match known:
        case Profile():
            named = {"legal_name": known.legal_name, "phone": known.phone, "email": known.email}
            return {**parts, **named, **known.address_fields()}
        case str():
            return {**parts, "email": known}
    return parts


def _profile(given: dict[str, str], ticket: Ticket) -> Profile:
    fields = {name: given.get(name, "") for name in ("line1", "line2", "city", "zip_code")}
    return Profile(
        legal_name=given.get("legal_name", ""),
        birth_date=_birth_date(given),
        address=Address(state=ticket.state, **fields),
        phone=phone_digits(given.get("phone", "")),
        email=given.get("email", ""),
    )


def _birth_date(given: dict[str, str]) -> date:
    born = born_in(given)
    if born is None:
        raise ProfileIncomplete({"born": asked_again(given)})
    return born


async def _particulars(
    request: AnyRequest,
    ports: Ports,
    ticket: Ticket,
    given: dict[str, str],
    errors: dict[str, str],
    now: datetime,
) -> Template:
    return page(
        request,
        "enrollment/particulars.html",
        status=422 if errors else 200,
        product=await shelf.product_name(ports.shop, ticket.product, now=now),
        state=state_name(ticket.state),
        given=given,
        errors=errors,
    )


handlers = [particulars, enroll]
