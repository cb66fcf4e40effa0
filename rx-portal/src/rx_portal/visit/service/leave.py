"""Time off: the visits that are booked in it are given to a colleague or called off with it, in one go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit
from rx_portal.visit import queries, steps
from rx_portal.visit.errors import SlotNotOffered, VisitsInTheWay
from rx_portal.visit.models import TimeOff, Visit
from rx_portal.visit.service.booking import off as call_off
from rx_portal.visit.service.booking import settle_on
from rx_portal.visit.service.calendar import HoursOverlap
from rx_portal.visit.states import Move, Status
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

Handling = Mapping[UUID, UUID | None]
"""What becomes of a visit, by its id: the colleague who takes it at the same time, or None to call it off."""


async def take_time_off(
    session: AsyncSession,
    *,
    clinician: Actor,
    starts_at: datetime,
    ends_at: datetime,
    handling: Handling | None = None,
    now: datetime,
) -> TimeOff:
    """Offer no time of a clinician's in this stretch, once every visit booked in it is taken care of.

    Nothing is done if one of them is not, or if a colleague turns out not to be free.

    :raises HoursOverlap: it ends before it starts, or is over.
    :raises VisitsInTheWay: visits are booked in it of which `handling` says nothing.
    :raises SlotTaken, SlotNotOffered, NotLicensed: a colleague cannot take the visit meant for them.
    """
    if ends_at <= starts_at or ends_at <= now:
        raise HoursOverlap("Time off has to end after it starts, and after today.")
    clinician_id, chosen = UUID(clinician.id), handling or {}
    async with session.begin():
        for calendar_id in sorted({clinician_id, *(each for each in chosen.values() if each)}):
            await queries.lock_calendar(session, calendar_id)
        booked = await _booked(session, clinician_id, starts_at, ends_at)
        if left := [visit.id for visit in booked if visit.id not in chosen]:
            raise VisitsInTheWay(f"{len(left)} of your visits are booked then. Say what becomes of each.")
        off = TimeOff(id=uuid7(), clinician_id=clinician_id, starts_at=starts_at, ends_at=ends_at)
        session.add(off)
        for visit in booked:
            await _handle(session, visit, chosen[visit.id], clinician, now)
        await audit.record(
            session, actor=clinician, action="calendar.take_time_off", subject=f"staff:{clinician_id}", at=now
        )
    return off


async def look_for_colleagues(
    session: AsyncSession, *, clinician: Actor, starts_at: datetime, ends_at: datetime, now: datetime
) -> Sequence[tuple[Visit, Sequence[UUID]]]:
    """Return the visits booked in a stretch of time, each with the colleagues who could take it then.

    It shows whom a clinician sees, so their names are not in it, and the read is audited.
    """
    clinician_id = UUID(clinician.id)
    async with session.begin():
        booked = await _booked(session, clinician_id, starts_at, ends_at)
        found = [(visit, await _free(session, visit, clinician_id, now)) for visit in booked]
        await audit.record(
            session,
            actor=clinician,
            action="calendar.look",
            subject=f"staff:{clinician_id}",
            at=now,
            shown=sorted({f"patient:{visit.patient_id}" for visit in booked}),
        )
    return found


async def _handle(
    session: AsyncSession, visit: Visit, colleague: UUID | None, clinician: Actor, now: datetime
) -> None:
    if colleague is None:
        await call_off(session, visit, clinician=clinician, reason="clinician_unavailable", now=now)
        return
    if visit.starts_at is None or str(colleague) == clinician.id:
        raise SlotNotOffered("Choose a colleague.")
    slot = await steps.choose(session, visit, clinician_id=colleague, starts_at=visit.starts_at, now=now)
    await steps.move(session, visit, Move.REASSIGN, actor=clinician, now=now, reason="clinician_unavailable")
    await settle_on(session, visit, slot, actor=clinician, now=now)


async def _booked(
    session: AsyncSession, clinician_id: UUID, since: datetime, until: datetime
) -> Sequence[Visit]:
    found = await queries.list_of_clinician(session, clinician_id, since=since, until=until)
    ids = sorted(visit.id for visit in found if visit.status is Status.BOOKED)
    locked = [await queries.lock(session, visit_id) for visit_id in ids]
    mine = [each for each in locked if each.status is Status.BOOKED and each.clinician_id == clinician_id]
    return sorted(mine, key=lambda visit: (visit.starts_at is None, visit.starts_at))


async def _free(session: AsyncSession, visit: Visit, but: UUID, now: datetime) -> Sequence[UUID]:
    slots = await steps.find_slots(session, visit, now=now)
    return [
        slot.clinician_id
        for slot in slots
        if slot.span.starts_at == visit.starts_at and slot.clinician_id != but
    ]
