"""The verbs of an rx order: offer it, let it lapse, decline it, offer it again; and looking at it."""

from rx_portal.order.service.offering import (
    ApprovalOver,
    cancel_offer,
    lapse,
    offer,
    order_id_of,
    reoffer,
)
from rx_portal.order.service.reading import list_own, look

__all__ = [
    "ApprovalOver",
    "cancel_offer",
    "lapse",
    "list_own",
    "look",
    "offer",
    "order_id_of",
    "reoffer",
]
