"""A pharmacist's work at the clinic's own dispensary: verify, pick, hand over, ship."""

from clinic.story.browser import Page, Surprised
from clinic.story.deciding import TRIES
from clinic.story.people import Member
from clinic.story.waiting import until


def open_fill(pharmacist: Member, order: str) -> str:
    """Open the fill of an order, by the order's reference, once it has come; return its address."""

    def look() -> str | None:
        page = pharmacist.visit("portal", "/desk/dispensary")
        return page.link(order) if order in page.words else None

    address = until(f"order {order} in the dispensary", look)
    pharmacist.browser.open(address)
    return address


def verify(pharmacist: Member) -> Page:
    """Check the prescription that is shown against its signature."""
    pharmacist.page.expect("signature verified")
    return pharmacist.browser.send("/verify", {})


def pick(pharmacist: Member) -> str:
    """Take the proposed lot, the first to expire, and return its code once the money is taken."""
    proposed = pharmacist.page.form("/pick").fields["lot"]
    assert proposed.values == proposed.choices[:1], "the first lot is the proposed one"
    pharmacist.browser.send("/pick", {})
    address = pharmacist.page.url
    until("the payment to be taken", lambda: _may_hand_over(pharmacist, address))
    words = pharmacist.page.words
    return words[words.index("Hand it over Lot ") :].split()[4].rstrip(",")


def hand_over(pharmacist: Member) -> Page:
    """Sign the hand-over with a second factor."""
    for _ in range(TRIES):
        try:
            return pharmacist.browser.send("/hand-over", {"code": pharmacist.signature.code()})
        except Surprised:
            if "/hand-over" not in pharmacist.page.path:
                raise
    raise Surprised(f"{pharmacist.page.described}: {pharmacist.page.words[:600]}")


def ship(pharmacist: Member, tracking: str) -> Page:
    """Give the parcel to the carrier."""
    return pharmacist.browser.send("/ship", {"carrier": "UPS", "tracking": tracking})


def _may_hand_over(pharmacist: Member, address: str) -> bool:
    return any("/hand-over" in form.action for form in pharmacist.browser.open(address).forms)
