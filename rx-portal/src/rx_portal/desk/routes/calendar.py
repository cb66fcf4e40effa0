"""A clinician's calendar, weekly hours, time off and licences."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import service
from rx_portal.desk.routes.case import names_of
from rx_portal.formulary import places
from rx_portal.identity import queries as identity
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.zone import NAMES
from rx_portal.visit import queries
from rx_portal.visit import service as visits
from rx_portal.visit.errors import NotLicensed, SlotNotOffered, SlotTaken, VisitsInTheWay
from rx_portal.visit.schemas import WeeklyHours
from rx_portal.visit.service.calendar import HoursOverlap
from rx_portal.visit.window import instant, midnight
from shared_lib.errors import Invalid
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.SCHEDULE_OWN)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_SHOWN = 14
MINUTES = 30
PARTS = ("", "b")
"""A day has two stretches of hours; the second's fields carry this letter."""
Form = Mapping[str, str]


class NotUnderstood(Invalid):
    """A time or a date cannot be read."""

    code = "not_understood"


@get("/desk/calendar", opt=OWN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template:
    """Show two weeks of visits, and what the times come from."""
    return await _calendar(request, session, actor, now, {}, {})


@post("/desk/calendar/hours", opt=OWN, include_in_schema=False)
async def set_hours(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Replace the weekly hours."""
    form = await _filled_in(request)
    minutes = form.get("minutes", "")
    try:
        await visits.set_hours(
            session,
            clinician=actor,
            zone=form.get("zone", ""),
            minutes=int(minutes) if minutes in ("15", "20", "30", "45", "60") else MINUTES,
            hours=list(_hours_in(form)),
            now=now,
        )
    except (NotUnderstood, HoursOverlap) as refused:
        return await _calendar(request, session, actor, now, form, {"hours": refused.message})
    return redirect("/desk/calendar", flash="saved")


@post("/desk/calendar/time-off", opt=OWN, include_in_schema=False)
async def take_time_off(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect | Template:
    """Take whole days off, the last included, and say what becomes of the visits booked in them."""
    form = await _filled_in(request)
    zone = await visits.zone_of(session, staff=actor)
    try:
        first, last = _date(form.get("first")), _date(form.get("last") or form.get("first"))
    except NotUnderstood as refused:
        return await _calendar(request, session, actor, now, form, {"first": refused.message})
    since, until = midnight(first, zone), instant(last + timedelta(days=1), time(), zone)
    given: dict[str, Any] = {"clinician": actor, "starts_at": since, "ends_at": until, "now": now}
    try:
        await visits.take_time_off(session, **given, handling=_handling_in(form))
    except HoursOverlap as refused:
        return await _calendar(request, session, actor, now, form, {"last": refused.message})
    except (VisitsInTheWay, SlotTaken, SlotNotOffered, NotLicensed) as refused:
        found = await visits.look_for_colleagues(session, **given)
        ids = {each for _, colleagues in found for each in colleagues}
        async with session.begin():
            names = await identity.staff_names(session, list(ids)) if ids else {}
        return page(
            request,
            "desk/leave.html",
            status=409,
            found=[
                (visit, [(each, f"{names[each]} takes it, at the same time") for each in colleagues])
                for visit, colleagues in found
            ],
            first=first,
            last=last,
            zone=zone,
            named=await names_of(request.app.state.ports, now),
            said=refused.message,
            again=not isinstance(refused, VisitsInTheWay),
        )
    return redirect("/desk/calendar", flash="time_off")


@post("/desk/calendar/time-off/{off_id:uuid}/cancel", opt=OWN, include_in_schema=False)
async def cancel_time_off(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    off_id: FromPath[UUID],
) -> Redirect:
    """Offer those days again."""
    await visits.cancel_time_off(session, clinician=actor, off_id=off_id, now=now)
    return redirect("/desk/calendar", flash="saved")


@post("/desk/calendar/licences", opt=OWN, include_in_schema=False)
async def record_licence(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Keep a licence."""
    form = await _filled_in(request)
    number = form.get("number", "")
    try:
        expires_on = _date(form.get("expires_on"))
    except NotUnderstood as refused:
        return await _calendar(request, session, actor, now, form, {"expires_on": refused.message})
    if not number:
        return await _calendar(request, session, actor, now, form, {"number": "Give the licence's number."})
    if expires_on < now.date():
        words = "That day has passed. Record a licence that is good today."
        return await _calendar(request, session, actor, now, form, {"expires_on": words})
    await visits.record_licence(
        session,
        clinician_id=UUID(actor.id),
        state=form.get("state", ""),
        number=number,
        expires_on=expires_on,
        actor=actor,
        now=now,
    )
    return redirect("/desk/calendar", flash="saved")


@post("/desk/licences/{work_id:uuid}/let-end", opt=OWN, include_in_schema=False)
async def let_licence_end(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    work_id: FromPath[UUID],
) -> Redirect:
    """Not renew a licence."""
    await visits.let_licence_end(session, work_id=work_id, clinician=actor, now=now)
    return redirect("/desk", flash="licence_ends")


@post("/desk/tasks/{work_id:uuid}/done", opt=OWN, include_in_schema=False)
async def settle(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    work_id: FromPath[UUID],
) -> Redirect:
    """Take a piece of the clinic's work as done."""
    await visits.settle_work(session, work_id=work_id, actor=actor, now=now)
    return redirect("/desk", flash="saved")


async def _filled_in(request: AnyRequest) -> Form:
    return {name: str(value).strip() for name, value in (await request.form()).items()}


async def _calendar(
    request: AnyRequest, session: AsyncSession, actor: Actor, now: datetime, given: Form, errors: Form
) -> Template:
    """Answer with the calendar; a refused form shows what it was given, and what is wrong by field."""
    clinician_id = UUID(actor.id)
    zone = await visits.zone_of(session, staff=actor)
    today = now.astimezone(ZoneInfo(zone)).date()
    since, until = midnight(today, zone), midnight(today + timedelta(days=DAYS_SHOWN), zone)
    booked = await service.look_at_calendar(session, clinician=actor, since=since, until=until, now=now)
    async with session.begin():
        calendar = await queries.find_calendar(session, clinician_id)
        hours = await queries.list_hours(session, clinician_id)
        off = await queries.list_time_off(session, clinician_id, now=now)
        licences = await queries.list_licences(session, clinician_id)
    return page(
        request,
        "desk/calendar.html",
        status=422 if errors else 200,
        given=given,
        errors=errors,
        zone=zone,
        named=await names_of(request.app.state.ports, now),
        zones=list(NAMES.items()),
        minutes=calendar.minutes if calendar else MINUTES,
        booked=booked,
        hours=[(WEEKDAYS[n], n, _shown(hours, n, given)) for n in range(7)],
        off=off,
        licences=licences,
        today=today,
        soon=today + timedelta(days=60),
        states=places.choices(),
    )


def _shown(kept: Sequence[Any], weekday: int, given: Form) -> list[tuple[str, str]]:
    """Return a day's two stretches as the form shows them: as kept, or as somebody has just typed them."""
    if "minutes" in given:
        return [
            (given.get(f"starts-{weekday}{part}", ""), given.get(f"ends-{weekday}{part}", ""))
            for part in PARTS
        ]
    known = [(f"{one.starts:%H:%M}", f"{one.ends:%H:%M}") for one in kept if one.weekday == weekday]
    return (known + [("", "")] * len(PARTS))[: len(PARTS)]


def _hours_in(form: Mapping[str, str]) -> Iterator[WeeklyHours]:
    for weekday in range(7):
        for part in PARTS:
            starts, ends = form.get(f"starts-{weekday}{part}", ""), form.get(f"ends-{weekday}{part}", "")
            if starts or ends:
                yield WeeklyHours(weekday, _time(starts), _time(ends))


def _handling_in(form: Mapping[str, Any]) -> dict[UUID, UUID | None]:
    found: dict[UUID, UUID | None] = {}
    for name, value in form.items():
        if name.startswith("visit-") and value:
            try:
                found[UUID(name[6:])] = None if value == "call_off" else UUID(str(value))
            except ValueError:
                raise NotUnderstood("Choose what becomes of each visit.") from None
    return found


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise NotUnderstood("Give times such as 09:00.") from None


def _date(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise NotUnderstood("Give dates such as 2026-12-24.") from None


handlers = [show, set_hours, take_time_off, cancel_time_off, record_licence, let_licence_end, settle]
