"""What the portal asks of an outside pharmacy, in its own words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class FillStatus(StrEnum):
    """Where a fill stands at the pharmacy."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    READY = "ready"
    RELEASED = "released"
    RECALLING = "recalling"
    DISPENSED = "dispensed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Recipient:
    """The patient, as far as a pharmacy must know them to fill and ship."""

    reference: str
    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    phone: str | None = field(repr=False)
    street: str = field(repr=False)
    city: str = field(repr=False)
    state: str
    postal_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FillRequest:
    """One fill of a signed prescription.

    `reference` is the rx order's opaque id; `drug_code` and `drug_system` name the drug (RxNorm where there
    is one); `quantity` is in `unit`; `fills_allowed` counts this one; `prescriber_licence` is `STATE:number`.
    """

    reference: str
    prescription_id: str
    recipient: Recipient
    prescriber_name: str
    prescriber_licence: str
    drug_code: str
    drug_system: str
    drug_text: str = field(repr=False)
    directions: str = field(repr=False)
    quantity: int
    unit: str
    days_supply: int
    fills_allowed: int
    written_at: datetime
    valid_until: date
    substitution_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill as the pharmacy holds it now; `dispense` is its MedicationDispense, byte for byte.

    `recall_refused`: it was asked to cancel after the release, and said no.
    """

    id: str
    reference: str
    status: FillStatus
    reason: str | None = None
    carrier: str | None = None
    tracking: str | None = None
    lot: str | None = None
    lot_expires_on: date | None = None
    recall_refused: bool = False
    dispense: bytes | None = field(default=None, repr=False)


class Pharmacy(Protocol):
    """An outside pharmacy. `key` is stored before the call: repeating a call with its key acts once.

    Each verb raises `PharmacyUnavailable` (unknown outcome, ask again) or `PharmacyRefused` (final).
    """

    async def submit(self, request: FillRequest, *, key: str) -> Fill:
        """Send a prescription to be filled; it is not released to the patient before `release`."""
        ...

    async def read(self, fill_id: str) -> Fill:
        """Return the fill as it stands."""
        ...

    async def find(self, reference: str) -> Fill | None:
        """Return the fill of one of our orders, if the pharmacy has it."""
        ...

    async def release(self, fill_id: str, *, key: str) -> Fill:
        """Let the pharmacy hand over: the money is captured."""
        ...

    async def cancel(self, fill_id: str, *, key: str) -> Fill:
        """Ask for the fill to be cancelled; before the release that is granted at once.

        After it a person at the pharmacy decides: the fill is `RECALLING`, then `CANCELLED`, or goes on with
        `recall_refused`.
        """
        ...
