"""A refund nobody knows the fate of is asked for again only while the processor remembers its key."""

from datetime import timedelta

import pytest
from django.test import Client

from shared_lib.money import Money
from storefront.kit import actor, clock
from storefront.order import service
from storefront.order.tasks import ASKED_AGAIN, OVERDUE
from storefront.payment import queries
from storefront.payment.models import Refund
from tests.integrations.stripe.running import Double
from tests.storefront.order.ordering import a_paid_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


@pytest.mark.parametrize(
    ("age", "is_asked_again"),
    [(timedelta(minutes=1), False), (timedelta(hours=1), True), (timedelta(hours=21), False)],
)
def test_is_asked_for_again_within_its_span(
    client: Client, double: Double, age: timedelta, is_asked_again: bool
) -> None:
    order, now = a_paid_order(client, double, {"RNG-008": 1}), clock.now()
    service.refund(order.id, amount=Money(500), operator=actor.SYSTEM, now=now, reason="late")
    Refund.objects.update(requested_at=now - age)

    found = queries.list_unsent(now - OVERDUE, since=now - ASKED_AGAIN)

    assert bool(found) is is_asked_again
