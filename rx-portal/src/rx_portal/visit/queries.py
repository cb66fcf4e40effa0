"""All reads of visits, calendars and licences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.visit.errors import LicenceNotFound, NotLicensed, SlotNotOffered, VisitNotFound
from rx_portal.visit.models import (
    Attestation,
    CalendarRow,
    Claim,
    HoursRow,
    Licence,
    LicenceWork,
    TimeOff,
    Visit,
    VisitStep,
    WorkItem,
)
from rx_portal.visit.slots import Calendar, Hours, Span
from rx_portal.visit.states import Move, Status


async def get(session: AsyncSession, visit_id: UUID) -> Visit:
    """Return a visit.

    :raises VisitNotFound: there is none that the session's actor may see.
    """
    found = await session.get(Visit, visit_id)
    return _known(found)


async def lock(session: AsyncSession, visit_id: UUID) -> Visit:
    """Return a visit that nobody else can move before this transaction ends.

    :raises VisitNotFound: there is none that the session's actor may see.
    """
    chosen = select(Visit).where(Visit.id == visit_id).with_for_update()
    return _known(await session.scalar(chosen.execution_options(populate_existing=True)))


async def find_of_enrollment(session: AsyncSession, enrollment_id: UUID) -> Visit | None:
    """Return the visit that an enrollment has to have, if any."""
    found: Visit | None = await session.scalar(select(Visit).where(Visit.enrollment_id == enrollment_id))
    return found


async def list_of_patient(session: AsyncSession, patient_id: UUID) -> Sequence[Visit]:
    """Return a patient's visits, newest first."""
    rows = await session.scalars(
        select(Visit).where(Visit.patient_id == patient_id).order_by(Visit.opens_at.desc())
    )
    return rows.all()


async def list_of_clinician(
    session: AsyncSession, clinician_id: UUID, *, since: datetime, until: datetime
) -> Sequence[Visit]:
    """Return the visits that a clinician has in a stretch of time, in order."""
    rows = await session.scalars(
        select(Visit)
        .where(Visit.clinician_id == clinician_id, Visit.starts_at < until, Visit.ends_at > since)
        .where(Visit.status.in_([Status.BOOKED, Status.STARTED, Status.COMPLETED]))
        .order_by(Visit.starts_at)
    )
    return rows.all()


async def list_steps(session: AsyncSession, visit_id: UUID) -> Sequence[VisitStep]:
    """Return what happened to a visit, oldest first."""
    rows = await session.scalars(
        select(VisitStep).where(VisitStep.visit_id == visit_id).order_by(VisitStep.id)
    )
    return rows.all()


async def find_given_up(session: AsyncSession, visit_id: UUID) -> datetime | None:
    """Return the time that a visit had when it was last given up, if it ever was."""
    gone = (Move.CANCEL, Move.CALL_OFF, Move.MISS, Move.CLOSE)
    asked = select(VisitStep.starts_at).where(
        VisitStep.visit_id == visit_id, VisitStep.move.in_(gone), VisitStep.starts_at.is_not(None)
    )
    return await session.scalar(asked.order_by(VisitStep.at.desc(), VisitStep.id.desc()).limit(1))


async def list_attestations(session: AsyncSession, visit_id: UUID) -> Sequence[Attestation]:
    """Return what was attested for a visit, oldest first."""
    rows = await session.scalars(
        select(Attestation).where(Attestation.visit_id == visit_id).order_by(Attestation.id)
    )
    return rows.all()


async def list_work(session: AsyncSession) -> Sequence[WorkItem]:
    """Return what the clinic has to put right, most urgent first."""
    rows = await session.scalars(
        select(WorkItem).where(WorkItem.done_at.is_(None)).order_by(WorkItem.due_on, WorkItem.id).limit(200)
    )
    return rows.all()


async def has_open_work(session: AsyncSession, visit_id: UUID) -> bool:
    """Tell whether the clinic still has to put something right for a visit."""
    found = await session.scalar(
        select(WorkItem.id).where(WorkItem.visit_id == visit_id, WorkItem.done_at.is_(None)).limit(1)
    )
    return found is not None


async def find_calendar(session: AsyncSession, clinician_id: UUID) -> CalendarRow | None:
    """Return a clinician's calendar, if one was set up."""
    return await session.get(CalendarRow, clinician_id)


def calendar_zone(clinician_id: UUID) -> ScalarSelect[str]:
    """Return the question which IANA zone a clinician's calendar has, if there is one."""
    return select(CalendarRow.zone).where(CalendarRow.clinician_id == clinician_id).scalar_subquery()


async def lock_calendar(session: AsyncSession, clinician_id: UUID) -> CalendarRow:
    """Return a clinician's calendar, in which nobody else books before this transaction ends.

    :raises SlotNotOffered: the clinician has none.
    """
    found = await session.scalar(
        select(CalendarRow).where(CalendarRow.clinician_id == clinician_id).with_for_update()
    )
    if found is None:
        raise SlotNotOffered("That clinician has no calendar.")
    return found


async def list_hours(session: AsyncSession, clinician_id: UUID) -> Sequence[HoursRow]:
    """Return a clinician's weekly hours, Monday first."""
    rows = await session.scalars(
        select(HoursRow)
        .where(HoursRow.clinician_id == clinician_id)
        .order_by(HoursRow.weekday, HoursRow.starts)
    )
    return rows.all()


async def list_time_off(session: AsyncSession, clinician_id: UUID, *, now: datetime) -> Sequence[TimeOff]:
    """Return a clinician's time off that is not over yet, in order."""
    rows = await session.scalars(
        select(TimeOff)
        .where(TimeOff.clinician_id == clinician_id, TimeOff.ends_at > now)
        .order_by(TimeOff.starts_at)
    )
    return rows.all()


async def is_off(session: AsyncSession, clinician_id: UUID, span: Span) -> bool:
    """Tell whether a clinician takes time off in a stretch of time."""
    found = await session.scalar(
        select(TimeOff.id)
        .where(
            TimeOff.clinician_id == clinician_id,
            TimeOff.starts_at < span.ends_at,
            TimeOff.ends_at > span.starts_at,
        )
        .limit(1)
    )
    return found is not None


async def list_licences(session: AsyncSession, clinician_id: UUID) -> Sequence[Licence]:
    """Return a clinician's licences, by state, with those that have expired."""
    rows = await session.scalars(
        select(Licence).where(Licence.clinician_id == clinician_id).order_by(Licence.state)
    )
    return rows.all()


async def lock_licence(session: AsyncSession, licence_id: UUID) -> Licence:
    """Return a licence that nobody else can change before this transaction ends.

    :raises LicenceNotFound: there is none.
    """
    found = await session.get(Licence, licence_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise LicenceNotFound("There is no such licence.")
    return found


async def has_licence_work(session: AsyncSession, licence: Licence) -> bool:
    """Tell whether a licence still has to be renewed."""
    asked = select(LicenceWork.id).where(
        LicenceWork.licence_id == licence.id,
        LicenceWork.expires_on == licence.expires_on,
        LicenceWork.done_at.is_(None),
    )
    return await session.scalar(asked) is not None


async def list_licence_work(session: AsyncSession) -> Sequence[LicenceWork]:
    """Return the licences that have to be renewed, those that end first before the others."""
    asked = select(LicenceWork).where(LicenceWork.done_at.is_(None))
    return (await session.scalars(asked.order_by(LicenceWork.expires_on, LicenceWork.id).limit(200))).all()


async def practice(session: AsyncSession, clinician_id: UUID, state: str, *, on: date) -> tuple[bool, str]:
    """Return whether a clinician may practise in a state on a day, and the IANA zone of their screens."""
    licensed = (
        select(Licence.id)
        .where(Licence.clinician_id == clinician_id, Licence.state == state, Licence.expires_on >= on)
        .exists()
    )
    row = (await session.execute(select(licensed, screen_zone(clinician_id)))).one()
    return row[0], row[1] or identity.CLINIC_ZONE


def screen_zone(staff_id: UUID) -> ColumnElement[str | None]:
    """Return the question in which IANA zone somebody's screens show times: their own, or the calendar's."""
    return func.coalesce(identity.own_zone(staff_id), calendar_zone(staff_id))


async def require_licence(session: AsyncSession, clinician_id: UUID, state: str, *, on: date) -> None:
    """Refuse a clinician who may not practise in the state on that day; the licence stays until the commit.

    :raises NotLicensed: there is no licence, or it has expired by then.
    """
    found = await session.scalar(
        select(Licence.id)
        .where(Licence.clinician_id == clinician_id, Licence.state == state, Licence.expires_on >= on)
        .with_for_update(read=True)
    )
    if found is None:
        raise NotLicensed(f"A licence for {state} that is good on that day is needed.")


async def licences_for(session: AsyncSession, state: str, *, on: date) -> dict[UUID, date]:
    """Return the clinicians at work who may practise in a state on a day, and until when each may."""
    asked = select(Licence.clinician_id, Licence.expires_on).where(
        Licence.state == state, Licence.expires_on >= on, Licence.clinician_id.in_(identity.at_work())
    )
    rows = await session.execute(asked)
    return {row.clinician_id: row.expires_on for row in rows}


async def calendars(
    session: AsyncSession, clinician_ids: Iterable[UUID], within: Span, *, now: datetime, but: UUID
) -> list[Calendar]:
    """Return the calendars with all that is taken, save what the visit `but` keeps itself."""
    rows = await session.scalars(select(CalendarRow).where(CalendarRow.clinician_id.in_(list(clinician_ids))))
    found = {row.clinician_id: row for row in rows}
    hours = await _hours(session, found)
    taken = await _taken(session, found, within, now=now, but=but)
    return [
        Calendar(row.clinician_id, row.number, row.zone, row.minutes, hours[key], taken[key])
        for key, row in found.items()
    ]


def overdue(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a claim is a hold whose while is over."""
    return Claim.held_until <= now


async def _hours(session: AsyncSession, found: Iterable[UUID]) -> dict[UUID, list[Hours]]:
    rows = await session.scalars(select(HoursRow).where(HoursRow.clinician_id.in_(list(found))))
    grouped: dict[UUID, list[Hours]] = defaultdict(list)
    for row in rows:
        grouped[row.clinician_id].append(Hours(row.weekday, row.starts, row.ends))
    return grouped


async def _taken(
    session: AsyncSession, found: dict[UUID, CalendarRow], within: Span, *, now: datetime, but: UUID
) -> dict[UUID, list[Span]]:
    grouped: dict[UUID, list[Span]] = defaultdict(list)
    off = select(TimeOff.clinician_id, TimeOff.starts_at, TimeOff.ends_at).where(
        TimeOff.clinician_id.in_(list(found)),
        TimeOff.ends_at > within.starts_at,
        TimeOff.starts_at < within.ends_at,
    )
    for clinician_id, starts_at, ends_at in await session.execute(off):
        grouped[clinician_id].append(Span(starts_at, ends_at))
    by_number = {row.number: key for key, row in found.items()}
    claimed = select(Claim.clinician_number, func.lower(Claim.during), func.upper(Claim.during)).where(
        Claim.clinician_number.in_(list(by_number)),
        Claim.during.overlaps(Range(within.starts_at, within.ends_at)),
        or_(Claim.held_until.is_(None), Claim.held_until > now),
        Claim.visit_id != but,
    )
    for number, starts_at, ends_at in await session.execute(claimed):
        grouped[by_number[number]].append(Span(starts_at, ends_at))
    return grouped


def _known(found: Visit | None) -> Visit:
    if found is None:
        raise VisitNotFound("There is no such visit.")
    return found
