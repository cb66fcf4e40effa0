"""What the later slices are told about an intake. `subject_id` is the intake's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class IntakeSubmitted(Event):
    """A patient sent their answers."""

    type: ClassVar[str] = "intake.submitted.v1"
    consumed: ClassVar[bool] = False

    enrollment_id: UUID
    patient_id: UUID


@dataclass(frozen=True, kw_only=True)
class IntakeReopened(Event):
    """A clinician let a patient answer again."""

    type: ClassVar[str] = "intake.reopened.v1"

    enrollment_id: UUID
    patient_id: UUID


@dataclass(frozen=True, kw_only=True)
class UrgentRaised(Event):
    """An answer needs somebody at once: the intake has stopped and the clinician on call has to know."""

    type: ClassVar[str] = "intake.urgent_raised.v1"

    enrollment_id: UUID
    patient_id: UUID
