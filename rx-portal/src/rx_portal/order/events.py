"""What happens to an rx order, for the slices ahead."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderOffered(Event):
    """The patient may pay until `expires_at`."""

    type: ClassVar[str] = "order.offered.v1"
    patient_id: UUID
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderEnded(Event):
    """The order ended before anything was dispensed: no money may be kept. `status` says how."""

    type: ClassVar[str] = "order.ended.v1"
    patient_id: UUID
    status: str


@dataclass(frozen=True, kw_only=True)
class OrderMoved(Event):
    """The order moved on along its way; for the patient's notices."""

    type: ClassVar[str] = "order.moved.v1"
    patient_id: UUID
    status: str
