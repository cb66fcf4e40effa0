"""A clinician's weekly hours, time off and licences."""

from calendar import day_name
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.kit import audit
from rx_portal.visit.models import CalendarRow, HoursRow, TimeOff
from rx_portal.visit.schemas import WeeklyHours
from shared_lib.errors import Invalid, NotFound
from shared_lib.identity import Actor


class HoursOverlap(Invalid):
    """Two stretches of one weekday overlap, or one ends before it starts."""

    code = "hours_overlap"


class UnknownZone(Invalid):
    """No such time zone is known."""

    code = "unknown_zone"


class TimeOffNotFound(NotFound):
    """There is no such time off of this clinician."""

    code = "time_off_not_found"


async def set_hours(
    session: AsyncSession,
    *,
    clinician: Actor,
    zone: str,
    minutes: int,
    hours: Sequence[WeeklyHours],
    now: datetime,
) -> CalendarRow:
    """Replace a clinician's weekly hours, from now on; what is booked stays booked.

    :raises UnknownZone: the zone is not an IANA zone.
    :raises HoursOverlap: two stretches of a day overlap, or one ends before it starts.
    """
    if zone not in available_timezones():
        raise UnknownZone("Choose one of the time zones listed.")
    _refuse_overlap(hours)
    clinician_id = UUID(clinician.id)
    async with session.begin():
        staff = await identity.get_staff(session, clinician_id)
        given = {"zone": zone, "minutes": minutes}
        row = await session.scalar(
            insert(CalendarRow)
            .values(clinician_id=clinician_id, number=staff.number, **given)
            .on_conflict_do_update(index_elements=["clinician_id"], set_=given)
            .returning(CalendarRow)
            .execution_options(populate_existing=True)
        )
        await session.execute(delete(HoursRow).where(HoursRow.clinician_id == clinician_id))
        session.add_all(
            HoursRow(clinician_id=clinician_id, weekday=item.weekday, starts=item.starts, ends=item.ends)
            for item in hours
        )
        await _changed(session, clinician, "calendar.set_hours", clinician_id, now)
    if row is None:
        raise RuntimeError("The calendar was not written.")
    return row


async def cancel_time_off(session: AsyncSession, *, clinician: Actor, off_id: UUID, now: datetime) -> None:
    """Offer the times of this stretch again.

    :raises TimeOffNotFound: it is not this clinician's.
    """
    async with session.begin():
        off = await session.get(TimeOff, off_id)
        if off is None or str(off.clinician_id) != clinician.id:
            raise TimeOffNotFound("There is no such time off.")
        await session.delete(off)
        await _changed(session, clinician, "calendar.cancel_time_off", off.clinician_id, now)


async def _changed(
    session: AsyncSession, clinician: Actor, action: str, clinician_id: UUID, now: datetime
) -> None:
    await audit.record(session, actor=clinician, action=action, subject=f"staff:{clinician_id}", at=now)


def _refuse_overlap(hours: Sequence[WeeklyHours]) -> None:
    ordered = sorted(hours, key=lambda item: (item.weekday, item.starts))
    if wrong := next((item for item in ordered if item.starts >= item.ends), None):
        raise HoursOverlap(f"{day_name[wrong.weekday]}: hours have to end after they start, on the same day.")
    for one, two in pairwise(ordered):
        if one.weekday == two.weekday and two.starts < one.ends:
            raise HoursOverlap(f"{day_name[one.weekday]}: the two stretches overlap.")
