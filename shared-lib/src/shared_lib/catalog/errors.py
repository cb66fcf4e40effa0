"""The database's refusals in the catalogue (SQLSTATE class CS), as the domain's own."""

from shared_lib import sqlstate
from shared_lib.errors import Conflict, Invalid, NotFound, Refusal


class PriceRefused(Conflict):
    """A price would lie in the past, or overlap another that is planned."""

    code = "price_refused"


class KindFixed(Invalid):
    """What a product is, and so whether it needs a prescription, cannot be changed once it exists."""

    code = "kind_fixed"


class UnknownSku(NotFound):
    """There is no such SKU."""

    code = "unknown_sku"


_KINDS: dict[str, type[Refusal]] = {"CS003": UnknownSku, "CS030": PriceRefused, "CS031": KindFixed}


def translate(error: BaseException) -> Refusal | None:
    """Return the refusal that a database error states, or None if it is some other fault."""
    cause = sqlstate.find(error)
    kind = _KINDS.get(cause.sqlstate) if cause is not None else None
    return kind(cause.diag.message_primary) if kind else None
