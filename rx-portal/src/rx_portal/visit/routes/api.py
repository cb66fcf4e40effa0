"""Visits for programs: the same verbs as the pages, with problem details for every refusal."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.visit import service
from rx_portal.visit.schemas import Attested, SlotChoice
from rx_portal.visit.states import Status
from shared_lib.identity import Actor, Scope

OWN = needs(Scope.RECORD_OWN)
TAGS = ["visits"]


@dataclass(frozen=True, slots=True)
class VisitOut:
    """A visit as its patient sees it. `zone` is the IANA zone in which the seven days are counted."""

    id: UUID
    status: Status
    state: str
    zone: str
    last_on: date
    clinic_late: bool
    starts_at: datetime | None
    ends_at: datetime | None
    held_until: datetime | None
    clinician: str


@dataclass(frozen=True, slots=True)
class TimeOut:
    """A free time."""

    clinician_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class TimesOut:
    """The free times of a visit, earliest first."""

    visit_id: UUID
    zone: str
    last_on: date
    clinic_late: bool
    times: list[TimeOut]


@dataclass(frozen=True, slots=True)
class MoveIn:
    """Another time, and what is attested for it."""

    clinician_id: UUID
    starts_at: datetime
    state: str
    identity: bool


@get("/api/v1/visits/{visit_id:uuid}", opt=OWN, tags=TAGS)
async def get_visit(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> VisitOut:
    """Tell where a visit stands."""
    return await _out(session, actor, now, visit_id)


@get("/api/v1/visits/{visit_id:uuid}/times", opt=OWN, tags=TAGS)
async def list_times(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> TimesOut:
    """List the free times inside the visit's days."""
    found = await service.times(session, visit_id=visit_id, patient=actor, now=now)
    times = [TimeOut(one.clinician_id, one.span.starts_at, one.span.ends_at) for one in found.slots]
    return TimesOut(found.visit_id, found.zone, found.last_on, found.clinic_late, times)


@post("/api/v1/visits/{visit_id:uuid}/hold", opt=OWN, tags=TAGS, status_code=200)
async def hold_time(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
    data: JSONBody[SlotChoice],
) -> VisitOut:
    """Keep a time for ten minutes."""
    await service.hold(session, visit_id=visit_id, patient=actor, choice=data, now=now)
    return await _out(session, actor, now, visit_id)


@post("/api/v1/visits/{visit_id:uuid}/book", opt=OWN, tags=TAGS, status_code=200)
async def book_time(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
    data: JSONBody[Attested],
) -> VisitOut:
    """Book the time that is kept."""
    await service.book(session, visit_id=visit_id, patient=actor, attested=data, now=now)
    return await _out(session, actor, now, visit_id)


@post("/api/v1/visits/{visit_id:uuid}/move", opt=OWN, tags=TAGS, status_code=200)
async def move_time(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
    data: JSONBody[MoveIn],
) -> VisitOut:
    """Move a booked visit to another time."""
    await service.reschedule(
        session,
        visit_id=visit_id,
        patient=actor,
        choice=SlotChoice(data.clinician_id, data.starts_at),
        attested=Attested(data.state, identity=data.identity),
        now=now,
    )
    return await _out(session, actor, now, visit_id)


@post("/api/v1/visits/{visit_id:uuid}/cancel", opt=OWN, tags=TAGS, status_code=200)
async def cancel_time(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> VisitOut:
    """Give up a booked time."""
    await service.cancel(session, visit_id=visit_id, patient=actor, now=now)
    return await _out(session, actor, now, visit_id)


async def _out(session: AsyncSession, actor: Actor, now: datetime, visit_id: UUID) -> VisitOut:
    seen = await service.look(session, visit_id=visit_id, patient=actor, now=now)
    return VisitOut(
        id=seen.id,
        status=seen.status,
        state=seen.state,
        zone=seen.zone,
        last_on=seen.last_on,
        clinic_late=seen.clinic_late,
        starts_at=seen.starts_at,
        ends_at=seen.ends_at,
        held_until=seen.held_until,
        clinician=seen.clinician,
    )


handlers = [get_visit, list_times, hold_time, book_time, move_time, cancel_time]
