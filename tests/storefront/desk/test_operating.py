"""What operators change in the catalogue and in stock, by HTTP, and that the audit has it."""

import pytest
from django.test import Client
from django.urls import reverse

from storefront.catalog.models import Category, Lot, Price, Product, ProductText, Sku
from tests.storefront.account.people import a_person, enrolled, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    user = a_person("operator")
    sign_in(client, user, enrolled(user))
    return client


@pytest.fixture
def sku() -> Sku:
    shelf = Category.objects.create(slug="test-shelf")
    product = Product.objects.create(
        slug="test-thing", kind="otc", needs_prescription=False, category=shelf, status="active"
    )
    ProductText.objects.create(product=product, locale="en", name="Thing")
    return Sku.objects.create(product=product, code="TST-1", par_level=5)


class TestPrices:
    def test_a_new_price_closes_the_old_one(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_price", args=[sku.code]), {"amount": "20.00"})
        operator.post(reverse("desk_price", args=[sku.code]), {"amount": "25.50"})

        found = list(
            Price.objects.filter(sku=sku).order_by("valid_from").values_list("amount", "valid_until")
        )
        assert found[-1] == (2550, None)

    def test_nothing_below_a_cent_is_taken(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_price", args=[sku.code]), {"amount": "0"})

        assert not Price.objects.filter(sku=sku).exists()


class TestProducts:
    def test_words_and_state_are_saved(self, operator: Client, sku: Sku) -> None:
        operator.post(
            reverse("desk_product", args=["test-thing"]),
            {"status": "retired", "name_en": "Another thing", "name_es": "Otra cosa"},
        )

        assert Product.objects.get(slug="test-thing").status == "retired"
        names = dict(ProductText.objects.filter(product=sku.product).values_list("locale", "name"))
        assert names == {"en": "Another thing", "es": "Otra cosa"}

    def test_a_product_without_a_name_is_refused(self, operator: Client, sku: Sku) -> None:
        response = operator.post(
            reverse("desk_product", args=["test-thing"]), {"status": "retired", "name_en": ""}
        )

        assert response.status_code == 422
        assert Product.objects.get(slug="test-thing").status == "active"


class TestStock:
    def goods(self, reference: str = "desk:one") -> dict[str, str]:
        return {
            "reference": reference,
            "code": "L1",
            "quantity": "12",
            "expires_on": "2030-01-31",
            "location": "main",
        }

    def test_goods_received_twice_by_one_form_count_once(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods())
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods())

        assert Lot.objects.get(sku=sku).on_hand == 12

    def test_a_lot_is_corrected_with_a_reason_and_withheld(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods())
        lot = Lot.objects.get(sku=sku)

        change = reverse("desk_lot", args=[lot.pk])
        operator.post(change, {"reference": "desk:two", "delta": "-2", "reason": "broken in transit"})
        operator.post(
            change, {"reference": "desk:three", "status": "quarantined", "reason": "seal looks odd"}
        )

        lot.refresh_from_db()
        assert (lot.on_hand, lot.status) == (10, "quarantined")

    def test_a_lot_cannot_hold_less_than_nothing(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods())
        lot = Lot.objects.get(sku=sku)

        operator.post(
            reverse("desk_lot", args=[lot.pk]), {"reference": "desk:two", "delta": "-13", "reason": "counted"}
        )

        lot.refresh_from_db()
        assert lot.on_hand == 12

    def test_without_a_reason_nothing_changes(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods())
        lot = Lot.objects.get(sku=sku)

        operator.post(
            reverse("desk_lot", args=[lot.pk]), {"reference": "desk:two", "delta": "-1", "reason": ""}
        )

        lot.refresh_from_db()
        assert lot.on_hand == 12

    def test_what_runs_low_is_listed(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods() | {"quantity": "3"})

        assert "TST-1" in operator.get(reverse("desk_stock") + "?view=low").content.decode()
