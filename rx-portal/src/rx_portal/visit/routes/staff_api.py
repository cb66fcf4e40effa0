"""A clinician's side of visits for programs: the visit itself, hours, time off and licences."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from litestar import delete, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.visit import service
from rx_portal.visit.schemas import Attested, WeeklyHours
from rx_portal.visit.states import Status
from shared_lib.identity import Actor, Scope

OWN = needs(Scope.SCHEDULE_OWN)
TAGS = ["visits"]


@dataclass(frozen=True, slots=True)
class AttestedIn:
    """What the clinician saw and heard at the start: the state the patient is in, and whether it is they."""

    state: str
    identity: bool


@dataclass(frozen=True, slots=True)
class NoteIn:
    """The clinician's note; it is sealed."""

    note: str


class CallOffReason(StrEnum):
    """Why the clinic calls a visit off."""

    CLINICIAN_UNAVAILABLE = "clinician_unavailable"
    TECHNICAL = "technical"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CallOffIn:
    """The reason's code."""

    reason: CallOffReason


@dataclass(frozen=True, slots=True)
class VisitMoved:
    """A visit after the move."""

    id: UUID
    status: Status


@dataclass(frozen=True, slots=True)
class HoursIn:
    """One stretch of a week, in the calendar's zone; `weekday` counts from Monday, 0."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class CalendarIn:
    """A clinician's weekly hours: the IANA zone they are in, and the minutes that a visit takes."""

    zone: str
    minutes: int
    hours: list[HoursIn]


@dataclass(frozen=True, slots=True)
class TimeOffIn:
    """A stretch in which nothing is offered."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class LicenceIn:
    """A licence to practise in a state, to the end of a day."""

    state: str
    number: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, by its id."""

    id: UUID


@post("/api/v1/visits/{visit_id:uuid}/start", opt=OWN, tags=TAGS, status_code=200)
async def start_visit(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
    data: JSONBody[AttestedIn],
) -> VisitMoved:
    """Start a visit, having seen who it is and heard where they are."""
    attested = Attested(data.state, identity=data.identity)
    visit = await service.start(session, visit_id=visit_id, clinician=actor, attested=attested, now=now)
    return VisitMoved(visit.id, visit.status)


@post("/api/v1/visits/{visit_id:uuid}/complete", opt=OWN, tags=TAGS, status_code=200)
async def complete_visit(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
    data: JSONBody[NoteIn],
) -> VisitMoved:
    """End a visit with a note; its case can be decided from now on."""
    visit = await service.complete(session, visit_id=visit_id, clinician=actor, note=data.note, now=now)
    return VisitMoved(visit.id, visit.status)


@post("/api/v1/visits/{visit_id:uuid}/miss", opt=OWN, tags=TAGS, status_code=200)
async def miss_visit(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> VisitMoved:
    """Record that the patient did not come."""
    visit = await service.miss(session, visit_id=visit_id, clinician=actor, now=now)
    return VisitMoved(visit.id, visit.status)


@post("/api/v1/visits/{visit_id:uuid}/call-off", opt=OWN, tags=TAGS, status_code=200)
async def call_off_visit(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
    data: JSONBody[CallOffIn],
) -> VisitMoved:
    """Call a visit off for the clinic; the patient gets seven further days."""
    visit = await service.call_off(
        session, visit_id=visit_id, clinician=actor, reason=data.reason.value, now=now
    )
    return VisitMoved(visit.id, visit.status)


@put("/api/v1/calendar/hours", opt=OWN, tags=TAGS, status_code=204)
async def replace_hours(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    data: JSONBody[CalendarIn],
) -> None:
    """Replace one's weekly hours."""
    hours = [WeeklyHours(one.weekday, one.starts, one.ends) for one in data.hours]
    await service.set_hours(
        session, clinician=actor, zone=data.zone, minutes=data.minutes, hours=hours, now=now
    )


@post("/api/v1/calendar/time-off", opt=OWN, tags=TAGS)
async def add_time_off(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    data: JSONBody[TimeOffIn],
) -> Kept:
    """Take time off."""
    off = await service.take_time_off(
        session, clinician=actor, starts_at=data.starts_at, ends_at=data.ends_at, now=now
    )
    return Kept(off.id)


@delete("/api/v1/calendar/time-off/{off_id:uuid}", opt=OWN, tags=TAGS)
async def remove_time_off(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    off_id: FromPath[UUID],
) -> None:
    """Offer that time again."""
    await service.cancel_time_off(session, clinician=actor, off_id=off_id, now=now)


@post("/api/v1/calendar/licences", opt=OWN, tags=TAGS)
async def add_licence(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    data: JSONBody[LicenceIn],
) -> Kept:
    """Keep a licence; a later record for the same state replaces it."""
    licence = await service.record_licence(
        session,
        clinician_id=UUID(actor.id),
        state=data.state,
        number=data.number,
        expires_on=data.expires_on,
        actor=actor,
        now=now,
    )
    return Kept(licence.id)


handlers = [
    start_visit,
    complete_visit,
    miss_visit,
    call_off_visit,
    replace_hours,
    add_time_off,
    remove_time_off,
    add_licence,
]
