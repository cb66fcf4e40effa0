import json
import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared_lib import stock
from shared_lib.catalog import set_price
from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.basket.models import BasketLine
from storefront.catalog.models import Category, Lot, Product, ProductText, Sku
from storefront.demo.goods import GOODS
from storefront.demo.load import identity
from storefront.demo.prescriptions import PRESCRIPTIONS
from storefront.kit import actor, audit, clock, page_cache
from storefront.kit.db import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def remembered(settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    """A process that looked at the catalogue's version a moment ago."""
    settings.CATALOG_CHECK_SECONDS = 60


def of_catalogue(captured: CaptureQueriesContext) -> int:
    """How many statements read the schema `shared`: the frame's own are kept apart."""
    return sum("shared." in query["sql"] for query in captured.captured_queries)


class TestCategory:
    def test_takes_one_statement_beside_its_frame(self, client: Client, shop: None, remembered: None) -> None:
        client.get("/shop/foundations/")

        with CaptureQueriesContext(connection) as captured:
            page = client.get("/shop/foundations/")

        assert page.status_code == 200
        assert of_catalogue(captured) == 1
        assert len(captured) <= 6
        assert page.content.decode().count("product-card") >= 6

    def test_refuses_a_shelf_that_is_not_there(self, client: Client, shop: None) -> None:
        assert client.get("/shop/nowhere/").status_code == 404


class TestProduct:
    @pytest.mark.parametrize("slug", [one.slug for one in GOODS])
    def test_can_be_put_into_the_basket(
        self, client: Client, shop: None, remembered: None, slug: str
    ) -> None:
        client.get("/p/magnesium-glycinate/")

        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/p/{slug}/").content.decode()

        assert of_catalogue(captured) == 2
        assert len(captured) <= 6
        assert 'action="/basket/add/"' in page

    @pytest.mark.parametrize("slug", [one.slug for one in PRESCRIPTIONS])
    @pytest.mark.parametrize("language", ["", "/es"])
    def test_that_needs_a_prescription_leads_to_the_clinic(
        self, client: Client, shop: None, slug: str, language: str
    ) -> None:
        page = client.get(f"{language}/p/{slug}/").content.decode()

        assert f'href="http://localhost:18001/start/{slug}"' in page
        assert "basket/add" not in page

    def test_speaks_spanish(self, client: Client, shop: None) -> None:
        assert "Glicinato de magnesio" in client.get("/es/p/magnesium-glycinate/").content.decode()
        assert "por 90 días" in client.get("/es/p/metformin-er/").content.decode()


class TestNarrowing:
    def test_works_by_address_alone(self, client: Client, shop: None) -> None:
        page = client.get("/shop/?way=prescription&sort=price-down").content.decode()

        assert page.count('class="product-card"') == len(PRESCRIPTIONS)
        assert page.index("Semaglutide, weekly") < page.index("Metformin ER")
        assert "See if it is right for you" in page
        assert "basket/add" not in page
        assert '<meta name="robots" content="noindex, follow">' in page

    def test_takes_one_statement_however_narrow(self, client: Client, shop: None, remembered: None) -> None:
        client.get("/shop/?way=buy&stock=in&least=20")

        with CaptureQueriesContext(connection) as captured:
            client.get("/shop/?way=buy&stock=in&least=30&sort=newest")

        assert of_catalogue(captured) == 1

    def test_offers_to_take_each_choice_back(self, client: Client, shop: None) -> None:
        page = client.get("/shop/?way=buy&most=30").content.decode()

        assert 'href="/shop/?most=30"' in page
        assert 'href="/shop/?way=buy"' in page

    def test_says_when_nothing_fits(self, client: Client, shop: None) -> None:
        page = client.get("/shop/?least=90000")

        assert page.status_code == 200
        assert "Nothing fits all of that" in page.content.decode()

    def test_leaves_out_what_is_sold_out(self, client: Client, shop: None) -> None:
        for sku in Sku.objects.filter(product__slug="creatine-monohydrate"):
            sold_out(sku.code)

        everything = client.get("/shop/foundations/").content.decode()
        assert "Creatine" in everything
        assert "Sold out" in everything
        assert "/p/creatine-monohydrate/" not in client.get("/shop/foundations/?stock=in").content.decode()

    def test_sees_a_change_of_the_catalogue(self, client: Client, shop: None) -> None:
        client.get("/shop/")
        Product.objects.filter(slug="sleep-ring").update(status="retired")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        assert "Sleep Ring" not in client.get("/shop/").content.decode()


class TestVariants:
    def test_are_chosen_by_the_address(self, client: Client, shop: None) -> None:
        page = client.get("/p/omega-3-concentrate/?sku=OM3-120").content.decode()

        assert "$49.00" in page
        assert f'value="{identity("sku", "OM3-120")}"' in page
        assert 'href="/p/omega-3-concentrate/?sku=OM3-060"' in page
        assert '<link rel="canonical" href="http://localhost:18000/p/omega-3-concentrate/">' in page

    def test_that_are_unknown_show_the_first(self, client: Client, shop: None) -> None:
        assert "$28.00" in client.get("/p/omega-3-concentrate/?sku=<b>").content.decode()

    def test_that_are_sold_out_can_be_seen_but_not_bought(self, client: Client, shop: None) -> None:
        sold_out("OM3-120")

        page = client.get("/p/omega-3-concentrate/?sku=OM3-120").content.decode()

        assert "Sold out" in page
        assert "disabled" in page
        assert "schema.org/OutOfStock" in page


class TestStructured:
    def test_names_price_and_stock_of_each_variant(self, client: Client, shop: None) -> None:
        about, way = structured(client.get("/p/omega-3-concentrate/").content.decode())

        assert [(offer["sku"], offer["price"]) for offer in about["offers"]] == [
            ("OM3-060", "28.00"),
            ("OM3-120", "49.00"),
        ]
        assert way["itemListElement"][-1]["name"] == "Omega-3 Concentrate"

    def test_offers_no_drug(self, client: Client, shop: None) -> None:
        about, _ = structured(client.get("/p/semaglutide-weekly/").content.decode())

        assert about["@type"] == "Drug"
        assert "offers" not in about


class TestAMembership:
    def test_is_shown_with_its_price_and_cannot_be_bought(self, client: Client, shop: None) -> None:
        sku = a_membership()

        page = client.get("/p/circle/").content.decode()
        answer = client.post("/basket/add/", {"sku": str(sku), "quantity": "1"})

        assert "Labs twice a year" in page
        assert "Not yet on sale" in page
        assert "basket/add" not in page
        assert answer.status_code == 409
        assert BasketLine.objects.filter(sku_id=sku).count() == 0


def structured(page: str) -> list[Any]:
    return [json.loads(text) for text in re.findall(r'ld\+json">(.*?)</script>', page, re.DOTALL)]


def sold_out(code: str) -> None:
    now = clock.now()
    for lot in Lot.objects.filter(sku_id=identity("sku", code)):
        entry = audit.entry(actor.SYSTEM, "stock.adjust", f"lot:{lot.id}", at=now)
        call = stock.adjust(
            reference=f"test:{lot.id}", lot_id=lot.id, delta=-lot.on_hand, reason="gone", now=now, entry=entry
        )
        run(call)


def a_membership() -> UUID:
    shelf = Category.objects.get(slug="longevity")
    product = Product.objects.create(
        slug="circle", kind="membership", needs_prescription=False, category=shelf, status="active"
    )
    ProductText.objects.create(
        product=product, locale="en", name="The Circle", points=["Labs twice a year", "A clinician to ask"]
    )
    sku = Sku.objects.create(product=product, code="CIR-M", stocked=False, period="month")
    now = clock.now()
    entry = audit.entry(actor.SYSTEM, "price.set", "sku:CIR-M", at=now)
    run(set_price(price_id=uuid7(), sku_id=sku.id, price=Money(4900), valid_from=now, now=now, entry=entry))
    return sku.id


class TestSamePageForEveryone:
    def test_is_made_once_and_holds_nothing_personal(
        self,
        client: Client,
        shop: None,
        settings: "pytest_django.fixtures.SettingsWrapper",  # type: ignore[name-defined]  # noqa: F821
    ) -> None:
        settings.PAGE_CACHE_SECONDS = 5
        page_cache.forget()
        anybody = Client()
        first = anybody.get("/shop/skin/?fresh=1")

        with CaptureQueriesContext(connection) as captured:
            again = Client().get("/shop/skin/?fresh=1")

        assert again.content == first.content
        assert len(captured) == 0
        assert not first.cookies
        assert not again.cookies
        page_cache.forget()
