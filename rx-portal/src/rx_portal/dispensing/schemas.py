"""What the dispensary's screens show: the work list, one fill whole, and its label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from rx_portal.dispensing.models import Dispense, DispenseStep
from rx_portal.order.schemas import Delivery
from rx_portal.prescription.schemas import Opened

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder
    from rx_portal.payment.models import PaymentAttempt

USE_WITHIN = timedelta(days=365)
"""A dispensed drug is used within a year, however long its lot would last (USP <1178>, beyond-use dates)."""

PHARMACY = ("Alder & Vale Dispensary", "400 Alder Street, Portland, OR 97205", "(503) 555-0140")
"""Name, address and telephone of the dispenser, as the label has to state them (21 USC 353(b)(2))."""

CAUTION = (
    "Caution: Federal law prohibits the transfer of this drug to any person other than the patient for whom "
    "it was prescribed."
)


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot on the shelf that could serve a fill, the first to expire first."""

    id: UUID
    code: str
    expires_on: date
    on_hand: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the work list."""

    dispense: Dispense
    order: "RxOrder"


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill with everything about it; `names` are those of the staff in its history."""

    dispense: Dispense
    order: "RxOrder"
    prescription: Opened
    delivery: Delivery = field(repr=False)
    attempts: "Sequence[PaymentAttempt]" = ()
    steps: Sequence[DispenseStep] = ()
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
