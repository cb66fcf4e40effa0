from datetime import timedelta
from uuid import UUID

import pytest

from shared_lib import catalog, stock
from shared_lib.catalog import Category, Kind, Offer, Pharmacy, Product, ProductCard, ProductPage
from shared_lib.ids import short_reference
from shared_lib.money import Money
from shared_lib.stock import Line
from tests.shared_lib.runner import Runner
from tests.shared_lib.shelf import NOW, a_lot, a_product, a_promise, a_sku


def a_slug() -> str:
    return f"shelf-{short_reference().lower()}"


class TestInCategory:
    def test_shows_the_lowest_price_and_what_can_be_promised(
        self, storefront: Runner, portal: Runner
    ) -> None:
        product = a_product(storefront, category=(shelf := a_slug()))
        small, large = a_sku(storefront, product, amount=1900), a_sku(storefront, product, amount=4900)
        a_lot(storefront, small, 5)
        a_lot(storefront, large, 2)
        a_lot(storefront, large, 9, days=-1)
        a_promise(storefront, Line(small, 3))

        cards = ProductCard.all_of(portal.run(catalog.in_category(shelf, locale="en", now=NOW)))

        (card,) = cards
        assert (card.product.id, card.product.category) == (product, shelf)
        assert (card.price_from, card.available, card.sku_count) == (Money(1900), 4, 2)

    def test_leaves_out_what_is_not_offered(self, storefront: Runner) -> None:
        shelf = a_slug()
        a_product(storefront, category=shelf, status="draft")
        a_product(storefront, category=shelf, status="retired")

        assert storefront.run(catalog.in_category(shelf, locale="en", now=NOW)) == []

    def test_is_one_page_of_all_shelves_without_a_name(self, storefront: Runner) -> None:
        for _ in range(3):
            a_product(storefront)

        pages = [
            storefront.run(catalog.in_category(None, locale="en", now=NOW, limit=2, offset=offset))
            for offset in (0, 2)
        ]

        assert len(pages[0]) == 2
        assert not {row[0] for row in pages[0]} & {row[0] for row in pages[1]}

    def test_counts_nothing_for_what_is_not_stocked(self, storefront: Runner) -> None:
        product = a_product(storefront, kind="membership", category=(shelf := a_slug()))
        a_sku(storefront, product, stocked=False)

        (card,) = ProductCard.all_of(storefront.run(catalog.in_category(shelf, locale="en", now=NOW)))

        assert (card.available, card.price_from, card.product.kind) == (None, None, Kind.MEMBERSHIP)


class TestProduct:
    def test_has_its_active_skus_in_their_order(self, storefront: Runner) -> None:
        product = a_product(storefront, slug=(slug := a_slug()))
        second = a_sku(
            storefront, product, position=2, attributes='{"size": "60", "taste": "plain"}', amount=100
        )
        first = a_sku(storefront, product, position=1)
        a_sku(storefront, product, status="retired")

        (page,) = ProductPage.all_of(storefront.run(catalog.product(slug, locale="en", now=NOW)))

        assert [offer.sku_id for offer in page.offers] == [first, second]
        assert page.offers[1].attributes == {"size": "60", "taste": "plain"}

    def test_speaks_the_language_asked_for_or_english(self, storefront: Runner) -> None:
        product = a_product(storefront, slug=(slug := a_slug()), name="Magnesium")
        a_sku(storefront, product)
        storefront.sql(
            "INSERT INTO shared.product_text (product_id, locale, name) VALUES (%s, 'es', 'Magnesio')",
            [product],
        )

        names = {
            locale: ProductPage.all_of(storefront.run(catalog.product(slug, locale=locale, now=NOW)))[
                0
            ].product.name
            for locale in ("es", "en", "fr")
        }

        assert names == {"es": "Magnesio", "en": "Magnesium", "fr": "Magnesium"}

    def test_keeps_its_pharmacy_and_alternative(self, storefront: Runner, portal: Runner) -> None:
        other = a_product(storefront)
        product = a_product(
            storefront, kind="rx", pharmacy="outside", rx_class="glp1", days_supply=28, cold_chain=True,
            alternative_product_id=other,
        )  # fmt: skip

        found = Product.by_id(portal.run(catalog.products([product, other], locale="en")))

        rx = found[product]
        assert (rx.needs_prescription, rx.pharmacy, rx.rx_class) == (True, Pharmacy.OUTSIDE, "glp1")
        assert (rx.days_supply, rx.cold_chain, rx.alternative_product_id) == (28, True, other)
        assert found[other].pharmacy is None


class TestOffers:
    @pytest.fixture
    def sku(self, storefront: Runner) -> UUID:
        sku = a_sku(storefront, amount=1900)
        a_lot(storefront, sku, 5)
        return sku

    def test_are_sellable_with_a_price_and_stock(self, storefront: Runner, sku: UUID) -> None:
        unpriced, empty = a_sku(storefront), a_sku(storefront, amount=100)
        a_lot(storefront, unpriced, 5)

        found = Offer.by_sku(storefront.run(catalog.offers([sku, unpriced, empty], locale="en", now=NOW)))

        assert [found[one].sellable for one in (sku, unpriced, empty)] == [True, False, False]
        assert found[sku].price == Money(1900)

    def test_of_a_prescription_product_are_never_sellable(self, storefront: Runner, portal: Runner) -> None:
        rx = a_sku(storefront, a_product(storefront, kind="rx"), amount=100)
        a_lot(portal, rx, 5)

        found = Offer.by_sku(storefront.run(catalog.offers([rx], locale="en", now=NOW)))

        assert (found[rx].available, found[rx].sellable) == (5, False)

    def test_agree_with_the_stock_about_what_is_available(self, storefront: Runner, sku: UUID) -> None:
        a_promise(storefront, Line(sku, 2))

        found = Offer.by_sku(storefront.run(catalog.offers([sku], locale="en", now=NOW)))

        assert found[sku].available == dict(storefront.run(stock.availability([sku], now=NOW)))[sku] == 3


class TestTheRest:
    def test_programmes_are_the_active_prescription_products(
        self, storefront: Runner, portal: Runner
    ) -> None:
        rx, draft = a_product(storefront, kind="rx"), a_product(storefront, kind="rx", status="draft")
        otc = a_product(storefront)
        for product in (rx, draft, otc):
            a_sku(storefront, product)

        pages = ProductPage.all_of(portal.run(catalog.rx_programmes(locale="en", now=NOW)))

        assert rx in {page.product.id for page in pages}
        assert not {draft, otc} & {page.product.id for page in pages}

    def test_search_finds_forms_of_a_word(self, storefront: Runner) -> None:
        word = "Q" + short_reference(10).lower()
        product = a_product(storefront, name=f"{word} Capsules")

        for words in (word, f"{word} capsule", f"{word.upper()} capsules"):
            cards = ProductCard.all_of(storefront.run(catalog.search(words, locale="en", now=NOW)))
            assert [card.product.id for card in cards] == [product]
        assert storefront.run(catalog.search(f"{word} powder", locale="en", now=NOW)) == []

    def test_categories_come_in_shelf_order_with_their_names(self, storefront: Runner) -> None:
        shelf = a_slug()
        a_product(storefront, category=shelf)
        storefront.sql(
            "INSERT INTO shared.category_text (category_id, locale, name)"
            " SELECT id, 'en', 'Sleep' FROM shared.category WHERE slug = %s",
            [shelf],
        )

        found = Category.all_of(storefront.run(catalog.categories(locale="es")))

        assert [(one.slug, one.name) for one in found if one.slug == shelf] == [(shelf, "Sleep")]

    def test_history_of_prices_is_the_latest_first(self, storefront: Runner) -> None:
        sku = a_sku(storefront, amount=1900)

        assert storefront.run(catalog.price_history(sku)) == [(1900, "USD", NOW - timedelta(days=30), None)]
