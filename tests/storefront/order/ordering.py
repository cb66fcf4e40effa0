"""Orders in the states that tests begin with."""

from django.test import Client

from storefront.catalog.models import Level, Lot
from storefront.demo.load import identity
from storefront.kit import clock
from storefront.order import service
from storefront.order.models import Order, OrderLine
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import CARD, Double, card
from tests.storefront.shopping import ADDRESS, order_of, put_in_basket


def a_paid_order(
    client: Client, double: Double, goods: dict[str, int], *, number: str = CARD["number"], **told: str
) -> Order:
    """An order of these pieces by SKU code, paid with the card of that number."""
    for code, quantity in goods.items():
        put_in_basket(client, code, quantity)
    sent = client.post("/checkout/", {**ADDRESS, **told})
    double.pay(sent["Location"], card(number))
    order = order_of(sent)
    service.settle(Attempt.objects.get(order_id=order.id), now=clock.now())
    order.refresh_from_db()
    return order


def line_of(order: Order, code: str) -> OrderLine:
    return order.lines.get(sku_id=identity("sku", code))


def on_hand(code: str) -> int:
    return Level.objects.get(sku_id=identity("sku", code)).on_hand


def in_lots(code: str) -> int:
    return sum(lot.on_hand for lot in Lot.objects.filter(sku_id=identity("sku", code)))
