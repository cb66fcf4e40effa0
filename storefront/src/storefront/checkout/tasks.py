"""What checkout does when an order comes to nothing."""

from uuid import UUID

from django.db import transaction

from storefront.checkout import steps
from storefront.kit import clock
from storefront.kit.jobs import Delivery, job
from storefront.order.events import OrderCancelled


@job("promo.give_back", on=[OrderCancelled])
def give_promo_back(delivery: Delivery) -> None:
    """Take back the use of a promo code. Safe to run twice: a use is given back once."""
    if delivery.payload["was_paid"]:
        return
    with transaction.atomic(durable=True):
        steps.give_promo_back(UUID(delivery.subject_id), now=clock.now())
