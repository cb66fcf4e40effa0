"""The public shop: finding, choosing, the basket, paying, and the order afterwards."""

import pytest

from clinic.story.people import CARD, Person
from clinic.story.town import Town
from tests.screens.conftest import OpenWindow
from tests.screens.eyes import Window
from tests.screens.people import LONG_ADDRESS

pytestmark = pytest.mark.browser

BROWSING = {
    "home": "/",
    "everything": "/shop/",
    "a shelf": "/shop/longevity/",
    "a shelf narrowed down": "/shop/?form=capsule&stock=in",
    "nothing fits": "/shop/?least=9000",
    "a product with variants": "/p/omega-3-concentrate/",
    "a product with many variants": "/p/sleep-ring/",
    "a product by prescription": "/p/metformin-er/",
    "a programme": "/programmes/metformin-er/",
    "a membership": "/p/membership-steady/",
    "finding an order": "/orders/find/",
    "an empty basket": "/basket/",
    "found": "/search/?q=omega",
    "nothing found": "/search/?q=zzzzqq",
}
LAST_ONE = "/p/sleep-ring/?sku=RNG-011"
IN_SPANISH = ("/es/", "/es/shop/", "/es/p/omega-3-concentrate/", "/es/p/metformin-er/", "/es/basket/")


@pytest.mark.parametrize("name", BROWSING)
def test_browsing(town: Town, window: Window, name: str) -> None:
    window.open(town.at("storefront", BROWSING[name]), name)


def test_where_nothing_is(town: Town, window: Window) -> None:
    window.open(town.at("storefront", "/nowhere/"), "a page that is not there", status=404)
    window.open(town.at("storefront", "/o/nothing-of-the-kind/"), "a link that is no longer good", status=410)


@pytest.mark.parametrize("path", IN_SPANISH)
def test_in_spanish(town: Town, window: Window, path: str) -> None:
    window.open(town.at("storefront", path), f"in Spanish {path.replace('/', ' ')}")


def test_from_the_basket_to_the_order(town: Town, window: Window) -> None:
    tab = window.tab
    for slug in ("fiber-blend", "omega-3-concentrate"):
        tab.goto(town.at("storefront", f"/p/{slug}/"))
        with tab.expect_response(lambda answer: "/basket/add/" in answer.url):
            tab.get_by_role("button", name="Add to basket").first.click()
    window.open(town.at("storefront", "/basket/"), "a basket")
    window.open(town.at("storefront", "/checkout/"), "the checkout")
    tab.get_by_role("button", name="Continue to payment").click()
    tab.wait_for_selector(".error-summary")
    window.look("the checkout with errors")
    for name, value in LONG_ADDRESS.items():
        field = tab.locator(f'[name="{name}"]')
        field.select_option(value) if name == "state" else field.fill(value)
    with tab.expect_navigation(url="**/c/pay/**"):
        tab.get_by_role("button", name="Continue to payment").click()
    window.look("the processor's page")
    for name, value in CARD.items():
        tab.locator(f'[name="{name}"]').fill(value)
    with tab.expect_navigation(url="**/orders/**"):
        tab.get_by_role("button", name="Pay").first.click()
    tab.get_by_text("Paid").first.wait_for()
    window.look("an order that is paid")


def test_a_quantity_counts_at_once(town: Town, window: Window) -> None:
    tab = window.tab
    tab.goto(town.at("storefront", "/p/fiber-blend/"))
    with tab.expect_response(lambda answer: "/basket/add/" in answer.url):
        tab.get_by_role("button", name="Add to basket").first.click()
    tab.goto(town.at("storefront", "/basket/"))
    more = tab.get_by_role("button", name="One more: Quantity of Fiber Blend")
    for count in ("2", "3"):
        with tab.expect_response(lambda answer: answer.url.endswith("/basket/")):
            more.press("Enter")
        tab.locator(f'[name="quantity"][value="{count}"]').wait_for()

    assert more.evaluate("one => one === document.activeElement")
    tab.get_by_role("link", name="Check out").click()
    tab.get_by_text("Quantity 3").wait_for()


def test_sold_out(town: Town, window_of: OpenWindow) -> None:
    first, second = (Person(town, f"{name}@example.com") for name in ("first", "second"))
    for guest in (first, second):
        guest.visit("storefront", LAST_ONE)
        guest.browser.send("/basket/add/", {"quantity": "1"})
    first.visit("storefront", "/checkout/")
    address = {**LONG_ADDRESS, "email": first.email}
    first.browser.send("/checkout/", address, button="Continue to payment")

    window = window_of(second)
    window.open(town.at("storefront", f"/es{LAST_ONE}"), "a product that is sold out")
    assert window.tab.get_by_role("button", name="Agotado").is_disabled()
    window.open(town.at("storefront", "/basket/"), "a basket with something that is gone")
    assert not window.tab.get_by_role("link", name="Check out").count()
    waiting = first.visit("storefront", "/checkout/").form("/pay/").action
    first.browser.open(waiting.removesuffix("pay/"))
    window_of(first).follow(first, "an order that is to be paid")
    first.browser.send("/cancel/", {}).expect("Nothing was charged")
