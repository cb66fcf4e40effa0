"""The operators' and editors' back office: our screens in Wagtail, and that Wagtail's own open."""

from datetime import timedelta

import pytest

from clinic.story import scene_1
from clinic.story.people import CARD, Person
from clinic.story.scene_1 import Sale
from clinic.story.story import Story
from clinic.story.waiting import until
from tests.screens.conftest import OpenWindow
from tests.screens.people import LONG_ADDRESS
from tests.screens.setting_aside import set_aside

pytestmark = pytest.mark.browser

REFUND_FAILS = "4000000000005126"

OURS = (
    "/cms/",
    "/cms/shop/orders/",
    "/cms/shop/orders/?status=paid&q=nobody",
    "/cms/shop/products/",
    "/cms/shop/products/omega-3-concentrate/",
    "/cms/shop/stock/",
    "/cms/shop/stock/?view=low",
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
    for path, name in (("", "an order in the back office"), ("cancel/", "an order that cannot be cancelled")):
        window.open(story.town.at("storefront", f"/cms/shop/orders/{sale.order}/{path}"), name)


def test_operations_with_what_was_set_aside(story: Story, window_of: OpenWindow) -> None:
    set_aside(story.town, "storefront", "storefront")
    window = window_of(story.in_the_back_office("operator"))
    window.is_wagtails = True
    window.open(story.town.at("storefront", "/cms/shop/operations/"), "operations with a dead letter")
    row = window.tab.get_by_role("row").filter(has_text="screens.nobody").first
    row.get_by_role("button", name="Try again").click()
    window.tab.get_by_text("is being tried again").wait_for()


def test_what_products_refuse(story: Story, window_of: OpenWindow) -> None:
    window = window_of(story.in_the_back_office("operator"))
    window.is_wagtails = True
    tab = window.tab
    tab.goto(story.town.at("storefront", "/cms/shop/products/omega-3-concentrate/"))
    tab.get_by_label("New price (USD)").last.fill("0")
    tab.locator("form[action$='/price/']").last.evaluate("form => { form.noValidate = true }")
    tab.get_by_role("button", name="Set the price").last.click()
    tab.get_by_text("At least one cent.").wait_for()
    window.look("a price refused")


class TestRefunds:
    """In part, for the rest, and one that the processor sends back."""

    def test_in_part_and_for_the_rest(self, story: Story, sale: Sale, window_of: OpenWindow) -> None:
        window = window_of(story.in_the_back_office("operator"))
        window.is_wagtails = True
        tab, refund = window.tab, story.town.at("storefront", f"/cms/shop/orders/{sale.order}/refund/")

        window.open(refund, "refunding an order")
        tab.get_by_label("Why").fill("It came late")
        tab.get_by_role("button", name="Work it out").click()
        tab.get_by_text("Choose what goes back, or an amount.").wait_for()
        window.look("a refund of nothing refused")
        tab.get_by_label("Pieces of").first.fill("1")
        tab.get_by_role("button", name="Work it out").click()
        tab.get_by_text("This cannot be undone.").wait_for()
        window.look("what a refund comes to")
        tab.get_by_role("button", name="Change it").click()
        assert tab.get_by_label("Pieces of").first.input_value() == "1"
        tab.get_by_role("button", name="Work it out").click()
        tab.get_by_role("button", name="Refund $").click()
        tab.get_by_text("goes back to").first.wait_for()
        window.look("an order refunded in part")

        tab.goto(refund)
        left = tab.locator(".desk-act strong").first.inner_text()
        tab.get_by_label("An amount instead").fill(left.removeprefix("$"))
        tab.get_by_label("Why").fill("The rest of it")
        tab.get_by_role("button", name="Work it out").click()
        tab.get_by_role("button", name=f"Refund {left}").click()
        tab.get_by_text("goes back to").first.wait_for()
        window.open(refund, "nothing left to refund")

    def test_that_does_not_reach_the_shopper(self, story: Story, window_of: OpenWindow) -> None:
        operator, order = story.in_the_back_office("operator"), buy(story, REFUND_FAILS)
        address = story.town.at("storefront", f"/cms/shop/orders/{order}/")
        operator.browser.open(address + "refund/")
        operator.browser.send("/refund/", {"amount": "5.00", "reason": "Goodwill"}, button="Work it out")
        operator.browser.send("/refund/", {}, button="Refund $5.00")
        until("the refund", lambda: "re_" in operator.browser.open(address).words)
        story.town.move_clock(timedelta(hours=25))
        until("its failure", lambda: "did not reach" in operator.browser.open(address).words)
        window = window_of(operator)
        window.is_wagtails = True
        window.open(address, "an order whose refund failed")
        window.open(story.town.at("storefront", "/cms/"), "the back office with a failed refund")


def buy(story: Story, card: str) -> str:
    """Have a guest buy one thing with a card of that number, and return the order."""
    guest = Person(story.town, LONG_ADDRESS["email"])
    guest.visit("storefront", "/p/fiber-blend/")
    guest.browser.send("/basket/add/", {"quantity": "1"})
    guest.visit("storefront", "/checkout/")
    guest.browser.send("/checkout/", LONG_ADDRESS, button="Continue to payment")
    guest.browser.send("/c/pay/", {**CARD, "number": card})
    until("the payment", lambda: "Paid" in guest.browser.open(guest.page.url).words)
    return guest.page.path.strip("/").split("/")[-1]


def test_pages_open(story: Story, window_of: OpenWindow) -> None:
    """Wagtail's editor is its own: axe finds Draftail's fields unnamed, its minimap without a focus."""
    editor = story.in_the_back_office("editor")
    window = window_of(editor)
    for page in editor.visit("storefront", "/cms/pages/").links("/edit/")[:1]:
        window.glance(page, "the editor of a page")
        window.tab.get_by_role("button", name="Save draft").first.wait_for()


def test_a_product_story(story: Story, window_of: OpenWindow) -> None:
    """The editor and, beside it, the page as shoppers will see it."""
    editor = story.in_the_back_office("editor")
    page = editor.visit("storefront", "/cms/snippets/content/productstory/")
    window = window_of(editor)
    tab = window.tab
    window.glance(page.links("/productstory/edit/")[0], "the editor of a product story")
    tab.get_by_role("button", name="Save draft").first.wait_for()
    if not tab.locator("#w-preview-iframe").is_visible():
        tab.get_by_role("button", name="Toggle preview").click()
    shown = tab.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
    shown.wait_for()
    assert shown.inner_text()
    window.glance(
        story.town.at("storefront", "/cms/shop/orders/"), "the operators' orders to an editor", status=404
    )
    tab.get_by_role("link", name="Go to Wagtail admin").wait_for()
