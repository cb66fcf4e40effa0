"""What operators see of the work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared_lib.money import Money
from shared_lib.telemetry.standing import DeadLetter, Standing


@dataclass(frozen=True, slots=True)
class Hold:
    """Money held on a card, and until when it can still be taken."""

    order_id: UUID
    reference: str
    amount: Money
    status: str
    capture_before: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the operations page; `queued` is empty where the broker cannot be asked."""

    standing: Standing
    queued: Mapping[str, int]
    dead: Sequence[DeadLetter]
    holds: Sequence[Hold]
