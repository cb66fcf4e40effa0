"""Money on the operators' screens."""

from django import template

from shared_lib.money import Money
from storefront.catalog.models import Price
from storefront.order.models import Order, OrderLine

register = template.Library()


@register.filter
def money(price: Price) -> str:
    """Return a price as people write it."""
    return str(Money(price.amount, price.currency))


@register.filter
def line_total(line: OrderLine) -> str:
    """Return what a line's goods cost, before any discount."""
    return str(Money(line.unit_amount * line.quantity, line.currency))


@register.filter
def refunded(order: Order) -> str:
    """Return what went back for an order of the list, which carries it."""
    return str(Money(int(getattr(order, "refunded_amount", 0)), order.currency))
