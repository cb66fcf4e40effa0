"""The seven days in which a visit has to take place: calendar days where the patient lives."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WINDOW_DAYS = 7

DOORS_OPEN = timedelta(minutes=15)
"""How long before its start a visit may be joined or started."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens_at` to the end of `last_on`, which counts in full in the IANA zone `zone`."""

    opens_at: datetime
    last_on: date
    zone: str

    @classmethod
    def from_(cls, opens_at: datetime, zone: str) -> "Window":
        """Return the window that opens now: the day itself and the seven that follow it."""
        today = opens_at.astimezone(ZoneInfo(zone)).date()
        return cls(opens_at, today + timedelta(days=WINDOW_DAYS), zone)

    @property
    def closes_at(self) -> datetime:
        """Return the instant at which the last day is over, whatever the clocks did."""
        return midnight(self.last_on + timedelta(days=1), self.zone)

    def holds(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Tell whether a visit at this time would take place wholly within the window."""
        return self.opens_at <= starts_at and ends_at <= self.closes_at

    def extended(self, now: datetime) -> "Window":
        """Return the window with seven further days, from today or its end, whichever is later."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        return Window(self.opens_at, max(self.last_on, today) + timedelta(days=WINDOW_DAYS), self.zone)


def midnight(day: date, zone: str) -> datetime:
    """Return the instant, in UTC, at which the day begins in the zone."""
    return instant(day, time(), zone)


def instant(day: date, clock: time, zone: str) -> datetime:
    """Return the UTC instant at which the clocks of a zone show this time on this day.

    A time that the clocks skip is taken as much later as they skipped; of one that happens twice, the first.
    """
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
