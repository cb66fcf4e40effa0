"""Times as a patient chooses among them: by day, each start once, in the zone they ask for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from rx_portal.kit.zone import NAMES
from rx_portal.visit.schemas import SlotChoice, Times
from rx_portal.visit.slots import Slot
from shared_lib.errors import Invalid


class NotATime(Invalid):
    """No time was chosen."""

    code = "not_a_time"


@dataclass(frozen=True, slots=True)
class Day:
    """The times of one day. `key` is the ISO date."""

    on: date
    slots: list[Slot]

    @property
    def key(self) -> str:
        """Return how the page's address names the day."""
        return self.on.isoformat()


def days_of(found: Times, zone: str) -> list[Day]:
    """Return the days that have times, each start offered once, by the clinician who comes first."""
    by_day: dict[date, dict[datetime, Slot]] = {}
    for slot in found.slots:
        local = slot.span.starts_at.astimezone(ZoneInfo(zone))
        by_day.setdefault(local.date(), {}).setdefault(slot.span.starts_at, slot)
    return [Day(on, list(slots.values())) for on, slots in sorted(by_day.items())]


def zone_in(asked: str | None, otherwise: str) -> str:
    """Return the zone that was asked for, if it is one of those offered."""
    return asked if asked and asked in NAMES else otherwise


def key_of(slot: Slot) -> str:
    """Return how a form names a time."""
    return f"{slot.clinician_id}|{slot.span.starts_at.isoformat()}"


def choice_in(value: object) -> SlotChoice:
    """Return the time that a form names.

    :raises NotATime: it names none.
    """
    clinician_id, _, starts_at = str(value or "").partition("|")
    try:
        chosen = SlotChoice(UUID(clinician_id), datetime.fromisoformat(starts_at))
    except ValueError:
        raise NotATime("Choose one of the times.") from None
    if chosen.starts_at.tzinfo is None:
        raise NotATime("Choose one of the times.")
    return chosen
