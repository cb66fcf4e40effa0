"""Short ways to write down blocks."""

import json
from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]


def link(words: str, address: str) -> dict[str, Any]:
    """Return a link."""
    return {"words": words, "page": None, "address": address}


def scene(kind: str = "", product: str = "", alt: str = "") -> dict[str, Any]:
    """Return a drawn picture."""
    return {"image": None, "scene": kind, "product": product, "alt": alt}


def text(html: str) -> Block:
    """Return a text."""
    return {"type": "text", "value": html}


def hero(
    eyebrow: str, heading: str, words: str, links: Sequence[dict[str, Any]], picture: dict[str, Any]
) -> Block:
    """Return the top of a page."""
    value = {"eyebrow": eyebrow, "heading": heading, "text": words, "links": list(links), "picture": picture}
    return {"type": "hero", "value": value}


def split(
    heading: str,
    html: str,
    picture: dict[str, Any],
    way: dict[str, Any] | None = None,
    *,
    first: bool = False,
) -> Block:
    """Return a picture beside a text."""
    value = {
        "heading": heading,
        "text": html,
        "link": way or link("", ""),
        "picture": picture,
        "picture_first": first,
    }
    return {"type": "split", "value": value}


def quote(words: str, who: str) -> Block:
    """Return somebody's words."""
    return {"type": "quote", "value": {"words": words, "who": who}}


def facts(heading: str, *pairs: tuple[str, str]) -> Block:
    """Return a row of figures."""
    found = [{"figure": figure, "words": words} for figure, words in pairs]
    return {"type": "facts", "value": {"heading": heading, "facts": found}}


def faq(heading: str, *pairs: tuple[str, str]) -> Block:
    """Return questions; answers are plain text or markup."""
    found = [{"question": question, "answer": _paragraph(answer)} for question, answer in pairs]
    return {"type": "faq", "value": {"heading": heading, "questions": found}}


def shelf(heading: str, words: str, products: Sequence[str], way: dict[str, Any]) -> Block:
    """Return a row of products."""
    value = {"heading": heading, "text": words, "products": list(products), "category": "", "link": way}
    return {"type": "shelf", "value": value}


def call(heading: str, words: str, way: dict[str, Any]) -> Block:
    """Return a call to do one thing."""
    return {"type": "call", "value": {"heading": heading, "text": words, "link": way}}


def evidence(*lines: tuple[str, str, str, str], note: str = "", heading: str = "") -> Block:
    """Return lines of (name, amount, what is known, strength)."""
    keys = ("name", "amount", "known", "strength")
    value = {
        "heading": heading or "What is inside, and what is known",
        "lines": [dict(zip(keys, line, strict=True)) for line in lines],
        "note": note,
    }
    return {"type": "evidence", "value": value}


def steps(heading: str, *pairs: tuple[str, str]) -> Block:
    """Return what happens, in order."""
    found = [{"title": title, "text": words} for title, words in pairs]
    return {"type": "steps", "value": {"heading": heading, "steps": found}}


def stream(*blocks: Block) -> str:
    """Return blocks as a StreamField takes them."""
    return json.dumps(list(blocks))


def _paragraph(answer: str) -> str:
    return answer if answer.startswith("<") else f"<p>{answer}</p>"
