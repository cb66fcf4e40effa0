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


FAILURES = {
    "charge_already_refunded": "it was refunded before, at the processor",
    "charge_disputed": "the payment is disputed, and the bank decides where the money goes",
    "declined": "the shopper's bank declined it",
    "expired_or_canceled_card": "the card has expired or was cancelled",
    "insufficient_funds": "there is too little on the clinic's account at the processor",
    "lost_or_stolen_card": "the card was reported lost or stolen",
    "merchant_request": "it was called back at the processor",
    "unknown": "the bank gave no reason",
}


@register.filter
def why_failed(code: str) -> str:
    """Return why a refund failed, in words; a code that is not known is shown as it is."""
    return FAILURES.get(code, code.replace("_", " "))
