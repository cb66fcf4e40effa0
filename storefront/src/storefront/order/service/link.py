"""Secret addresses at which an order can be followed without an account."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from shared_lib.vault import new_link
from storefront.kit import clock, outbox
from storefront.order.models import Order, OrderLink

LASTS = timedelta(days=60)
"""Real time: how long a secret address works. A new one can be asked for."""


def new_link_for(order_id: UUID) -> str:
    """Make a secret address for an order and return it; it can be told once, as only its hash is kept."""
    link, made_at = new_link(), clock.real_now()
    with transaction.atomic():
        OrderLink.objects.create(
            hash=link.hash, order_id=order_id, made_at=made_at, expires_at=made_at + LASTS
        )
    return settings.SHOP.storefront_url + reverse("order:link", args=[link.token])


def ask_for_link(reference: str, email: str, *, now: datetime) -> None:
    """Mail a new secret address to the person who ordered; whoever asks learns nothing from the answer."""
    written = "".join(sign for sign in reference.upper() if sign.isalnum())
    order = Order.objects.filter(reference=written, email__iexact=email.strip()).first()
    if order is not None:
        with transaction.atomic(durable=True):
            outbox.put_job("order.send_link", order.id, now=now)
