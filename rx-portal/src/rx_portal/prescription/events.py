"""What others learn about prescriptions. `subject_id` is the prescription's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class PrescriptionSigned(Event):
    """A clinician signed. `pharmacy` is the formulary's key, `sku` the catalogue's code."""

    type: ClassVar[str] = "prescription.signed.v1"

    review_id: UUID
    enrollment_id: UUID
    patient_id: UUID
    product: str
    sku: str
    pharmacy: str
    state: str
    quantity: int
    refills: int
    days_supply: int
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class PrescriptionCancelled(Event):
    """A prescriber took it back: nothing more may be dispensed on it."""

    type: ClassVar[str] = "prescription.cancelled.v1"

    enrollment_id: UUID
    patient_id: UUID


@dataclass(frozen=True, kw_only=True)
class PrescriptionExpired(Event):
    """Its last day is over."""

    type: ClassVar[str] = "prescription.expired.v1"
    consumed: ClassVar[bool] = False

    enrollment_id: UUID
    patient_id: UUID
