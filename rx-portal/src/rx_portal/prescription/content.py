"""What a prescription says, as the bytes that are signed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from shared_lib.audit import canonical

VERSION = 1


@dataclass(frozen=True, slots=True)
class Person:
    """The patient as a pharmacy needs to know them. `birth_date` is an ISO date."""

    patient_id: str
    name: str
    birth_date: str
    address: str

    @property
    def born(self) -> date | None:
        """Return the birth date, if it is known."""
        return date.fromisoformat(self.birth_date) if self.birth_date else None


@dataclass(frozen=True, slots=True)
class Prescriber:
    """The clinician who signs, and the licence under which they do."""

    staff_id: str
    name: str
    licence_state: str
    licence_number: str


@dataclass(frozen=True, slots=True)
class Medication:
    """What is to be dispensed. `drug` names substance and strength; `quantity` counts `unit`s of one fill."""

    product: str
    sku: str
    drug: str
    ingredients: tuple[str, ...]
    form: str
    route: str
    directions: str
    quantity: int
    unit: str
    refills: int
    days_supply: int


@dataclass(frozen=True, slots=True)
class Content:
    """A whole prescription. Dates are ISO dates; `signed_at` is real time, RFC 3339 in UTC."""

    prescription_id: str
    review_id: str
    patient: Person
    prescriber: Prescriber
    medication: Medication
    pharmacy: str
    written_on: str
    expires_on: str
    signed_at: str
    version: int = field(default=VERSION)

    def to_bytes(self) -> bytes:
        """Return the canonical bytes (RFC 8785) that are signed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> "Content":
        """Return what the bytes of a prescription say."""
        read: Mapping[str, Any] = json.loads(data)
        medication = dict(read["medication"])
        medication["ingredients"] = tuple(medication["ingredients"])
        parts = {
            "patient": Person(**read["patient"]),
            "prescriber": Prescriber(**read["prescriber"]),
            "medication": Medication(**medication),
        }
        return cls(**{**read, **parts})


def last_day(written_on: date, *, years: int = 1) -> date:
    """Return the last day on which a prescription is good: the day before the same day a year on."""
    try:
        same_day = written_on.replace(year=written_on.year + years)
    except ValueError:
        same_day = date(written_on.year + years, 3, 1)
    return date.fromordinal(same_day.toordinal() - 1)
