"""Editors find no trace of the shop's operations, operators no way to a page: each role, each address."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.storefront.account.people import a_person, enrolled, sign_in

pytestmark = pytest.mark.django_db

LISTS = {"desk_orders": "operator admin", "desk_products": "operator", "desk_stock": "operator"}
VERBS = [
    ("desk_order_ship", ["X"]),
    ("desk_order_cancel", ["X"]),
    ("desk_order_refund", ["X"]),
    ("desk_order_deliver", ["X", uuid4()]),
    ("desk_order_note", ["X"]),
    ("desk_order_mail", ["X", uuid4()]),
    ("desk_sku", ["X"]),
    ("desk_price", ["X"]),
    ("desk_receive", ["X"]),
    ("desk_lot", [uuid4()]),
]
EDITORS_ONLY = ["wagtailadmin_explore_root", "wagtailimages:index", "wagtailredirects:index"]


def member(client: Client, role: str) -> Client:
    user = a_person(role)
    sign_in(client, user, enrolled(user))
    return client


@pytest.mark.parametrize("role", ["editor", "operator", "admin"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_exists_only_for_those_whose_work_it_is(client: Client, role: str, name: str) -> None:
    response = member(client, role).get(reverse(name))

    assert response.status_code == (200 if role in LISTS[name].split() else 404)


@pytest.mark.parametrize(("name", "args"), VERBS)
def test_an_editor_can_do_nothing_to_the_shop(client: Client, name: str, args: list[object]) -> None:
    assert member(client, "editor").post(reverse(name, args=args)).status_code == 404


def test_an_editors_menu_has_no_entry_of_the_shop(client: Client) -> None:
    page = member(client, "editor").get("/cms/").content.decode()

    assert "/cms/shop/" not in page
    assert "Product stories" in page


def test_an_operators_menu_has_no_entry_of_the_pages(client: Client) -> None:
    page = member(client, "operator").get("/cms/").content.decode()

    assert "/cms/shop/orders/" in page
    assert "Product stories" not in page
    assert "/cms/images/" not in page


@pytest.mark.parametrize("name", EDITORS_ONLY)
def test_an_operator_is_turned_away_from_what_editors_do(client: Client, name: str) -> None:
    response = member(client, "operator").get(reverse(name))

    assert response.status_code in {302, 403, 404}


def test_an_operator_cannot_publish_a_page(client: Client) -> None:
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=Page(title="Draft", slug="draft", live=False))

    client = member(client, "operator")
    answers = [
        client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {"title": "Mine", "slug": "mine", "action-publish": "1"},
        ),
    ]

    assert all(answer.status_code in {302, 403} for answer in answers)
    page.refresh_from_db()
    assert (page.live, page.title) == (False, "Draft")
