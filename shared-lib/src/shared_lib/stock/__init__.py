"""What can be sold: lots with their dates, what is on hand, what is promised, and every movement between.

The database decides, in SQL functions of the schema `shared`; these verbs are the only way to write stock.
Each
takes the caller's audit entry and appends it in the same call, each may be repeated with the same
reference, and
none oversells:

    rows = run(stock.reserve(reference="order:K7", lines=[Line(sku_id, 2)], expires_at=..., now=now,
    entry=entry))

A refusal arrives as a database error; `stock.errors.translate(error)` turns it into `InsufficientStock`,
`ReservationMismatch`, ... After one, the transaction (or savepoint) must be rolled back: nothing was changed.
Put all lines of a basket in one call: calls lock SKUs in one order, a series of calls cannot.
"""

from shared_lib.stock.models import (
    Allocation,
    Availability,
    Holding,
    Line,
    Lost,
    LotChoice,
    LotStatus,
    NewLot,
    Reservation,
    ReservationStatus,
)
from shared_lib.stock.queries import (
    allocations,
    availability,
    consumers,
    expiring,
    find,
    levels,
    lot,
    lots,
    movements,
    movements_of,
    on_hand,
    search_lots,
    withheld,
)
from shared_lib.stock.service import (
    adjust,
    consume,
    destroy,
    expire_due,
    extend,
    receive,
    release,
    reserve,
    return_to_stock,
    set_lot_status,
)

__all__ = [
    "Allocation",
    "Availability",
    "Holding",
    "Line",
    "Lost",
    "LotChoice",
    "LotStatus",
    "NewLot",
    "Reservation",
    "ReservationStatus",
    "adjust",
    "allocations",
    "availability",
    "consume",
    "consumers",
    "destroy",
    "expire_due",
    "expiring",
    "extend",
    "find",
    "levels",
    "lot",
    "lots",
    "movements",
    "movements_of",
    "on_hand",
    "receive",
    "release",
    "reserve",
    "return_to_stock",
    "search_lots",
    "set_lot_status",
    "withheld",
]
