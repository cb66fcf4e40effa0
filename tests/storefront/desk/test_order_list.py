"""An operator finds orders: by what they are looked for, and as a file."""

import csv

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from storefront.order.models import Order
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import buy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


class TestTheList:
    @pytest.mark.parametrize(
        ("asked", "is_there"),
        [
            ({"status": "paid"}, True),
            ({"status": "cancelled"}, False),
            ({"payment": "paid"}, True),
            ({"payment": "unpaid"}, False),
            ({"payment": "part_refunded"}, False),
            ({"payment": "refund_failed"}, False),
            ({"q": "noor@example"}, True),
            ({"q": "nobody"}, False),
            ({"since": "2000-01-01"}, True),
            ({"until": "2000-01-01"}, False),
        ],
    )
    def test_finds_by_state_payment_words_and_day(
        self, operator: Client, paid: Order, asked: dict[str, str], is_there: bool
    ) -> None:
        page = operator.get(reverse("desk_orders"), asked).content.decode()

        assert (paid.reference in page) is is_there

    @pytest.mark.parametrize("asked", ["siobhan o'brien", "SIOBHÁN", "O\u2019Brien nunez"])
    def test_finds_a_name_with_or_without_its_accents(
        self, operator: Client, paid: Order, asked: str
    ) -> None:
        Order.objects.filter(id=paid.id).update(name="Siobhán O\u2019Brien-Núñez")

        page = operator.get(reverse("desk_orders"), {"q": asked}).content.decode()

        assert paid.reference in page

    def test_finds_the_orders_of_a_lot(self, operator: Client, paid: Order) -> None:
        lot = paid.lots.get().lot_id

        assert paid.reference in operator.get(reverse("desk_orders"), {"lot": str(lot)}).content.decode()

    def test_takes_the_same_statements_for_one_order_and_for_many(
        self, operator: Client, client: Client, double: Double
    ) -> None:
        def statements() -> int:
            with CaptureQueriesContext(connection) as captured:
                operator.get(reverse("desk_orders"))
            return len([one for one in captured if "shop_order" in one["sql"]])

        buy(client)
        operator.get(reverse("desk_orders"))
        one = statements()
        for number in range(3):
            buy(Client(), email=f"p{number}@example.org")

        assert statements() == one <= 3

    def test_as_a_file_is_the_filtered_list_and_is_audited(
        self, operator: Client, paid: Order, audited: list[str]
    ) -> None:
        Order.objects.filter(id=paid.id).update(name='=HYPERLINK("x")')

        sent = operator.get(reverse("desk_orders_export"), {"status": "paid"})
        rows = list(csv.DictReader(b"".join(sent).decode().splitlines()))

        assert [row["reference"] for row in rows] == [paid.reference]
        assert rows[0]["name"] == '\'=HYPERLINK("x")'
        assert rows[0]["total_amount"] == str(paid.total).removeprefix("$")
        assert audited == ["order.export"]
        assert "attachment" in sent["Content-Disposition"]
