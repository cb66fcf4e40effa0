"""Somebody tries to buy a prescription product by every door of the shop, and cannot."""

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from shared_lib import stock
from shared_lib.ids import uuid7
from shared_lib.stock import Line
from storefront.basket import service
from storefront.basket.errors import NeedsPrescription
from storefront.basket.models import BasketLine
from storefront.catalog.models import Product
from storefront.demo.load import identity
from storefront.demo.prescriptions import PRESCRIPTIONS
from storefront.kit import actor, audit, clock
from storefront.kit.db import run
from storefront.order.models import Order, OrderLine
from tests.integrations.stripe.running import Double
from tests.storefront.basket.test_basket import a_guest
from tests.storefront.shopping import ADDRESS, buy, put_in_basket, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

CODES = [sku.code for one in PRESCRIPTIONS for sku in one.skus]


def nothing_happened() -> None:
    prescriptions = [identity("sku", code) for code in CODES]
    assert not BasketLine.objects.filter(sku_id__in=prescriptions).exists()
    assert not OrderLine.objects.filter(sku_id__in=prescriptions).exists()
    assert not [kind for _, kind in waiting() if kind.startswith("order.placed")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(reserved) FROM shared.level WHERE sku_id = ANY(%s)", [prescriptions])
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("code", CODES)
class TestEveryDoor:
    @pytest.mark.parametrize("path", ["/basket/add/", "/es/basket/add/"])
    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"Accept": "application/json"}])
    def test_the_basket_by_form_by_fragment_and_by_program(
        self, client: Client, code: str, path: str, headers: dict[str, str]
    ) -> None:
        answer = client.post(path, {"sku": str(identity("sku", code)), "quantity": "1"}, headers=headers)

        assert answer.status_code == 422
        nothing_happened()

    def test_a_change_of_a_line(self, client: Client, code: str) -> None:
        put_in_basket(client, "CRE-300")

        answer = client.post("/basket/change/", {"sku": str(identity("sku", code)), "quantity": "2"})

        assert answer.status_code == 404
        nothing_happened()

    def test_the_verb_itself(self, code: str) -> None:
        with pytest.raises(NeedsPrescription):
            service.add(a_guest(), sku_id=identity("sku", code), quantity=1, locale="en", now=clock.now())
        nothing_happened()

    def test_lines_smuggled_into_the_checkout(self, client: Client, double: Double, code: str) -> None:
        put_in_basket(client, "CRE-300")
        sku = str(identity("sku", code))

        client.post("/checkout/", {**ADDRESS, "sku": sku, "lines": sku, "items": sku, "quantity": "1"})

        assert [line.sku.code for line in OrderLine.objects.all()] == ["CRE-300"]
        nothing_happened_but_one()

    def test_a_basket_line_behind_the_service(self, client: Client, code: str) -> None:
        put_in_basket(client, "CRE-300")
        line = BasketLine.objects.get()

        with pytest.raises(DatabaseError, match="never sold by the shop"), transaction.atomic():
            BasketLine.objects.create(
                basket=line.basket, sku_id=identity("sku", code), quantity=1, added_at=clock.now()
            )
        with pytest.raises(DatabaseError, match="never sold by the shop"), transaction.atomic():
            BasketLine.objects.filter(id=line.id).update(sku_id=identity("sku", code))
        nothing_happened()

    def test_an_order_line_behind_the_service(self, client: Client, double: Double, code: str) -> None:
        buy(client)
        order = Order.objects.get()

        with pytest.raises(DatabaseError, match="never sold by the shop"), transaction.atomic():
            OrderLine.objects.create(
                id=uuid7(),
                order=order,
                sku_id=identity("sku", code),
                position=9,
                slug="x",
                name="x",
                quantity=1,
                unit_amount=1,
                discount_amount=0,
                tax_amount=0,
                tax_rate=0,
                currency="USD",
            )
        nothing_happened_but_one()

    def test_a_promise_of_stock(self, code: str) -> None:
        now = clock.now()
        entry = audit.entry(actor.SYSTEM, "order.place", "order:RX", at=now)

        with pytest.raises(Exception, match="cannot promise"), transaction.atomic():
            run(
                stock.reserve(
                    reference="order:RX",
                    lines=[Line(UUID(str(identity("sku", code))), 1)],
                    expires_at=now.replace(year=now.year + 1),
                    now=now,
                    entry=entry,
                )
            )
        nothing_happened()

    def test_turning_it_into_something_else(self, code: str) -> None:
        product = Product.objects.get(skus__code=code)

        with pytest.raises(DatabaseError), transaction.atomic():
            Product.objects.filter(id=product.id).update(
                kind="otc", needs_prescription=False, pharmacy=None, rx_class=None
            )
        nothing_happened()


def nothing_happened_but_one() -> None:
    """The honest order is there, and nothing beside it."""
    assert Order.objects.count() == 1
    assert OrderLine.objects.count() == 1
    assert not OrderLine.objects.filter(sku__product__needs_prescription=True).exists()
