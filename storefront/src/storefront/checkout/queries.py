"""Delivery methods, taxes and promo codes as they are now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from storefront.checkout.models import PromoCode, ShippingMethod, TaxRate


def list_methods() -> Sequence[ShippingMethod]:
    """Return the ways in which parcels go, in their order."""
    return list(ShippingMethod.objects.filter(is_offered=True))


def tax_rates(state: str) -> Mapping[str, int] | None:
    """Return a state's rates by tax class in hundredths of a percent; None while the state is not known."""
    if not state:
        return None
    return dict(TaxRate.objects.filter(state=state).values_list("tax_class", "rate"))


def find_promo(code: str, *, now: datetime) -> PromoCode | None:
    """Return a promo code that is valid now, whether or not it is used up."""
    found = PromoCode.objects.filter(code=code, valid_from__lte=now).first()
    if found is None or (found.valid_until is not None and found.valid_until <= now):
        return None
    return found
