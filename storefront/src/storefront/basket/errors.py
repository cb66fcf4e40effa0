"""Why something cannot be put into a basket."""

from shared_lib.errors import Conflict, Invalid, NotFound


class NeedsPrescription(Invalid):
    """What needs a prescription is offered by the clinic after a clinician's approval, never by the shop."""

    code = "needs_prescription"

    def __init__(self) -> None:
        super().__init__(
            "This needs a prescription, so it cannot be bought in the shop. See if it is right for you first."
        )


class NotForSale(Conflict):
    """It is not offered at the moment, or sold out."""

    code = "not_for_sale"


class SkuNotFound(NotFound):
    """There is no such thing in the shop."""

    code = "sku_not_found"


class BadQuantity(Invalid):
    """A quantity is no whole number of pieces."""

    code = "bad_quantity"
