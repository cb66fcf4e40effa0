"""The operators' and editors' back office: our screens in Wagtail, and that Wagtail's own open."""

import pytest

from clinic.story import scene_1
from clinic.story.scene_1 import Sale
from clinic.story.story import Story
from tests.screens.conftest import OpenWindow

pytestmark = pytest.mark.browser

OURS = (
    "/cms/",
    "/cms/shop/orders/",
    "/cms/shop/orders/?status=paid&q=nobody",
    "/cms/shop/products/",
    "/cms/shop/products/omega-3-concentrate/",
    "/cms/shop/stock/",
    "/cms/shop/stock/?low=1",
    "/cms/shop/operations/",
)


@pytest.fixture(scope="module")
def sale(story: Story) -> Sale:
    """An order of two products, paid and shipped."""
    return scene_1.play(story)


@pytest.mark.parametrize("path", OURS)
def test_lists(story: Story, sale: Sale, window_of: OpenWindow, path: str) -> None:
    operator = story.in_the_back_office("operator")
    window = window_of(operator)
    window.is_wagtails = True
    window.open(story.town.at("storefront", path), path.replace("/", " ").strip())


def test_an_order(story: Story, sale: Sale, window_of: OpenWindow) -> None:
    window = window_of(story.in_the_back_office("operator"))
    window.is_wagtails = True
    for path, name in (("", "an order in the back office"), ("refund/", "refunding an order")):
        window.open(story.town.at("storefront", f"/cms/shop/orders/{sale.order}/{path}"), name)


def test_pages_open(story: Story, window_of: OpenWindow) -> None:
    """Wagtail's editor is its own: axe finds Draftail's fields unnamed, its minimap without a focus."""
    editor = story.in_the_back_office("editor")
    window = window_of(editor)
    for page in editor.visit("storefront", "/cms/pages/").links("/edit/")[:1]:
        window.glance(page, "the editor of a page")
        window.tab.get_by_role("button", name="Save draft").first.wait_for()
