"""What visits look like from outside the slice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from rx_portal.visit.slots import Slot
from rx_portal.visit.states import Status


@dataclass(frozen=True, slots=True)
class Attested:
    """What somebody says before a visit: that the person is the patient, and in which state they are."""

    state: str
    identity: bool


@dataclass(frozen=True, slots=True)
class Requirement:
    """The visit that an enrollment has to have. `forced` says that the state's law asks for it."""

    visit_id: UUID
    enrollment_id: UUID
    patient_id: UUID
    patient_number: int
    product: str
    state: str
    zone: str
    forced: bool
    assessed_at: datetime


@dataclass(frozen=True, slots=True)
class Times:
    """What a patient can book, earliest first; `zone` is the one that the window is counted in."""

    visit_id: UUID
    status: Status
    zone: str
    state: str
    last_on: date
    clinic_late: bool
    slots: list[Slot]

    clinicians: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit as its patient sees it; `given_up` is the time that it had last, while it has none."""

    id: UUID
    status: Status
    zone: str
    state: str
    last_on: date
    clinic_late: bool
    starts_at: datetime | None
    ends_at: datetime | None
    held_until: datetime | None
    clinician: str
    revision: int
    doors_at: datetime | None
    given_up: datetime | None = None
    missed: bool = False

    def may_join(self, now: datetime) -> bool:
        """Tell whether the doors are open."""
        booked = self.status in {Status.BOOKED, Status.STARTED}
        return booked and self.doors_at is not None and self.doors_at <= now


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """The time that a patient chooses."""

    clinician_id: UUID
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Hours on one weekday, Monday being 0, by the clocks of the clinician's zone."""

    weekday: int
    starts: time
    ends: time
