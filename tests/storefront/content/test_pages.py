"""The demo clinic's pages as visitors see them: there, the same after a second loading, and cheap."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from storefront.content import demo, frame
from storefront.content.demo.prescription_stories import PRESCRIPTION_STORIES
from storefront.content.demo.stories import STORIES
from storefront.content.models import Campaign, HomePage, ProductStory
from storefront.content.queries import story_of
from storefront.demo.load import identity
from storefront.kit import clock

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/how-it-works/", "/about/", "/faq/", "/privacy/", "/terms/", "/refunds/", "/telehealth/"]
JOURNAL = ["/journal/", "/journal/how-sure-is-sure/"]
FORBIDDEN = re.compile(r"\b(cures?|heals?|prevents?|treats?)\b", re.IGNORECASE)


@pytest.mark.parametrize("address", ADDRESSES + JOURNAL)
def test_every_page_is_there_with_one_heading(client: Client, address: str) -> None:
    response = client.get(address, headers={"host": "localhost"})

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_an_editor_can_come_back_to_the_first_words_of_every_page() -> None:
    pages = Page.objects.filter(depth__gt=1)

    assert pages
    assert all(page.latest_revision and not page.has_unpublished_changes for page in pages)


def test_loading_again_changes_nothing() -> None:
    before = (Page.objects.count(), ProductStory.objects.count(), Campaign.objects.count())

    demo.load()

    assert (Page.objects.count(), ProductStory.objects.count(), Campaign.objects.count()) == before


def test_the_second_visitor_costs_no_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/", headers={"host": "localhost"})

    with django_assert_num_queries(0):
        client.get("/", headers={"host": "localhost"})


def test_a_preview_is_never_kept_for_others() -> None:
    home = HomePage.objects.get()

    response = home.make_preview_request(preview_mode="")

    assert response.status_code == 200
    assert not getattr(response, "_same_for_everyone", False)


def test_a_banner_ends_when_it_says(client: Client) -> None:
    Campaign.objects.update(ends_at=clock.now())
    frame.forget()

    assert "WELCOME10" not in client.get("/about/", headers={"host": "localhost"}).content.decode()


class TestStories:
    def test_are_told_of_every_product_of_the_demo_clinic(self) -> None:
        assert ProductStory.objects.count() == 18
        assert story_of(identity("product", "omega-3-concentrate"), "es") is not None

    def test_drafts_are_shown_to_nobody(self) -> None:
        product_id = identity("product", "omega-3-concentrate")
        ProductStory.objects.filter(product_id=product_id).update(live=False)

        assert story_of(product_id, "en") is None

    @pytest.mark.parametrize("slug", STORIES)
    def test_of_supplements_claim_nothing_about_disease(self, slug: str) -> None:
        told = html.unescape(STORIES[slug]).replace("diagnose, treat, cure or prevent any disease", "")

        assert not FORBIDDEN.search(told)

    def test_are_all_of_products_that_exist(self) -> None:
        from storefront.catalog.models import Product

        assert {*STORIES, *PRESCRIPTION_STORIES} <= set(Product.objects.values_list("slug", flat=True))


def test_the_sitemap_names_pages_and_products(client: Client) -> None:
    found = client.get("/sitemap.xml", headers={"host": "localhost"}).content.decode()

    assert "/journal/how-sure-is-sure/" in found
    assert "/p/omega-3-concentrate/" in found
    assert settings.SHOP.portal_url not in found


def test_crawlers_are_told_where_to_go_and_what_to_leave(client: Client, db: None) -> None:
    told = client.get("/robots.txt").content.decode()

    assert "Disallow: /basket/" in told
    assert "Disallow: /es/basket/" in told
    assert "Sitemap: http://localhost:18000/sitemap.xml" in told
