"""The verbs of stock: one SQL function each, with the audit entry of the act.

Every verb is idempotent by its reference, the caller's own opaque name for the act (`order:...`,
`fill:...`, `receipt:...`); it must not link a shopper to a patient. `now` is domain time.
"""

from shared_lib.stock.service.lot import adjust, destroy, receive, return_to_stock, set_lot_status
from shared_lib.stock.service.promise import consume, expire_due, extend, release, reserve

__all__ = [
    "adjust",
    "consume",
    "destroy",
    "expire_due",
    "extend",
    "receive",
    "release",
    "reserve",
    "return_to_stock",
    "set_lot_status",
]
