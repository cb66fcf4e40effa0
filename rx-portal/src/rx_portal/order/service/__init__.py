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
from rx_portal.order.service.renewing import NothingToRenew, may_renew, renew_offer
from rx_portal.order.service.waiting import run_short, stock_held, try_again

__all__ = [
    "ApprovalOver",
    "NothingToPay",
    "NothingToRenew",
    "cancel_offer",
    "find_link",
    "lapse",
    "list_own",
    "look",
    "make_link",
    "may_renew",
    "offer",
    "order_id_of",
    "order_of_session",
    "redeem",
    "renew",
    "renew_offer",
    "reoffer",
    "revoke_links",
    "run_short",
    "stock_held",
    "try_again",
]
