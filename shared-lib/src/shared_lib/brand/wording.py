"""How days and hours are said, always with their zone, in the languages the clinic speaks."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}


def day(on: date, language: str = "en") -> str:
    """Return a date in words: `Tue, Mar 3, 2026`; `mar 3 mar 2026`."""
    if isinstance(on, datetime):
        on = on.date()
    name, month = DAYS[language][on.weekday()], MONTHS[language][on.month - 1]
    return (
        f"{name}, {month} {on.day}, {on.year}" if language == "en" else f"{name} {on.day} {month} {on.year}"
    )


def weekday(on: date, language: str = "en") -> str:
    """Return a day that is near, without its year: `Tue, Mar 3`; `mar 3 mar`."""
    name, month = DAYS[language][on.weekday()], MONTHS[language][on.month - 1]
    return f"{name}, {month} {on.day}" if language == "en" else f"{name} {on.day} {month}"


def hour(at: datetime, zone: str, language: str = "en") -> str:
    """Return the time of day at `zone`, with the zone's short name: `2:30 PM PST`; `14:30 PST`."""
    local = at.astimezone(ZoneInfo(zone))
    if language != "en":
        return f"{local:%H:%M %Z}"
    return f"{local.hour % 12 or 12}:{local:%M %p %Z}"


def moment(at: datetime, zone: str = "UTC", language: str = "en") -> str:
    """Return day and time at `zone`: `Tue, Mar 3, 2026, 2:30 PM PST`."""
    return f"{day(at.astimezone(ZoneInfo(zone)), language)}, {hour(at, zone, language)}"


def length(span: timedelta) -> str:
    """Return how long, roughly, whichever way it points: `2 d 4 h`, `3 h 12 min`, `5 min`."""
    minutes = int(abs(span // timedelta(minutes=1)))
    if minutes >= 2 * 24 * 60:
        return f"{minutes // 1440} d {minutes % 1440 // 60} h"
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004
