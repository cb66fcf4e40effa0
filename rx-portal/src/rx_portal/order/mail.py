"""Mails about an order: neutral, with nothing but the way to the portal."""

from collections.abc import Mapping
from html import escape

from integrations.notify.port import Mail
from rx_portal.order.states import Status

NEWS: Mapping[str, tuple[str, str]] = {
    "link": ("Your link", "Here is the link you asked for. It works once, for three days."),
    "offered": ("You have an update", "There is something for you to look at. Nothing has been charged."),
    Status.CAPTURED: ("Your order is being packed", "Your payment went through and we are packing."),
    Status.SHIPPED: ("Your parcel is on its way", "Sign in to follow it."),
    Status.DELIVERED: ("Your parcel has arrived", "Sign in if anything is not as it should be."),
    Status.REJECTED: ("Your order could not be filled", "You keep your money. Sign in to see what is next."),
    Status.RESCINDED: ("Your order was stopped", "You keep your money. Sign in to see why."),
    Status.CANCELLED: ("Your order is cancelled", "You keep your money."),
    Status.EXPIRED: ("An offer has ended", "Nothing was charged. Sign in if you still want it."),
}
"""By status: subject and one sentence. What is not here is told by the timeline alone."""


def news(to: str, what: str, address: str) -> Mail | None:
    """Return the mail for a status, if a person should get one."""
    if what not in NEWS:
        return None
    subject, sentence = NEWS[what]
    way = "Open it here" if what == "link" else "Sign in here"
    text = f"{sentence}\n\n{way}:\n{address}\n\nAlder & Vale\n"
    html = (
        f"<p>{escape(sentence)}</p>"
        f'<p>{way}: <a href="{escape(address)}">{escape(address)}</a></p><p>Alder &amp; Vale</p>'
    )
    return Mail(to, subject, text, html)
