"""Why a checkout cannot go on as it was sent."""

from shared_lib.errors import Conflict, Invalid
from shared_lib.money import Money


class BasketEmpty(Conflict):
    """There is nothing in the basket."""

    code = "basket_empty"


class BasketChanged(Conflict):
    """Something in the basket can no longer be had."""

    code = "basket_changed"


class PricesChanged(Conflict):
    """The goods come to something else than the shopper last saw."""

    code = "prices_changed"


class PromoUnknown(Invalid):
    """There is no such code, or it is not valid now."""

    code = "promo_unknown"


class PromoTooFew(Invalid):
    """The goods are worth too little for this code."""

    code = "promo_too_few"

    def __init__(self, least: Money) -> None:
        super().__init__(f"This code is for goods from {least}.")
        self.least = least


class PromoSpent(Conflict):
    """The code was used as often as it may be, in all or by this e-mail address."""

    code = "promo_spent"


class MethodUnknown(Invalid):
    """Parcels do not go that way."""

    code = "method_unknown"


class JustPaid(Conflict):
    """This basket was ordered and paid a moment ago."""

    code = "just_paid"

    def __init__(self, reference: str) -> None:
        super().__init__("This basket has just been paid.")
        self.reference = reference
