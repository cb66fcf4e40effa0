"""Pages on which a patient books, moves, cancels and joins a visit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary import places
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from rx_portal.kit.zone import NAMES
from rx_portal.risk import queries as risk
from rx_portal.risk.evaluator import Decision
from rx_portal.visit import queries, service
from rx_portal.visit.calendar_file import calendar_file
from rx_portal.visit.errors import (
    AnotherHeld,
    HoldExpired,
    IdentityNotAttested,
    LocationMismatch,
    OutsideWindow,
    SlotNotOffered,
    SlotTaken,
    VisitNotFound,
)
from rx_portal.visit.routes.choosing import NotATime, choice_in, days_of, zone_in
from rx_portal.visit.schemas import Attested, VisitView
from rx_portal.visit.states import IllegalMove, Status
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)
GONE = (SlotTaken, SlotNotOffered, OutsideWindow, NotATime)


@get("/care/enrollments/{enrollment_id:uuid}/visit", opt=OWN, include_in_schema=False)
async def of_enrollment(
    request: AnyRequest, session: NamedDependency[AsyncSession], enrollment_id: FromPath[UUID]
) -> Template | Redirect:
    """Lead to the visit that an application has to have; it is made a moment after the assessment."""
    async with session.begin():
        visit = await queries.find_of_enrollment(session, enrollment_id)
        asked = await risk.find_latest(session, enrollment_id)
    if visit is not None:
        return Redirect(f"/care/visits/{visit.id}", status_code=303)
    if asked is None or asked.decision != Decision.MORE_ACTION_REQUIRED:
        raise VisitNotFound("No visit is needed for this.")
    return page(request, "visit/coming.html")


@get("/care/visits/{visit_id:uuid}", opt=OWN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template:
    """Show where the visit stands and what comes next."""
    visit = await service.look(session, visit_id=visit_id, patient=actor, now=now)
    return _shown(request, visit, now)


@get("/care/visits/{visit_id:uuid}/times", opt=OWN, include_in_schema=False)
async def times(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template:
    """Show the times that are free, in the zone that the patient chooses."""
    return await _times(request, session, actor, now, visit_id)


@post("/care/visits/{visit_id:uuid}/hold", opt=OWN, include_in_schema=False)
async def hold(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Redirect:
    """Keep a time while the patient confirms."""
    form = await request.form()
    try:
        choice = choice_in(form.get("slot"))
        await service.hold(session, visit_id=visit_id, patient=actor, choice=choice, now=now)
    except GONE:
        return redirect(f"/care/visits/{visit_id}/times?{request.url.query}", flash="slot_taken")
    return redirect(f"/care/visits/{visit_id}")


@post("/care/visits/{visit_id:uuid}/book", opt=OWN, include_in_schema=False)
async def book(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template | Redirect:
    """Book the time that is kept."""
    attested = await _attested(request)
    seen = _moment(str((await request.form()).get("starts_at", "")))
    try:
        await service.book(session, visit_id=visit_id, patient=actor, attested=attested, now=now, seen=seen)
    except AnotherHeld:
        return redirect(f"/care/visits/{visit_id}", flash="another_held")
    except (HoldExpired, *GONE):
        return redirect(f"/care/visits/{visit_id}/times", flash="hold_expired")
    except (LocationMismatch, IdentityNotAttested):
        visit = await service.look(session, visit_id=visit_id, patient=actor, now=now)
        return _shown(request, visit, now, errors=_errors(attested, visit.state), given=attested)
    return redirect(f"/care/visits/{visit_id}", flash="visit_booked")


@post("/care/visits/{visit_id:uuid}/move", opt=OWN, include_in_schema=False)
async def move(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template | Redirect:
    """Move a booked visit to another time; if that is gone, the old one stays."""
    form = await request.form()
    attested = await _attested(request)
    try:
        await service.reschedule(
            session,
            visit_id=visit_id,
            patient=actor,
            choice=choice_in(form.get("slot")),
            attested=attested,
            now=now,
        )
    except GONE:
        return redirect(f"/care/visits/{visit_id}/times?{request.url.query}", flash="slot_taken")
    except (LocationMismatch, IdentityNotAttested):
        return await _times(request, session, actor, now, visit_id, given=attested, picked=form.get("slot"))
    return redirect(f"/care/visits/{visit_id}", flash="visit_booked")


@post("/care/visits/{visit_id:uuid}/release", opt=OWN, include_in_schema=False)
async def release(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Redirect:
    """Give up the time that is kept, and choose again."""
    await service.release(session, visit_id=visit_id, patient=actor, now=now)
    return redirect(f"/care/visits/{visit_id}/times")


@post("/care/visits/{visit_id:uuid}/cancel", opt=OWN, include_in_schema=False)
async def cancel(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Redirect:
    """Give up a booked time."""
    await service.cancel(session, visit_id=visit_id, patient=actor, now=now)
    return redirect(f"/care/visits/{visit_id}", flash="visit_cancelled")


@post("/care/visits/{visit_id:uuid}/join", opt=OWN, include_in_schema=False)
async def join(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template | Redirect:
    """Open the door to the video room, once the patient has said who and where they are."""
    attested = await _attested(request)
    try:
        address = await service.join(session, visit_id=visit_id, patient=actor, attested=attested, now=now)
    except (LocationMismatch, IdentityNotAttested):
        visit = await service.look(session, visit_id=visit_id, patient=actor, now=now)
        return _shown(request, visit, now, errors=_errors(attested, visit.state), given=attested)
    except IllegalMove:
        return redirect(f"/care/visits/{visit_id}", flash="not_open")
    if address is None:
        return redirect(f"/care/visits/{visit_id}", flash="room_coming")
    return page(request, "visit/room.html", address=address, visit_id=visit_id)


@get("/care/visits/{visit_id:uuid}/calendar.ics", opt=OWN, include_in_schema=False)
async def calendar(
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Response[bytes]:
    """Give the booked time as a calendar file."""
    visit = await service.look(session, visit_id=visit_id, patient=actor, now=now)
    data = calendar_file(visit, address=f"{settings.portal_url}/care/visits/{visit_id}", now=now)
    headers = {"content-disposition": 'attachment; filename="appointment.ics"'}
    return Response(data, media_type="text/calendar", headers=headers)


async def _attested(request: AnyRequest) -> Attested:
    form = await request.form()
    return Attested(str(form.get("state", "")), identity=form.get("identity") == "yes")


def _moment(text: str) -> datetime | None:
    """Return when a form says that its page's visit begins; `None` where it says nothing readable."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _errors(attested: Attested, state: str) -> dict[str, str]:
    name = places.state_name(state)
    elsewhere = {"state": f"You have to be in {name} during the visit: the clinician may see you only there."}
    nobody = {"identity": "Tick the box if you are the patient. Nobody else can come in your place."}
    return (elsewhere if attested.state != state else {}) | ({} if attested.identity else nobody)


def _shown(
    request: AnyRequest,
    visit: VisitView,
    now: datetime,
    *,
    errors: dict[str, str] | None = None,
    given: Attested | None = None,
) -> Template:
    return page(
        request,
        "visit/visit.html",
        status=422 if errors else 200,
        visit=visit,
        state_name=places.state_name(visit.state),
        states=places.choices(),
        errors=errors or {},
        given=given,
        joinable=visit.may_join(now),
        Status=Status,
    )


async def _times(
    request: AnyRequest,
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    visit_id: UUID,
    *,
    given: Attested | None = None,
    picked: object = None,
) -> Template:
    found = await service.times(session, visit_id=visit_id, patient=actor, now=now)
    errors = _errors(given, found.state) if given else {}
    zone = zone_in(request.query_params.get("zone"), found.zone)
    days = days_of(found, zone)
    asked = request.query_params.get("day")
    chosen = next((one for one in days if one.key == asked), days[0] if days else None)
    return page(
        request,
        "visit/times.html",
        status=422 if errors else 200,
        found=found,
        zone=zone,
        zones=sorted(NAMES.items(), key=lambda item: item[1]),
        zone_label=NAMES.get(zone, zone),
        days=days,
        chosen=chosen,
        states=places.choices(),
        state_name=places.state_name(found.state),
        errors=errors,
        given=given,
        picked=picked,
        moving=found.status is Status.BOOKED,
    )


handlers = [of_enrollment, show, times, hold, book, move, release, cancel, join, calendar]
