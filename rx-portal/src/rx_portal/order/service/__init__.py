"""The verbs of an rx order: offer it, let it lapse, decline it, offer it again; and looking at it."""

from rx_portal.order.service.linking import (
    NothingToPay,
    find_link,
    make_link,
    order_of_session,
    redeem,
    renew,
    revoke_links,
)
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
    "NothingToPay",
    "cancel_offer",
    "find_link",
    "lapse",
    "list_own",
    "look",
    "make_link",
    "offer",
    "order_id_of",
    "order_of_session",
    "redeem",
    "renew",
    "reoffer",
    "revoke_links",
]
