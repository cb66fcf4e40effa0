import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storefront.demo.goods import GOODS
from storefront.demo.prescriptions import PRESCRIPTIONS
from storefront.kit import page_cache

pytestmark = pytest.mark.django_db


class TestCategory:
    def test_takes_six_statements_at_most(self, client: Client, shop: None) -> None:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get("/shop/foundations/")

        assert page.status_code == 200
        assert len(captured) <= 6
        assert page.content.decode().count("product-card") >= 6

    def test_refuses_a_shelf_that_is_not_there(self, client: Client, shop: None) -> None:
        assert client.get("/shop/nowhere/").status_code == 404


class TestProduct:
    @pytest.mark.parametrize("slug", [one.slug for one in GOODS])
    def test_can_be_put_into_the_basket(self, client: Client, shop: None, slug: str) -> None:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/p/{slug}/").content.decode()

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


class TestSearch:
    def test_finds_by_word_and_says_when_there_is_nothing(self, client: Client, shop: None) -> None:
        assert "Sleep Ring" in client.get("/shop/?q=sleep").content.decode()
        assert "Nothing matches" in client.get("/shop/?q=zeppelin").content.decode()


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
