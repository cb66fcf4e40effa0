"""What the shopper sees of an order in each of its states, and what can be done from there."""

import pytest
from django.test import Client

from shared_lib.money import Money
from storefront.basket.models import BasketLine
from storefront.catalog.models import Sku
from storefront.demo.load import identity
from storefront.kit import actor, clock
from storefront.order import queries, service
from storefront.order.models import Order
from storefront.shipment import queries as shipments
from tests.integrations.stripe.running import Double
from tests.storefront.order.counting import statements
from tests.storefront.order.ordering import a_paid_order, line_of
from tests.storefront.shopping import ADDRESS, buy, deliver_all, order_of, put_in_basket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

RING = "RNG-008"


def page_of(client: Client, order: Order) -> str:
    return client.get(f"/orders/{order.reference}/").content.decode()


class TestEachState:
    def test_pending_and_lapsed(self, client: Client, double: Double) -> None:
        order = order_of(buy(client, RING, 2))
        pending = page_of(client, order)
        double.advance(40 * 60)
        service.lapse(order.id, now=clock.now())
        lapsed = page_of(client, order)

        assert "We are waiting for your payment" in pending
        assert "data-countdown" in pending
        assert "It was not paid in time" in lapsed
        assert "Order this again" in lapsed
        assert "Sleep Ring" in client.get("/basket/").content.decode()

    def test_part_refunded_and_wholly(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        now = clock.now()
        service.refund(order.id, amount=Money(500), operator=actor.SYSTEM, now=now, reason="late")
        part = page_of(client, order)
        rest = queries.left_of(order).money
        service.refund(order.id, amount=rest, operator=actor.SYSTEM, now=now, reason="late")
        deliver_all()
        whole = page_of(client, order)

        assert "Part refunded" in part
        assert "$5.00" in part
        assert "Part refunded" not in whole
        assert "Refunded" in whole

    def test_part_sent_names_what_is_in_the_parcel(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        service.ship(
            order.id,
            carrier="ups",
            tracking="1Z1",
            operator=actor.SYSTEM,
            now=clock.now(),
            pieces={line_of(order, RING).id: 1},
        )

        page = page_of(client, order)

        assert "1 \u00d7 Sleep Ring" in page
        assert "The rest follows" in page
        assert "Cancel this order" not in page

    def test_is_delivered_once_every_parcel_is(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        for tracking in ("1Z1", "1Z2"):
            service.ship(
                order.id,
                carrier="ups",
                tracking=tracking,
                operator=actor.SYSTEM,
                now=clock.now(),
                pieces={line_of(order, RING).id: 1},
            )
        first, second = shipments.list_of_order(order.id)

        service.deliver(order.id, second.id, actor=actor.SYSTEM, now=clock.now())
        part = page_of(client, order)
        service.deliver(order.id, first.id, actor=actor.SYSTEM, now=clock.now())
        whole = page_of(client, order)

        assert "Your parcel is on its way" in part
        assert part.count("1 \u00d7 Sleep Ring") == 3  # both parcels, and what has arrived of it
        assert "Your parcel is on its way" not in whole


class TestAgain:
    def test_fills_the_basket_as_far_as_there_is(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 3, "CRE-300": 1})
        Sku.objects.filter(code="CRE-300").update(status="retired")

        page = client.post(f"/orders/{order.reference}/again/", follow=True).content.decode()

        lines = {line.sku_id: line.quantity for line in BasketLine.objects.all()}
        assert lines == {identity("sku", RING): 2}
        assert "There are only 2 of Sleep Ring" in page
        assert "is not available at the moment" in page

    def test_by_somebody_else_finds_nothing(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 1})

        assert Client().post(f"/orders/{order.reference}/again/").status_code == 404
        assert not BasketLine.objects.exists()


class TestStatements:
    def test_of_a_sale_stay_within_their_numbers(self, client: Client, double: Double) -> None:
        put_in_basket(client, "OM3-060")
        client.get("/checkout/")
        with statements() as placing:
            sent = client.post("/checkout/", ADDRESS)
        double.pay(sent["Location"])
        order = order_of(sent)
        with statements() as returning:
            client.get(f"/orders/{order.reference}/returned/")
        with statements() as settling:
            deliver_all()

        assert len(placing) <= 26
        assert len(placing) + len(returning) + len(settling) <= 64
