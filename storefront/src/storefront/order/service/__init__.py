"""The verbs of an order, a file for each."""

from storefront.order.service.cancel import cancel, lapse, supersede
from storefront.order.service.link import ask_for_link, new_link_for
from storefront.order.service.refund import refund, refund_goods
from storefront.order.service.settle import settle, settle_at_return
from storefront.order.service.ship import deliver, ship
from storefront.order.service.staff import note, send_again

__all__ = [
    "ask_for_link",
    "cancel",
    "deliver",
    "lapse",
    "new_link_for",
    "note",
    "refund",
    "refund_goods",
    "send_again",
    "settle",
    "settle_at_return",
    "ship",
    "supersede",
]
