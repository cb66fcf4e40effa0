"""When a parcel that is ordered now would arrive: working days, without weekends and federal holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
CUT_OFF = 13
"""Orders until this hour leave the same working day."""
STANDARD = (3, 5)
"""How many working days standard delivery takes, at the least and at the most."""
FIXED = {(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)}
FLOATING = {(1, 0, 3), (2, 0, 3), (9, 0, 1), (10, 0, 2), (11, 3, 4)}
"""Month, day of the week, and which of them in the month (5 U.S.C. 6103); the last Monday of May apart."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The day on which a parcel leaves, and the first and last on which it should arrive."""

    leaves_on: date
    from_on: date
    until_on: date


def promise(now: datetime) -> Promise:
    """Return what standard delivery promises to who orders now."""
    local = now.astimezone(ZONE)
    days = _working_days(local.date() + timedelta(days=0 if local.hour < CUT_OFF else 1))
    leaves = next(days)
    after = [next(days) for _ in range(STANDARD[1])]
    return Promise(leaves, after[STANDARD[0] - 1], after[-1])


def is_holiday(day: date) -> bool:
    """Tell whether carriers rest: a federal holiday, kept on a weekday where it falls on a weekend."""
    if (day.month, day.day) in FIXED:
        return True
    if day.weekday() == 4 and _fixed(day + timedelta(days=1)):  # noqa: PLR2004 - Friday before a Saturday
        return True
    if day.weekday() == 0 and _fixed(day - timedelta(days=1)):
        return True
    last_monday_of_may = day.month == 5 and day.weekday() == 0 and day.day > 24  # noqa: PLR2004
    return last_monday_of_may or (day.month, day.weekday(), (day.day + 6) // 7) in FLOATING


def _fixed(day: date) -> bool:
    return (day.month, day.day) in FIXED


def _working_days(day: date) -> Iterator[date]:
    while True:
        if day.weekday() < 5 and not is_holiday(day):  # noqa: PLR2004 - Saturday
            yield day
        day += timedelta(days=1)
