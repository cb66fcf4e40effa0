"""Times that can be booked, computed from a clinician's weekly hours and never stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rx_portal.visit.window import instant

NOTICE = timedelta(hours=1)
"""How long before its start a time stops being offered."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Weekly hours on one weekday (Monday is 0), as clocks on the clinician's wall show them."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, UTC, without its end."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share an instant."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is needed to offer a clinician's time. `taken` is time off, holds and bookings."""

    clinician_id: UUID
    number: int
    zone: str
    minutes: int
    hours: Sequence[Hours]
    taken: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which this clinician could see a patient."""

    clinician_id: UUID
    clinician_number: int
    span: Span


def slots(calendar: Calendar, within: Span) -> Iterator[Slot]:
    """Yield the free times wholly inside `within`, in order."""
    length = timedelta(minutes=calendar.minutes)
    for start in _working(calendar, within):
        span = Span(start, start + length)
        inside = within.starts_at <= span.starts_at and span.ends_at <= within.ends_at
        if inside and not any(span.overlaps(taken) for taken in calendar.taken):
            yield Slot(calendar.clinician_id, calendar.number, span)


def offered(calendars: Iterable[Calendar], within: Span) -> list[Slot]:
    """Return the free times of several clinicians, earliest first."""
    found = (slot for calendar in calendars for slot in slots(calendar, within))
    return sorted(found, key=lambda slot: (slot.span.starts_at, slot.clinician_number))


def is_offered(calendar: Calendar, span: Span) -> bool:
    """Tell whether exactly this time is one of the clinician's free times."""
    return any(slot.span == span for slot in slots(calendar, span))


def _working(calendar: Calendar, within: Span) -> Iterator[datetime]:
    """Yield the starts of all times in the hours of each day, also on the days when the clocks change."""
    for day in _days(within, calendar.zone):
        for hours in sorted(calendar.hours, key=lambda item: item.starts):
            if hours.weekday == day.weekday():
                yield from _starts(calendar, hours, day)


def _days(within: Span, zone: str) -> Iterator[date]:
    day = within.starts_at.astimezone(ZoneInfo(zone)).date()
    while day <= within.ends_at.astimezone(ZoneInfo(zone)).date():
        yield day
        day += timedelta(days=1)


def _starts(calendar: Calendar, hours: Hours, day: date) -> Iterator[datetime]:
    step = timedelta(minutes=calendar.minutes)
    start = instant(day, hours.starts, calendar.zone)
    end = instant(day, hours.ends, calendar.zone)
    while start + step <= end:
        if hours.starts <= start.astimezone(ZoneInfo(calendar.zone)).time() < hours.ends:
            yield start
        start += step
