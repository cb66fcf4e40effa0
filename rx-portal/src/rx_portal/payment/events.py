"""What happens to the money of an rx order, for the slices ahead."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class PaymentAuthorized(Event):
    """The amount is held until `capture_before`; the fill may be sent. The subject is the order."""

    type: ClassVar[str] = "payment.authorized.v1"
    queue: ClassVar[str] = "money"
    patient_id: UUID
    capture_before: datetime


@dataclass(frozen=True, kw_only=True)
class PaymentCaptured(Event):
    """The money is taken; the fill may be released. The subject is the order."""

    type: ClassVar[str] = "payment.captured.v1"
    queue: ClassVar[str] = "money"
    patient_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaymentReturned(Event):
    """No money is kept any more: a hold was let go or the amount was refunded. The subject is the order."""

    type: ClassVar[str] = "payment.returned.v1"
    consumed: ClassVar[bool] = False
    queue: ClassVar[str] = "money"
    patient_id: UUID
    status: str
