"""An order's way in words, for the timeline on its page."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from storefront.order.models import Order, OrderStep
from storefront.order.states import Status
from storefront.order.steps import PAYABLE_FOR

if TYPE_CHECKING:
    from storefront.shipment.models import Shipment

    Parcels = Sequence[tuple[Shipment, Sequence[str]]]


def time_left(order: Order, *, now: datetime) -> int:
    """Return for how many seconds an order can still be paid; the goods are held for longer."""
    return max(0, int((order.placed_at + PAYABLE_FOR - now).total_seconds()))


def steps_of(order: Order, parcels: "Parcels") -> Sequence[dict[str, Any]]:
    """Return what has happened to an order and its parcels, oldest first: a title, a time and a line each.

    :param parcels: each with what is in it, in words, which is told of one parcel among several.
    """
    done = [_entry(step) for step in order.steps.all()]
    is_one = len(parcels) == 1 and order.status == Status.FULFILLED
    return done + [
        {"title": _("Delivered"), "at": shipment.delivered_at, "text": "" if is_one else ", ".join(pieces)}
        for shipment, pieces in sorted(parcels, key=lambda parcel: parcel[0].delivered_at or order.placed_at)
        if shipment.delivered_at is not None
    ]


def is_delivered(order: Order, parcels: "Parcels") -> bool:
    """Tell whether all of an order has arrived."""
    is_sent = order.status == Status.FULFILLED and bool(parcels)
    return is_sent and all(one.delivered_at for one, _pieces in parcels)


def _entry(step: OrderStep) -> dict[str, Any]:
    titles = {
        "place": (_("Order placed"), _("We are holding the goods for you.")),
        "pay": (_("Paid"), _("Thank you. We are packing your parcel.")),
        "revive": (_("Paid"), _("Your payment came late, but the goods were still here.")),
        "fulfil": (_("On its way"), _("Handed to the carrier.")),
        "fulfil_part": (_("Part of it is on its way"), _("The rest follows in another parcel.")),
        "cancel": (_("Cancelled"), reason_in_words(step.reason)),
    }
    title, text = titles[step.move]
    return {"title": title, "at": step.at, "text": text}


def reason_in_words(reason: str) -> str:
    """Return why an order was cancelled; nothing for a reason that is nobody's business."""
    return {
        "refunded": _("All of it was refunded before it left."),
        "lapsed": _("It was not paid in time. Nothing was charged."),
        "superseded": _("You ordered the same basket anew."),
        "shopper": _("As you asked."),
        "operator": _("By the clinic."),
        "stock_gone": _("Your payment came after the goods were gone, so all of it goes back to you."),
    }.get(reason, "")
