"""Money that arrives after its order has lapsed is kept only where the goods still are."""

import pytest
from django.db import transaction
from django.test import Client

from integrations.notify.port import Mail
from shared_lib import stock
from storefront.kit import audit, clock
from storefront.kit.db import run
from storefront.order.models import Order
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import Double
from tests.storefront.order.test_settle import OPERATOR, RING, level, settle, somebody_takes
from tests.storefront.shopping import buy, deliver_all, failures, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


class TestLateMoney:
    def _lapsed_promise(self, client: Client, double: Double) -> Order:
        """Paid in time, but nobody told the shop until the promise of stock had lapsed."""
        sent = buy(client, RING, 3)
        double.pay(sent["Location"])
        double.advance(3600)
        now = clock.now()
        with transaction.atomic():
            run(stock.expire_due(now=now, entry=audit.entry(OPERATOR, "stock.sweep", "stock:all", at=now)))
        return order_of(sent)

    def test_is_accepted_while_stock_remains(self, client: Client, double: Double) -> None:
        order = self._lapsed_promise(client, double)

        settle(order)

        order.refresh_from_db()
        assert order.status == "paid"
        assert level(RING) == (2, 0)

    def test_goes_back_at_once_when_the_goods_are_gone_and_says_so(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = self._lapsed_promise(client, double)
        somebody_takes(RING, 4)

        settle(order)
        deliver_all()

        order.refresh_from_db()
        assert (order.status, order.reason) == ("cancelled", "stock_gone")
        assert failures() == []
        assert [one["refunded"] for one in double.ledger()["payments"]] == [order.total_amount]
        assert level(RING) == (1, 0)
        assert {mail.subject for mail, _ in letters} == {
            f"Your order {order.reference} was cancelled",
            f"Refund for your order {order.reference}",
        }
        assert "goods were gone" in client.get(f"/orders/{order.reference}/").content.decode()

    def test_revives_an_order_that_had_lapsed(self, client: Client, double: Double) -> None:
        sent = buy(client, RING, 3)
        order = order_of(sent)
        double.pay(sent["Location"])
        Attempt.objects.filter(order_id=order.id).update(status="expired")
        with transaction.atomic():
            from storefront.order import queries, steps
            from storefront.order.states import Reason

            found = queries.lock(order.id)
            steps.cancel(found, Reason.LAPSED, was_paid=False, actor=OPERATOR, now=clock.now())
            steps.let_go(found, actor=OPERATOR, now=clock.now())

        settle(order)

        order.refresh_from_db()
        assert (order.status, order.reason) == ("paid", "")
        assert level(RING) == (2, 0)

    def test_on_an_order_the_shopper_cancelled_goes_back(self, client: Client, double: Double) -> None:
        sent = buy(client, RING, 3)
        order = order_of(sent)
        double.pay(sent["Location"])
        Attempt.objects.filter(order_id=order.id).update(status="expired")
        Order.objects.filter(id=order.id).update(status="cancelled", reason="shopper")

        settle(order)
        deliver_all(but=("order.cancelled.v1", "refund.settled.v1"))

        order.refresh_from_db()
        assert order.status == "cancelled"
        assert [one["refunded"] for one in double.ledger()["payments"]] == [order.total_amount]
