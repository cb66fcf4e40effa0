"""What operators change in the catalogue and in stock, by HTTP, and that the audit has it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from storefront.catalog.models import Category, Lot, Price, Product, ProductText, Sku
from storefront.kit import clock
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

    @pytest.mark.parametrize(
        ("amount", "said"),
        [
            ("0", "At least one cent."),
            ("-3", "At least one cent."),
            ("24,50", "with a point"),
            ("24.505", "two decimals"),
            ("", "Enter an amount."),
        ],
    )
    def test_no_other_amount_is_taken_and_what_was_typed_stays(
        self, operator: Client, sku: Sku, amount: str, said: str
    ) -> None:
        answer = operator.post(reverse("desk_price", args=[sku.code]), {"amount": amount})
        page = answer.content.decode()

        assert answer.status_code == 422
        assert said in page
        assert f'value="{amount}"' in page or not amount
        assert not Price.objects.filter(sku=sku).exists()

    def test_a_level_that_is_no_number_is_refused_beside_its_sku(self, operator: Client, sku: Sku) -> None:
        Sku.objects.create(product=sku.product, code="TST-2", par_level=7)

        answer = operator.post(
            reverse("desk_sku", args=[sku.code]), {"status": "active", "par_level": "many"}
        )
        page = answer.content.decode()

        assert answer.status_code == 422
        assert page.count("Enter a whole number of pieces.") == 1
        assert page.count('id="id_TST-1_par_level"') == page.count('id="id_TST-2_par_level"') == 1
        assert Sku.objects.get(pk=sku.pk).par_level == 5


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

    def test_goods_whose_day_is_over_do_not_reach_the_shelf(self, operator: Client, sku: Sku) -> None:
        over = clock.now().date() - timedelta(days=1)

        answer = operator.post(
            reverse("desk_receive", args=[sku.code]), {**self.goods(), "expires_on": over.isoformat()}
        )

        assert answer.status_code == 422
        assert "Is the year right?" in answer.content.decode()
        assert not Lot.objects.filter(sku=sku).exists()

    def a_lot(self, operator: Client, sku: Sku) -> Lot:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods())
        return Lot.objects.get(sku=sku)

    @pytest.mark.parametrize(
        ("cause", "pieces", "after", "kind"),
        [
            ("counted", 10, 10, "adjusted"),
            ("damaged", 2, 10, "destroyed"),
            ("lost", 12, 0, "adjusted"),
            ("found", 3, 15, "adjusted"),
        ],
    )
    def test_a_lot_is_corrected_for_a_reason_once_it_is_confirmed(
        self, operator: Client, sku: Sku, cause: str, pieces: int, after: int, kind: str
    ) -> None:
        lot = self.a_lot(operator, sku)
        told = {"reference": "desk:two", "cause": cause, "pieces": str(pieces), "why": "seen", "seen": "12"}

        asked = operator.post(reverse("desk_lot", args=[lot.pk]), told).content.decode()
        before = Lot.objects.get(pk=lot.pk).on_hand
        for _ in range(2):
            operator.post(reverse("desk_lot", args=[lot.pk]), {**told, "sure": "yes"})
        page = operator.get(reverse("desk_lot", args=[lot.pk])).content.decode()

        assert f"Lot L1 holds {after}" in asked
        assert (before, Lot.objects.get(pk=lot.pk).on_hand) == (12, after)
        assert kind in page
        assert f"{cause}: seen" in page

    def test_a_lot_that_changed_meanwhile_can_be_counted_anew(self, operator: Client, sku: Sku) -> None:
        lot = self.a_lot(operator, sku)
        change = reverse("desk_lot", args=[lot.pk])
        told = {"cause": "counted", "why": "by hand", "seen": "12", "sure": "yes"}

        operator.post(change, {**told, "reference": "desk:two", "pieces": "0"})
        page = operator.post(change, {**told, "reference": "desk:three", "pieces": "3"}).content.decode()

        assert "The lot holds only 0." in page
        assert 'name="seen" value="0"' in page
        assert Lot.objects.get(pk=lot.pk).on_hand == 0

    def test_a_lot_is_withheld_and_recalled(self, operator: Client, sku: Sku) -> None:
        lot = self.a_lot(operator, sku)
        change = reverse("desk_lot", args=[lot.pk])

        for number, status in enumerate(("quarantined", "available", "recalled", "available")):
            told = {"reference": f"desk:{number}", "status": status, "reason": "seal looks odd"}
            operator.post(change, {**told, "sure": "yes"})

        lot.refresh_from_db()
        assert lot.status == "recalled"
        assert (
            "L1"
            in operator.get(reverse("desk_stock"), {"view": "lots", "status": "recalled"}).content.decode()
        )

    @pytest.mark.parametrize(
        "told",
        [
            {"cause": "lost", "pieces": "13", "why": "gone"},
            {"cause": "lost", "pieces": "1", "why": ""},
            {"cause": "counted", "pieces": "12", "why": "as thought"},
            {"status": "recalled", "reason": ""},
        ],
    )
    def test_what_makes_no_sense_or_has_no_reason_changes_nothing(
        self, operator: Client, sku: Sku, told: dict[str, str]
    ) -> None:
        lot = self.a_lot(operator, sku)

        answer = operator.post(
            reverse("desk_lot", args=[lot.pk]), {"reference": "desk:two", "seen": "12", "sure": "yes", **told}
        )

        lot.refresh_from_db()
        assert answer.status_code == 422
        assert (lot.on_hand, lot.status) == (12, "available")

    def test_lots_are_found_by_the_beginning_of_their_code(self, operator: Client, sku: Sku) -> None:
        self.a_lot(operator, sku)
        lots = reverse("desk_stock")

        assert "L1" in operator.get(lots, {"view": "lots", "q": "tst-"}).content.decode()
        assert "No lots like that" in operator.get(lots, {"view": "lots", "q": "%"}).content.decode()

    def test_what_goes_out_of_date_soon_is_listed(self, operator: Client, sku: Sku) -> None:
        day = f"{clock.now() + timedelta(days=20):%Y-%m-%d}"
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods() | {"expires_on": day})

        page = operator.get(reverse("desk_stock"), {"view": "expiring"}).content.decode()

        assert "TST-1" in page
        assert "20 days" in page

    def test_what_runs_low_is_listed(self, operator: Client, sku: Sku) -> None:
        operator.post(reverse("desk_receive", args=[sku.code]), self.goods() | {"quantity": "3"})

        assert "TST-1" in operator.get(reverse("desk_stock") + "?view=low").content.decode()
