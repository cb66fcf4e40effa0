import pytest
from django.test import Client

from storefront.catalog.models import Lot
from storefront.demo.load import identity
from storefront.order.models import LotUse, Order
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import ADDRESS, deliver_all, order_of, put_in_basket

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
