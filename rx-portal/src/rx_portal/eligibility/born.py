"""A date of birth as a page's three fields give it, and what is said where they give none. Pure."""

from collections.abc import Mapping
from datetime import date

MISSING = "Give your date of birth: month, day and year, such as 3 14 1980."
DAY_FIRST = "Give the month first, then the day, such as 3 14 1980."
_MONTHS = 12


def born_in(given: Mapping[str, str]) -> date | None:
    """Return the date that a form gives, if there is such a day."""
    try:
        return date(*(int(given.get(f"born-{part}", "")) for part in ("year", "month", "day")))
    except ValueError:
        return None


def asked_again(given: Mapping[str, str]) -> str:
    """Return the sentence for a form that gives no date: many people put the day first."""
    month, day = (given.get(f"born-{part}", "").strip() for part in ("month", "day"))
    swapped = month.isdecimal() and day.isdecimal() and int(month) > _MONTHS >= int(day)
    return DAY_FIRST if swapped else MISSING
