import pytest
from django.test import Client

from storefront.catalog.models import Lot
from storefront.demo.load import identity
from storefront.order.models import LotUse, Order
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import ADDRESS, deliver_all, order_of, put_in_basket, waiting

pytestmark = pytest.mark.django_db


class TestSale:
    def test_takes_two_products_with_a_code_from_the_lots_that_expire_first(
        self, client: Client, shop: None, double: Double
    ) -> None:
        put_in_basket(client, "OM3-060", 2)
        put_in_basket(client, "CER-050", 1)

        sent = client.post("/checkout/", {**ADDRESS, "promo": "welcome10"})
        double.pay(sent["Location"])
        order = order_of(sent)
        client.get(f"/orders/{order.reference}/returned/")
        deliver_all()

        order.refresh_from_db()
        assert order.status == "paid"
        assert (order.goods_amount, order.discount_amount) == (9000, 900)
        assert order.total_amount == double.ledger()["payments"][0]["captured"]
        used = {use.lot_code: use.quantity for use in LotUse.objects.filter(order=order)}
        assert used == {"OM3-060-L1": 2, "CER-050-L1": 1}
        assert Lot.objects.get(id=identity("lot", "OM3-060-L1")).on_hand == 16
        assert client.get("/basket/badge/").content.decode().count("count-badge") == 0
        page = client.get(f"/orders/{order.reference}/").content.decode()
        assert "Your order is paid" in page
        assert Order.objects.count() == 1


class TestTheReturn:
    def test_finds_the_order_paid_before_any_worker_has_looked(
        self, client: Client, shop: None, double: Double
    ) -> None:
        order = paid_for(client, double)

        page = client.get(f"/orders/{order.reference}/returned/", follow=True).content.decode()

        assert "Your order is paid" in page

    def test_leaves_it_to_a_worker_where_the_processor_is_silent(
        self, client: Client, shop: None, double: Double
    ) -> None:
        order = paid_for(client, double)
        page = Attempt.objects.get(order_id=order.id).checkout_id
        double.strike(kind="error", path=f"/v1/checkout/sessions/{page}", times=9)

        back = client.get(f"/orders/{order.reference}/returned/")

        assert back["Location"] == f"/orders/{order.reference}/"
        order.refresh_from_db()
        assert order.status == "pending"
        assert "order.settle" in {kind for _, kind in waiting()}


def paid_for(client: Client, double: Double) -> Order:
    put_in_basket(client, "OM3-060", 1)
    sent = client.post("/checkout/", ADDRESS)
    double.pay(sent["Location"])
    return order_of(sent)
