"""Line 7: somebody tries to buy a prescription product by every door of the shop, and cannot."""

import secrets
from collections.abc import Mapping, Sequence

import psycopg

from clinic.story.people import Person
from clinic.story.story import Story
from clinic.story.town import Town

TITLE = "Every door of the shop refuses a prescription product"
PRODUCTS = ("semaglutide-weekly", "metformin-er", "tadalafil-daily", "estradiol-patch")
REFUSED = range(400, 500)
FIND = """
SELECT sku.id::text FROM shared.sku JOIN shared.product ON product.id = sku.product_id
WHERE product.needs_prescription ORDER BY sku.code
"""


def play(story: Story) -> int:
    """Try every door, and return how many there were."""
    buyer = Person(story.town, f"eager.{secrets.token_hex(4)}@example.com")
    before = set(story.town.payments("shop"))
    for slug in PRODUCTS:
        _no_button(story, buyer, slug)
    skus = skus_of(story.town)
    tried = sum(_basket(buyer, sku) for sku in skus)
    story.step(f"{tried} posts to the basket, by hand, are refused", story.town.at("storefront", "/basket/"))
    tried += _tampered_checkout(story, buyer, skus)
    tried += _unapproved(story, buyer)
    assert set(story.town.payments("shop")) == before, "nothing reached the processor"
    story.step(f"after {tried} doors the processor has seen no payment of theirs", story.town.at("stripe"))
    return tried


def skus_of(town: Town) -> Sequence[str]:
    """Return the SKUs that need a prescription; their numbers are no secret."""
    with psycopg.connect(town.told.logins["report_shop"]) as connection:
        return [row[0] for row in connection.execute(FIND)]


def _no_button(story: Story, buyer: Person, slug: str) -> None:
    for language in ("", "/es"):
        page = buyer.visit("storefront", f"{language}/p/{slug}/")
        assert not any("basket" in form.action for form in page.forms), page.described
    page.link(f"/start/{slug}")
    story.step(f"{slug} has no basket button, in no language; it leads to the desk", page.url)


def _basket(buyer: Person, sku: str) -> int:
    doors: Sequence[tuple[str, Mapping[str, str]]] = (
        ("/basket/add/", {"sku": sku, "quantity": "1"}),
        ("/es/basket/add/", {"sku": sku, "quantity": "1"}),
        ("/basket/change/", {"sku": sku, "quantity": "1"}),
        ("/es/basket/change/", {"sku": sku, "quantity": "2"}),
    )
    for path, fields in doors:
        page = buyer.browser.post(buyer.town.at("storefront", path), fields)
        assert page.status in REFUSED, page.described
    return len(doors)


def _tampered_checkout(story: Story, buyer: Person, skus: Sequence[str]) -> int:
    buyer.visit("storefront", "/p/electrolyte-sachets/")
    buyer.browser.send("/basket/add/", {})
    buyer.visit("storefront", "/basket/")
    buyer.browser.open(buyer.page.link("Check out"))
    form = buyer.page.form("/checkout/")
    known = {name: each.values for name, each in form.fields.items() if each.values}
    address = {
        "email": buyer.email,
        "name": "Eager Buyer",
        "line1": "1 Side Door",
        "city": "Albany",
        "state": "NY",
        "postcode": "12207",
    }
    smuggled = {"sku": list(skus), "items": list(skus), "lines": list(skus), "quantity": "3"}
    buyer.browser.post(buyer.page.url, {**known, **address, **smuggled, "action": "update"})
    words = buyer.page.words.lower()
    assert not any(slug.split("-")[0] in words for slug in PRODUCTS), buyer.page.described
    story.step("a checkout with smuggled lines prices only what the basket holds", buyer.page.url)
    return 1


def _unapproved(story: Story, buyer: Person) -> int:
    somewhere = "01a00000-0000-7000-8000-000000000001"
    doors = (f"/care/orders/{somewhere}/pay", f"/api/v1/orders/{somewhere}/pay")
    for path in doors:
        page = buyer.browser.post(story.town.at("portal", path), {})
        assert page.status in REFUSED or "sign in" in page.words.lower(), page.described
    story.step("the desk takes no payment without an approved offer of one's own", story.town.at("portal"))
    return len(doors)
