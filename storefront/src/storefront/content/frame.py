"""The header, footer and banners as editors have set them, kept in the process and for all of them in Redis.

What is kept is named after a version that every change of them replaces; so a slow reader of what was there
before can leave its finding only where nobody looks any more.
"""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import translation

from storefront.content.models.frame import Audience, Campaign, Frame
from storefront.kit import clock, navigation
from storefront.kit.navigation import Banner, Entry, Links

SECONDS = 2.0
"""For how long a process goes on with what it has without asking whether it has changed."""

KEPT_FOR = 3_600
AHEAD = timedelta(days=60)
VERSION = "content:frame:version"

WHERE: dict[str, tuple[str, ...]] = {
    Audience.EVERYWHERE: (),
    Audience.HOME: ("/",),
    Audience.SHELVES: ("/shop/", "/p/", "/basket/"),
    Audience.CARE: ("/shop/prescription/", "/programmes/", "/how-it-works/"),
    Audience.JOURNAL: ("/journal/",),
}

_kept: dict[str, tuple[float, navigation.Frame]] = {}


def current() -> navigation.Frame:
    """Return the frame of every page in the language being spoken; no statement unless it was changed."""
    language = (translation.get_language() or "en").partition("-")[0]
    kept = _kept.get(language)
    if kept is None or kept[0] < time.monotonic():
        kept = (time.monotonic() + SECONDS, _shared(language))
        _kept[language] = kept
    return kept[1]


def forget() -> None:
    """Have every process read anew within seconds, and this one at its next page."""
    _kept.clear()
    cache.set(VERSION, uuid4().hex, None)


def forget_once_committed(**_kwargs: Any) -> None:
    """Forget when the change that was just made is there for others to read; a receiver of signals."""
    transaction.on_commit(forget)


def _shared(language: str) -> navigation.Frame:
    key = f"content:frame:{cache.get(VERSION, 0)}:{language}"
    found: navigation.Frame | None = cache.get(key)
    if found is None:
        try:
            found = _read(language)
        except DatabaseError:
            return navigation.DEFAULT
        cache.set(key, found, KEPT_FOR)
    return found


def _read(language: str) -> navigation.Frame:
    found, default = Frame.objects.first(), navigation.DEFAULT
    banners = _banners(language)
    if found is None:
        return _plain(default.main, default.footer, default.legal, banners)
    menu = [entry for block in found.menu if (entry := _entry(block.value)).href]
    columns = [
        (_said(block.value, "heading", language), _links(block.value["links"])) for block in found.columns
    ]
    told = (found.legal_es if language == "es" else "") or found.legal
    legal = [line for line in told.splitlines() if line.strip()]
    return _plain(menu or default.main, columns or default.footer, legal or default.legal, banners)


def _plain(
    main: Sequence[Entry],
    footer: Sequence[tuple[object, Links]],
    legal: Sequence[object],
    banners: Sequence[Banner],
) -> navigation.Frame:
    """Return the frame with its words spoken now, so that it may be kept for this language."""
    return navigation.Frame(
        [Entry(one.href, str(one.text), [(href, str(text)) for href, text in one.below]) for one in main],
        [(str(title), [(href, str(text)) for href, text in links]) for title, links in footer],
        [str(line) for line in legal],
        banners,
    )


def _said(value: Any, name: str, language: str) -> str:
    return str((value.get(f"{name}_es") if language == "es" else "") or value[name])


def _entry(value: Any) -> Entry:
    """Return an entry of the menu; where its own page is gone, it leads to the first of those below it."""
    below = _links(value["below"])
    return Entry(value.href or (below[0][0] if below else ""), value.text, below)


def _links(links: Sequence[Any]) -> list[tuple[str, str]]:
    return [(link.href, link.text) for link in links if link.href and link.text]


def _banners(language: str) -> list[Banner]:
    """Return the banners of now and the next weeks, the latest first: time alone needs no reading anew."""
    now = clock.real_now()
    ahead = Campaign.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now + AHEAD)
    found = (_banner(one, language) for one in ahead.order_by("-starts_at"))
    return [one for one in found if one.text]


def _banner(found: Campaign, language: str) -> Banner:
    link = found.link[0].value if found.link else None
    return Banner(
        text=found.text_es if language == "es" else found.text,
        href=link.href if link else "",
        words=link.text if link else "",
        is_urgent=found.is_urgent,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        where=WHERE[found.audience],
    )
