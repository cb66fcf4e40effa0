"""The database's refusals in stock (SQLSTATE class CS), as the domain's own."""

import json
from uuid import UUID

from shared_lib import sqlstate
from shared_lib.errors import Conflict, Invalid, NotFound, Refusal


class InsufficientStock(Conflict):
    """There is not enough of a SKU that may be sold."""

    code = "insufficient_stock"

    def __init__(self, sku_id: UUID, wanted: int, available: int) -> None:
        super().__init__(f"Only {available} of {wanted} are available.")
        self.sku_id = sku_id
        self.wanted = wanted
        self.available = available


class ReservationMismatch(Conflict):
    """The reference already stands for other lines, or for other lots."""

    code = "reservation_mismatch"


class AlreadyConsumed(Conflict):
    """What was consumed can no longer be released or extended."""

    code = "already_consumed"


class LotUnfit(Conflict):
    """A chosen lot is out of date, withheld, or holds too little."""

    code = "lot_unfit"


class LotMismatch(Conflict):
    """A lot of this code is known with another date, or may not go to that status."""

    code = "lot_mismatch"


class CallMismatch(Conflict):
    """The reference of a stock call was used before for something else."""

    code = "call_mismatch"


class PrescriptionOnly(Invalid):
    """The shop tried to promise what only the portal may, after a clinician's signature."""

    code = "prescription_only"


class UnknownSku(NotFound):
    """There is no such SKU, or it is not kept in stock."""

    code = "unknown_sku"


class UnknownLot(NotFound):
    """There is no such lot."""

    code = "unknown_lot"


class ReservationNotFound(NotFound):
    """The caller has no reservation of this reference."""

    code = "reservation_not_found"


class InvalidLines(Invalid):
    """A quantity, a reason or a deadline makes no sense."""

    code = "invalid_lines"


_KINDS: dict[str, type[Refusal]] = {
    "CS002": ReservationMismatch,
    "CS003": UnknownSku,
    "CS004": ReservationNotFound,
    "CS005": AlreadyConsumed,
    "CS006": LotUnfit,
    "CS007": UnknownLot,
    "CS008": InvalidLines,
    "CS009": CallMismatch,
    "CS010": LotMismatch,
    "CS011": PrescriptionOnly,
}


def translate(error: BaseException) -> Refusal | None:
    """Return the refusal that a database error states, or None if it is some other fault."""
    cause = sqlstate.find(error)
    if cause is None:
        return None
    if cause.sqlstate == "CS001":
        detail = json.loads(cause.diag.message_detail)
        return InsufficientStock(UUID(detail["sku"]), detail["wanted"], detail["available"])
    kind = _KINDS.get(cause.sqlstate)
    return kind(cause.diag.message_primary) if kind else None
