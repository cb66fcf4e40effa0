"""Short ways to write down the blocks of a programme's page."""

from collections.abc import Sequence
from typing import NamedTuple

from storefront.content.demo.pieces import Block, steps


class Programme(NamedTuple):
    """A page, by the parts that differ."""

    title: str
    lede: str
    body: str


WAY = steps(
    "How it works",
    ("Three questions", "Where you live, your age, and what rules it out. You know within a minute."),
    ("Your health, once", "About a dozen questions, one to a page. Stop and come back as you like."),
    ("A clinician decides", "Licensed in your state. If they want to see you, by video within seven days."),
    ("You pay, if it is a yes", "Your bank sets the amount aside; it is taken when your medicine is ready."),
    ("It reaches you", "In a plain box, with tracking. Questions go to your clinician, not to a shop."),
)


def fits(suits: Sequence[str], excludes: Sequence[str]) -> Block:
    """Return for whom it is, and for whom not."""
    value = {"heading": "Is it for you?", "suits": list(suits), "excludes": list(excludes)}
    return {"type": "fits", "value": value}


def price(
    medicine: str, commitment: str, *, delivery: str = "In a plain box, with tracking", tests: str = ""
) -> Block:
    """Return all that it costs; the visit and delivery are in the medicine's price."""
    lines = [
        {"what": "The clinician and any visit", "amount": "Included", "note": "A no costs nothing either"},
        {"what": "Delivery", "amount": "Included", "note": delivery},
        {"what": "Commitment", "amount": "None", "note": commitment},
    ]
    if tests:
        lines.insert(1, {"what": "Blood tests", "amount": "Not included", "note": tests})
    note = "The price you see here is the price you are offered after approval. We do not bill insurance."
    value = {"heading": "What it costs, all of it", "medicine": medicine, "lines": lines, "note": note}
    return {"type": "price", "value": value}


def safety(html: str, urgent: Sequence[str], label: str) -> Block:
    """Return what can go wrong; `label` is the name under which DailyMed has the full label."""
    address = f"https://dailymed.nlm.nih.gov/dailymed/search.cfm?labeltype=human&query={label}"
    value = {"heading": "What can go wrong", "text": html, "urgent": list(urgent), "label_link": address}
    return {"type": "safety", "value": value}


def sources(*pairs: tuple[str, str]) -> Block:
    """Return where claims come from."""
    found = [{"title": title, "address": address} for title, address in pairs]
    return {"type": "sources", "value": {"heading": "Sources", "sources": found}}
