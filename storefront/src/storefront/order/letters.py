"""Mails about an order, in the language it was placed in."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from integrations.notify.port import Mail
from shared_lib.crash import brittle
from storefront.kit.mail import mailer
from storefront.order.models import Order
from storefront.order.states import Letter
from storefront.payment import queries as payments
from storefront.shipment import queries as shipments


def send(order: Order, kind: Letter, link: str, *, key: str, about: UUID | None = None) -> None:
    """Send a mail with a secret address of the order; under the same `key` it goes out once.

    `about` is the parcel that has left, or the refund that is on its way.
    """
    with translation.override(order.locale):
        subject = _subject(kind) % {"ref": order.reference}
        context = {
            "order": order,
            "lines": list(order.lines.all()),
            "link": link,
            "subject": subject,
            **_told(order, kind, about),
        }
        mail = Mail(
            to=order.email,
            subject=subject,
            text=render_to_string(f"order/mail/{kind.value}.txt", context),
            html=render_to_string(f"order/mail/{kind.value}.html", context),
        )
    brittle(mailer(settings.SHOP.notify_url), "notify").send(mail, key=key)


def _subject(kind: Letter) -> str:
    return {
        Letter.RECEIPT: _("Your order %(ref)s: receipt"),
        Letter.SHIPPED: _("Your order %(ref)s is on its way"),
        Letter.CANCELLED: _("Your order %(ref)s was cancelled"),
        Letter.REFUNDED: _("Refund for your order %(ref)s"),
        Letter.LINK: _("Your link to order %(ref)s"),
        Letter.LAPSED: _("Your order %(ref)s was not paid"),
    }[kind]


def _told(order: Order, kind: Letter, about: UUID | None) -> dict[str, Any]:
    if kind is Letter.REFUNDED and about is not None:
        refund = payments.get_refund(about)
        told = order.refund_lines.filter(refund_id=about).select_related("line")
        return {"amount": str(refund.total), "refunded": list(told)}
    if kind is Letter.LAPSED:
        return {"basket": settings.SHOP.storefront_url + reverse("basket:detail")}
    if kind is Letter.SHIPPED and about is not None:
        parcel = shipments.get(about)
        names = {line.id: line for line in order.lines.all()}
        return {
            "shipment": parcel,
            "pieces": [(one.quantity, names[one.line_id]) for one in parcel.lines.all()],
            "is_part": parcel.lines.count() > 0 and order.status == "part_shipped",
        }
    return {}
