"""Money on the operators' screens."""

from django import template

from shared_lib.money import Money
from storefront.catalog.models import Price

register = template.Library()


@register.filter
def money(price: Price) -> str:
    """Return a price as people write it."""
    return str(Money(price.amount, price.currency))
