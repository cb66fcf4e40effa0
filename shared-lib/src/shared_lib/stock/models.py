"""What the stock functions take and answer: whole units, and dates that are the last day of use in UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

Row = Sequence[Any]


class LotStatus(StrEnum):
    """Whether a lot may be sold. Recalled and expired are final."""

    AVAILABLE = "available"
    QUARANTINED = "quarantined"
    RECALLED = "recalled"
    EXPIRED = "expired"


class ReservationStatus(StrEnum):
    """What became of a promise of stock."""

    HELD = "held"
    CONSUMED = "consumed"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one SKU; lines of the same SKU are summed before anything is decided."""

    sku_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class LotChoice:
    """So many out of one lot, where a pharmacist picks instead of first expiry first out."""

    lot_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot as it arrives. `id` is used if the SKU has no lot of this code at this location yet."""

    id: UUID
    sku_id: UUID
    code: str
    location: str
    quantity: int
    expires_on: date | None = None
    status: LotStatus = LotStatus.AVAILABLE


@dataclass(frozen=True, slots=True)
class Reservation:
    """The answer of reserve, extend, release and find.

    `whole` says that every line is held: goods that went out of date or were withheld can break a promise.
    """

    reference: str
    status: ReservationStatus
    expires_at: datetime
    whole: bool

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """Return the reservation that a statement's one row describes."""
        reference, status, expires_at, whole = rows[0]
        return cls(reference, ReservationStatus(status), expires_at, whole)


@dataclass(frozen=True, slots=True)
class Allocation:
    """So many out of this lot went to the reservation: the answer of consume and allocations."""

    sku_id: UUID
    lot_id: UUID
    lot_code: str
    expires_on: date | None
    quantity: int

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the allocations that rows describe."""
        return [cls(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Lost:
    """A reservation that no longer holds this much of a SKU, because its lots became unfit or it expired."""

    reference: str
    sku_id: UUID
    quantity: int

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the losses that rows describe."""
        return [cls(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Availability:
    """How many of a SKU can be promised now."""

    sku_id: UUID
    available: int

    @classmethod
    def by_sku(cls, rows: Iterable[Row]) -> dict[UUID, int]:
        """Return the number available by SKU; a SKU that is not stocked is absent."""
        return dict(map(tuple, rows))


@dataclass(frozen=True, slots=True)
class Holding:
    """One lot on the shelf: the answer of lots and expiring."""

    lot_id: UUID
    sku_id: UUID
    sku_code: str
    code: str
    expires_on: date | None
    location: str
    status: LotStatus
    on_hand: int
    received_at: datetime

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the lots that rows describe."""
        return [replace(cls(*row), status=LotStatus(row[6])) for row in rows]
