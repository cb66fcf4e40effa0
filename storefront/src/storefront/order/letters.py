"""Mails about an order, in the language it was placed in."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from integrations.notify.client import Mailer
from integrations.notify.port import Mail
from shared_lib.crash import brittle
from storefront.order.models import Order

if TYPE_CHECKING:
    from storefront.shipment.models import Shipment


def receipt(order: Order, link: str, *, key: str) -> None:
    """Send the receipt of a paid order."""
    with translation.override(order.locale):
        _send(order, _("Your order %(ref)s: receipt") % {"ref": order.reference}, "receipt", link, key)


def shipped(order: Order, shipment: "Shipment", link: str, *, key: str) -> None:
    """Tell that a parcel is on its way."""
    with translation.override(order.locale):
        subject = _("Your order %(ref)s is on its way") % {"ref": order.reference}
        _send(order, subject, "shipped", link, key, shipment=shipment)


def cancelled(order: Order, link: str, *, key: str) -> None:
    """Tell that an order was cancelled and that the money goes back."""
    with translation.override(order.locale):
        subject = _("Your order %(ref)s was cancelled") % {"ref": order.reference}
        _send(order, subject, "cancelled", link, key)


def refunded(order: Order, amount: str, link: str, *, key: str) -> None:
    """Tell that money is on its way back."""
    with translation.override(order.locale):
        subject = _("Refund for your order %(ref)s") % {"ref": order.reference}
        _send(order, subject, "refunded", link, key, amount=amount)


def new_link(order: Order, link: str, *, key: str) -> None:
    """Send a new secret address, as asked for."""
    with translation.override(order.locale):
        _send(order, _("Your link to order %(ref)s") % {"ref": order.reference}, "link", link, key)


def _send(order: Order, subject: str, name: str, link: str, key: str, **more: object) -> None:
    context = {"order": order, "lines": list(order.lines.all()), "link": link, "subject": subject, **more}
    mail = Mail(
        to=order.email,
        subject=subject,
        text=render_to_string(f"order/mail/{name}.txt", context),
        html=render_to_string(f"order/mail/{name}.html", context),
    )
    brittle(Mailer(settings.SHOP.notify_url), "notify").send(mail, key=key)
