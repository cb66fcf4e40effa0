"""What happened to money."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event
from shared_lib.money import Money


@dataclass(frozen=True, kw_only=True)
class RefundSettled(Event):
    """Money went back; the subject is the order."""

    type: ClassVar[str] = "refund.settled.v1"
    queue: ClassVar[str] = "default"

    refund_id: UUID
    amount: Money
    reason: str
