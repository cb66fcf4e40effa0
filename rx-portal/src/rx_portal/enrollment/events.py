"""What the later slices are told about an enrollment. `subject_id` is the enrollment's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class EnrollmentStarted(Event):
    """A patient asked for a treatment."""

    type: ClassVar[str] = "enrollment.started.v1"
    consumed: ClassVar[bool] = False

    patient_id: UUID
    product: str
    state: str


@dataclass(frozen=True, kw_only=True)
class EnrollmentWithdrawn(Event):
    """A patient no longer wants it: whatever is under way for it has to stop, and no money may be kept."""

    type: ClassVar[str] = "enrollment.withdrawn.v1"

    patient_id: UUID
    product: str


@dataclass(frozen=True, kw_only=True)
class EnrollmentLapsed(Event):
    """It stood still for too long."""

    type: ClassVar[str] = "enrollment.lapsed.v1"

    patient_id: UUID
    product: str
