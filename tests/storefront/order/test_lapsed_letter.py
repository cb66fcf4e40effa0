"""Who opened the payment page and let it go is told once, with a way back; anybody else is left in peace."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from integrations.notify.port import Mail
from storefront.kit import clock
from storefront.kit.jobs import Delivery as Job
from storefront.order import service, tasks
from storefront.order.models import Order, OrderLetter
from storefront.order.service.cancel import supersede
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import buy, deliver_all, failures, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

Letters = list[tuple[Mail, str]]


def lapsed(client: Client, **told: Any) -> Order:
    order = order_of(buy(client, **told))
    deliver_all()
    service.lapse(order.id, now=clock.now())
    return order


class TestLapse:
    def test_is_told_once_with_a_way_to_the_basket(
        self, client: Client, double: Double, letters: Letters
    ) -> None:
        order = lapsed(client)
        for _ in range(2):
            service.lapse(order.id, now=clock.now())
            deliver_all()

        ((mail, _),) = letters
        assert mail.subject == f"Your order {order.reference} was not paid"
        assert "Nothing was charged" in mail.text
        assert "/basket/" in mail.text
        assert "/basket/" in (mail.html or "")
        assert OrderLetter.objects.get().kind == "lapsed"
        assert failures() == []

    def test_in_spanish_to_whoever_ordered_in_spanish(
        self, client: Client, double: Double, letters: Letters
    ) -> None:
        order = lapsed(client)
        Order.objects.update(locale="es")
        deliver_all()

        assert letters[0][0].subject == f"Tu pedido {order.reference} no se pagó"

    def test_is_not_told_where_another_order_was_begun(
        self, client: Client, double: Double, letters: Letters
    ) -> None:
        lapsed(client)
        buy(client)
        deliver_all(but=("order.lapse",))

        assert letters == []

    def test_is_not_told_of_one_that_a_new_order_replaced(
        self, client: Client, double: Double, letters: Letters
    ) -> None:
        supersede(order_of(buy(client)).id, now=clock.now())
        deliver_all()

        assert letters == []

    def test_is_not_told_where_no_page_was_ever_opened(
        self, client: Client, double: Double, letters: Letters
    ) -> None:
        order = lapsed(client)
        Attempt.objects.update(checkout_id=None)
        deliver_all()

        assert letters == []
        assert Order.objects.get(id=order.id).reason == "lapsed"

    def test_says_nothing_where_the_money_came_after_all(
        self, client: Client, double: Double, letters: Letters
    ) -> None:
        order = lapsed(client)
        Order.objects.update(status="paid", reason="", paid_at=clock.now() + timedelta(seconds=1))
        told = {"reason": "lapsed", "was_paid": False}
        tasks.mail_cancelled(Job(order.id, "order.cancelled.v1", str(order.id), told, clock.now()))

        assert letters == []
