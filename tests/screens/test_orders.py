"""An order after it was paid: by the link in its mail, in two parcels, partly refunded, called off."""

import secrets

import pytest

from clinic.story.people import Person
from clinic.story.story import Story
from clinic.story.waiting import until
from tests.screens.conftest import OpenWindow
from tests.screens.eyes import Window
from tests.screens.people import LONG_ADDRESS

pytestmark = pytest.mark.browser

GOODS = {"fiber-blend": "2", "sleep-mask": "1"}


def bought(story: Story, goods: dict[str, str]) -> Person:
    """Somebody who has paid, and sees their order."""
    guest = Person(story.town, f"guest.{secrets.token_hex(4)}@example.com")
    for slug, quantity in goods.items():
        guest.visit("storefront", f"/p/{slug}/")
        guest.browser.send("/basket/add/", {"quantity": quantity})
    guest.visit("storefront", "/checkout/")
    address = {**LONG_ADDRESS, "email": guest.email}
    guest.browser.send("/checkout/", address, button="Continue to payment")
    guest.pay()
    until("the payment", lambda: "Thank you" in guest.browser.open(guest.page.url).words)
    return guest


def comes_to_say(guest: Person, words: str) -> None:
    """Load the order's page until it says so."""
    until(words, lambda: words in guest.browser.open(guest.page.url).words)


@pytest.fixture(scope="module")
def guest(story: Story) -> Person:
    return bought(story, GOODS)


def test_the_link_in_its_mail(story: Story, guest: Person, window: Window) -> None:
    reference = guest.page.path.strip("/").split("/")[-1]
    link = story.town.mail(guest.email, reference).link("/o/")

    window.open(link, "an order opened from its mail")
    assert window.tab.get_by_role("heading", name=f"Order {reference}").is_visible()
    window.context.clear_cookies()
    window.open(link.rstrip("/")[:-1] + "/", "a link that has lost its last letter", status=410)
    window.open(story.town.at("storefront", f"/orders/{reference}/"), "somebody else's order", status=404)


def test_in_two_parcels(story: Story, guest: Person, window_of: OpenWindow) -> None:
    operator = story.in_the_back_office("operator")
    order = operator.visit("storefront", f"/cms/shop{guest.page.path}ship/")
    first, *others = [name for name in order.form("/ship/").fields if name.startswith("pieces_")]
    pieces = {first: "1", **dict.fromkeys(others, "0")}
    parcel = {**pieces, "tracking": f"1Z{secrets.token_hex(8).upper()}"}

    operator.browser.send("/ship/", parcel, button="It has left")
    comes_to_say(guest, "Part of it on its way")

    window_of(guest).follow(guest, "an order that has left in part")


def test_partly_refunded(story: Story, guest: Person, window_of: OpenWindow) -> None:
    operator = story.in_the_back_office("operator")
    operator.visit("storefront", f"/cms/shop{guest.page.path}refund/")

    operator.browser.send("/refund/", {"amount": "5.50", "reason": "A dented lid"}, button="Work it out")
    operator.browser.send("/refund/", {}, button="Refund")
    comes_to_say(guest, "Part refunded")

    window_of(guest).follow(guest, "an order refunded in part")


def test_called_off(story: Story, window_of: OpenWindow) -> None:
    guest = bought(story, {"sleep-mask": "1"})
    window = window_of(guest)
    window.follow(guest, "an order that was just paid")
    window.tab.get_by_role("button", name="Cancel this order").click()
    window.look("asked whether to call an order off")
    with window.tab.expect_navigation():
        window.tab.get_by_role("button", name="Cancel the order").click()
    comes_to_say(guest, "Refunded")
    window.follow(guest, "an order called off")
