"""Parcels: all of an order or part of it, and no piece twice."""

import pytest
from django.test import Client

from integrations.notify.port import Mail
from storefront.kit import actor, clock
from storefront.order import queries, service
from storefront.order.models import Order
from storefront.order.service.ship import NotToSend
from storefront.order.states import IllegalMove
from storefront.payment.models import Refund
from storefront.shipment.models import Shipment, ShipmentLine
from tests.integrations.stripe.running import Double
from tests.storefront.order.ordering import a_paid_order, line_of
from tests.storefront.shopping import deliver_all, failures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

RING, OMEGA = "RNG-008", "OM3-060"


def ship(order: Order, tracking: str, goods: dict[str, int] | None = None) -> Shipment:
    pieces = {line_of(order, code).id: count for code, count in goods.items()} if goods is not None else None
    made = service.ship(
        order.id, carrier="ups", tracking=tracking, operator=actor.SYSTEM, now=clock.now(), pieces=pieces
    )
    order.refresh_from_db()
    return made


class TestInParts:
    def test_two_parcels_send_the_whole_and_each_is_told(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = a_paid_order(client, double, {RING: 2, OMEGA: 1})

        ship(order, "1Z1", {RING: 1})
        deliver_all()
        after_one = order.status
        page = client.get(f"/orders/{order.reference}/").content.decode()
        ship(order, "1Z2")
        deliver_all()

        assert (after_one, order.status) == ("part_shipped", "fulfilled")
        assert "Part of your order is on its way" in page
        assert queries.left_of(order).to_send == {}
        sent = {line.line_id: 0 for line in ShipmentLine.objects.all()}
        for line in ShipmentLine.objects.all():
            sent[line.line_id] += line.quantity
        assert sent == {line_of(order, RING).id: 2, line_of(order, OMEGA).id: 1}
        first, second = (mail for mail, _ in letters if "on its way" in mail.subject)
        assert "another parcel" in first.text
        assert "another parcel" not in second.text
        assert failures() == []

    @pytest.mark.parametrize("goods", [{RING: 3}, {}, {OMEGA: 0}])
    def test_more_than_there_is_to_send_or_nothing_is_refused(
        self, client: Client, double: Double, goods: dict[str, int]
    ) -> None:
        order = a_paid_order(client, double, {RING: 2, OMEGA: 1})

        with pytest.raises(NotToSend):
            ship(order, "1Z1", goods)

        order.refresh_from_db()
        assert order.status == "paid"
        assert not Shipment.objects.exists()

    def test_a_part_sent_order_cannot_be_cancelled(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        ship(order, "1Z1", {RING: 1})

        with pytest.raises(IllegalMove):
            service.cancel(order.id, actor=actor.SYSTEM, now=clock.now())

        assert not Refund.objects.exists()

    def test_each_parcel_arrives_by_itself(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        first, second = ship(order, "1Z1", {RING: 1}), ship(order, "1Z2")

        service.deliver(order.id, first.id, actor=actor.SYSTEM, now=clock.now())

        second.refresh_from_db()
        assert second.status == "shipped"
