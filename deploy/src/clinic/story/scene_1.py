"""Line 1: a guest buys two products over the counter, and the lot that expires first is used."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from clinic.story.people import Person
from clinic.story.shelf import Lot, lots_of
from clinic.story.story import Story
from clinic.story.waiting import until

TITLE = "A guest buys two products over the counter with a promo code"
GOODS = ("vitamin-d3-k2", "fiber-blend")


@dataclass(frozen=True)
class Sale:
    """What came of it."""

    email: str
    order: str
    amount: int


def play(story: Story) -> Sale:
    """Buy, pay, read the mail, follow its link."""
    guest = Person(story.town, f"guest.{secrets.token_hex(4)}@example.com")
    before = set(story.town.payments("shop"))
    nearest = {slug: lots_of(story.town, slug)[0] for slug in GOODS}
    _choose(story, guest)
    _check_out(story, guest)
    order = _pay(story, guest)
    paid = next(line for name, line in story.town.payments("shop").items() if name not in before)
    _look_at_the_shelf(story, nearest)
    _follow(story, guest, order)
    _ship(story, guest, order, nearest)
    return Sale(guest.email, order, paid["captured"])


def _choose(story: Story, guest: Person) -> None:
    for slug in GOODS:
        guest.visit("storefront", f"/p/{slug}/")
        guest.browser.send("/basket/add/", {"quantity": "1"})
        story.step(f"{slug} goes into the basket", story.town.at("storefront", f"/p/{slug}/"))


def _check_out(story: Story, guest: Person) -> None:
    guest.visit("storefront", "/basket/")
    guest.browser.open(guest.page.link("Check out"))
    address = {
        "email": guest.email,
        "name": "Ottilie Marsh",
        "line1": "48 Larkspur Lane",
        "city": "Portland",
        "state": "OR",
        "postcode": "97205",
        "promo": "WELCOME10",
    }
    guest.browser.send("/checkout/", address, button="Apply").expect("WELCOME10", "10 %")
    story.step("the promo code takes ten percent off", guest.page.url)
    guest.browser.send("/checkout/", {}, button="Continue to payment")


def _pay(story: Story, guest: Person) -> str:
    story.step("the processor's own page asks for the card; no card number reaches the shop", guest.page.url)
    guest.pay()
    until("the order to be paid", lambda: "Paid" in guest.browser.open(guest.page.url).words)
    order = guest.page.path.strip("/").split("/")[-1]
    story.step(f"order {order} is paid", guest.page.url)
    return order


def _look_at_the_shelf(story: Story, nearest: Mapping[str, Lot]) -> None:
    for slug, lot in nearest.items():
        left = {one.code: one.on_hand for one in lots_of(story.town, slug)}.get(lot.code, 0)
        assert left == lot.on_hand - 1, f"{lot} has {left} left"
        story.step(f"of lot {lot.code}, the first to expire ({lot.expires_on}), {left} are left")


def _follow(story: Story, guest: Person, order: str) -> None:
    mail = story.town.mail(guest.email, order)
    guest.at_another_device()
    guest.browser.open(mail.link("/o/")).expect(order, "Paid")
    story.step(f"the mail “{mail.subject}” leads to the order on any device", mail.link("/o/"))


def _ship(story: Story, guest: Person, order: str, nearest: Mapping[str, Lot]) -> None:
    come, tracking = len(story.town.mails(guest.email)), f"1Z{secrets.token_hex(8).upper()}"
    operator = story.in_the_back_office("operator")
    lot = nearest[GOODS[0]].code
    operator.visit("storefront", f"/cms/shop/stock/{lot.rpartition('-')[0]}/").expect(lot)
    story.step("an operator sees the lots in the back office", operator.page.url)
    operator.visit("storefront", f"/cms/shop/orders/{order}/ship/")
    operator.browser.send("/ship/", {"tracking": tracking}, button="It has left")
    story.step("and gives the parcel to the carrier", operator.page.url)
    mail = story.town.mail(guest.email, tracking, after=come)
    guest.browser.open(mail.link("/o/")).expect(tracking)
    story.step(f"the mail “{mail.subject}” leads the guest to the parcel {tracking}", guest.page.url)
