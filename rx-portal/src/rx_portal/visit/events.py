"""What others learn about visits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class VisitRequired(Event):
    """An enrollment now has to have a visit, and the patient may book it."""

    type = "visit.required.v1"

    enrollment_id: UUID
    patient_id: UUID


@dataclass(frozen=True, kw_only=True)
class VisitBooked(Event):
    """A patient has a time; also told when the time moved."""

    type = "visit.booked.v1"

    enrollment_id: UUID
    patient_id: UUID
    clinician_id: UUID
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class VisitFreed(Event):
    """A booked time was given up. `by` is `patient`, `clinic` or `missed`."""

    type = "visit.freed.v1"

    enrollment_id: UUID
    patient_id: UUID
    by: str


@dataclass(frozen=True, kw_only=True)
class VisitCompleted(Event):
    """The visit took place; its case can be decided."""

    type = "visit.completed.v1"

    enrollment_id: UUID
    patient_id: UUID
    clinician_id: UUID


@dataclass(frozen=True, kw_only=True)
class VisitLapsed(Event):
    """The window closed without a visit, and the clinic had offered times."""

    type = "visit.lapsed.v1"

    enrollment_id: UUID
    patient_id: UUID
