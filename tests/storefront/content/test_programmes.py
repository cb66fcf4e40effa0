"""The programmes' pages: everything before the first question, and cheap."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storefront.catalog.models import Product
from storefront.content.chooser import ProductBlock
from storefront.content.demo.programmes import PROGRAMMES
from storefront.content.models import HomePage, ProgrammePage
from storefront.demo.prescriptions import PRESCRIPTIONS

pytestmark = pytest.mark.django_db
HOST = {"host": "localhost"}
STATEMENTS = 13


@pytest.fixture(autouse=True)
def fresh(settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    """Every page made anew."""
    settings.PAGE_CACHE_SECONDS = 0


def test_there_is_one_for_every_prescription_product() -> None:
    assert set(PROGRAMMES) == {one.slug for one in PRESCRIPTIONS}
    assert ProgrammePage.objects.live().count() == len(PROGRAMMES)


@pytest.mark.parametrize("product", PRESCRIPTIONS, ids=lambda one: one.slug)
class TestProgramme:
    def test_says_all_before_the_first_question(self, client: Client, product: object) -> None:
        slug, price = product.slug, product.skus[0].price  # type: ignore[attr-defined]
        told = client.get(f"/programmes/{slug}/", headers=HOST).content.decode()

        assert f'href="http://localhost:18001/start/{slug}"' in told
        assert f"${price / 100:,.2f}" in told or f"${price // 100}" in told
        for part in (
            "It is not for you if",
            "Commitment",
            "What can go wrong",
            "Call 911",
            "How it works",
            "Sources",
        ):
            assert part in told
        assert told.count("<h1") == 1
        assert "basket/add" not in told

    def test_is_cheap(self, client: Client, product: object) -> None:
        address = f"/programmes/{product.slug}/"  # type: ignore[attr-defined]
        client.get(address, headers=HOST)

        with CaptureQueriesContext(connection) as captured:
            client.get(address, headers=HOST)

        assert len(captured) <= STATEMENTS, "\n".join(one["sql"][:120] for one in captured)


def test_home_is_cheap(client: Client) -> None:
    client.get("/", headers=HOST)

    with CaptureQueriesContext(connection) as captured:
        client.get("/", headers=HOST)

    assert len(captured) <= STATEMENTS, "\n".join(one["sql"][:120] for one in captured)


def test_the_list_leads_to_each(client: Client) -> None:
    told = client.get("/programmes/", headers=HOST).content.decode()

    assert set(re.findall(r'href="(?:http://localhost[:0-9]*)?/programmes/([a-z-]+)/"', told)) >= set(
        PROGRAMMES
    )


def test_a_product_that_is_gone_takes_no_patients(client: Client) -> None:
    Product.objects.filter(slug="metformin-er").update(status="retired")

    told = client.get("/programmes/metformin-er/", headers=HOST).content.decode()

    assert "/start/metformin-er" not in told
    assert "do not take on new patients" in told


class TestChooser:
    def test_keeps_the_slug_and_shows_the_product(self) -> None:
        block, found = ProductBlock(), Product.objects.get(slug="l-theanine")

        assert block.get_prep_value(block.value_from_form(str(found.pk))) == "l-theanine"
        assert block.get_form_state("l-theanine")["id"] == str(found.pk)
        assert block.clean("l-theanine") == "l-theanine"

    def test_renders_without_a_statement_of_its_own(self) -> None:
        home = HomePage.objects.get()

        with CaptureQueriesContext(connection) as captured:
            shelves = [block.value["products"] for block in home.body if block.block_type == "shelf"]

        assert "omega-3-concentrate" in list(shelves[0])
        assert not [one for one in captured if "product" in one["sql"]]
