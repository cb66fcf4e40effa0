"""What the dispensary's screens show: the work list, one fill whole, and its label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from rx_portal.dispensing.models import Dispense, DispenseStep, PharmacyExchange
from rx_portal.formulary.schemas import Pharmacy
from rx_portal.order.schemas import Delivery
from rx_portal.prescription.schemas import Answered, Opened

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder
    from rx_portal.payment.models import PaymentAttempt

USE_WITHIN = timedelta(days=365)
"""A dispensed drug is used within a year, however long its lot would last (USP <1178>, beyond-use dates)."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot on the shelf; `refusal` says in words why it may not be taken for a fill, or is empty."""

    id: UUID
    code: str
    expires_on: date | None
    on_hand: int
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the work list."""

    dispense: Dispense
    order: "RxOrder"


@dataclass(frozen=True, slots=True)
class Asked:
    """A pharmacist's question to the prescriber, opened; `answer` is empty until there is one."""

    id: UUID
    about: str
    words: str = field(repr=False)
    asked_at: datetime
    asked_by: UUID
    answer: str = field(repr=False)
    answered_at: datetime | None
    answered_by: UUID | None


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill with everything about it; `names` are those of the staff in its history.

    `differences` forbid filling it; `checks` are what the prescriber was told, and why they went on.
    """

    dispense: Dispense
    order: "RxOrder"
    prescription: Opened
    delivery: Delivery = field(repr=False)
    attempts: "Sequence[PaymentAttempt]" = ()
    steps: Sequence[DispenseStep] = ()
    asked: Sequence[Asked] = ()
    checks: Sequence[Answered] = ()
    differences: Sequence[str] = ()
    pharmacy: Pharmacy = field(kw_only=True)
    names: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def use_by(self) -> date | None:
        """Return the last day on which the drug may be used, once a lot is picked."""
        lot = self.dispense.lot_expires_on
        made = (self.dispense.handed_over_at or self.dispense.created_at).date()
        return min(lot, made + USE_WITHIN) if lot else None

    @property
    def refills_left(self) -> int:
        """Return how many more fills the prescription has after this one."""
        return max(self.prescription.medication.refills - (self.order.fill - 1), 0)

    @property
    def filled_at(self) -> datetime:
        """Return when it was filled, as its label says."""
        return self.dispense.handed_over_at or self.dispense.created_at


@dataclass(frozen=True, slots=True)
class Said:
    """An exchange with an outside pharmacy, opened: what was asked and what it answered, as it was kept."""

    exchange: PharmacyExchange
    body: str = field(repr=False)
