"""Where the shop's frame leads: the links of the header and the footer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from storefront.kit import clock

Links = Sequence[tuple[str, object]]
Shown = tuple[str, object, bool]
"""A link as a page shows it: where to, its words, and whether one is there already."""

MAIN = [
    ("/shop/", _("Shop all")),
    ("/shop/foundations/", _("Foundations")),
    ("/shop/longevity/", _("Longevity")),
    ("/shop/sleep/", _("Sleep & light")),
    ("/shop/skin/", _("Skin")),
    ("/shop/devices/", _("Devices & tests")),
    ("/shop/prescription/", _("Prescription care")),
]

FOOTER = [
    (
        _("Shop"),
        [
            ("/shop/", _("All products")),
            ("/shop/foundations/", _("Foundations")),
            ("/shop/longevity/", _("Longevity")),
            ("/shop/sleep/", _("Sleep & light")),
            ("/shop/skin/", _("Skin")),
            ("/shop/devices/", _("Devices & tests")),
            ("/shop/membership/", _("Membership")),
        ],
    ),
    (
        _("Care"),
        [
            ("/shop/prescription/", _("Prescription care")),
            ("/how-it-works/", _("How it works")),
            ("/faq/", _("Questions")),
        ],
    ),
    (
        _("Your order"),
        [
            ("/orders/find/", _("Find an order")),
            ("/basket/", _("Basket")),
            ("/account/", _("Account")),
        ],
    ),
    (
        _("Clinic"),
        [
            ("/about/", _("About us")),
            ("/privacy/", _("Privacy")),
            ("/terms/", _("Terms")),
            ("/refunds/", _("Refunds")),
        ],
    ),
]

LEGAL = [
    _("Alder & Vale is a fictional clinic."),
    _("Food supplements are not intended to diagnose, treat, cure or prevent any disease."),
]


class Banner(NamedTuple):
    """A line above pages, with a way on where there is one: from when until when, and on which pages.

    `where` are the beginnings of addresses; none means everywhere, and a lone `/` the home page itself.
    """

    text: str
    href: str
    words: str
    is_urgent: bool
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    where: tuple[str, ...] = ()

    def stands(self, path: str, now: datetime) -> bool:
        """Tell whether the banner is shown on this page at this time."""
        if (self.starts_at and now < self.starts_at) or (self.ends_at and now >= self.ends_at):
            return False
        page = path.removeprefix("/es") or "/"
        return not self.where or any(
            page == one or (one != "/" and page.startswith(one)) for one in self.where
        )


class Entry(NamedTuple):
    """One entry of the menu, with what unfolds below it."""

    href: str
    text: object
    below: Links = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: links are addresses with words; the first banner that stands is shown."""

    main: Sequence[Entry]
    footer: Sequence[tuple[object, Links]]
    legal: Sequence[object]
    banners: Sequence[Banner] = ()


DEFAULT = Frame([Entry(*link) for link in MAIN], FOOTER, LEGAL)
SHOP_PAGES = ("/shop/", "/p/", "/search/", "/basket/", "/checkout/", "/orders/")
"""What speaks both languages by itself; a page of an editor's speaks the one it was written in."""

_sources: list[Callable[[], Frame]] = []


def come_from(source: Callable[[], Frame]) -> None:
    """Take the frame from `source` from now on, as a slice ahead of this one has it."""
    _sources[:] = [source]


def _led_to(href: str, *, is_spanish: bool) -> str:
    """Return where an address of the shop is found in the language being spoken."""
    return f"/es{href}" if is_spanish and href.startswith(SHOP_PAGES) else href


def _speaks_spanish() -> bool:
    return (get_language() or "en").startswith("es")


class Navigation:
    """The frame as templates ask for it."""

    def main(self, request: HttpRequest) -> tuple[tuple[str, object, bool, tuple[Shown, ...]], ...]:
        """Return the menu; of each entry whether it is the page being shown, and what unfolds below it."""
        is_spanish = _speaks_spanish()

        def link(href: str, text: object) -> Shown:
            led_to = _led_to(href, is_spanish=is_spanish)
            return led_to, text, request.path == led_to

        return tuple(
            (*link(entry.href, entry.text), tuple(link(href, text) for href, text in entry.below))
            for entry in self._frame.main
        )

    @property
    def footer(self) -> Sequence[tuple[object, Links]]:
        """Return the columns of the footer."""
        is_spanish = _speaks_spanish()
        return tuple(
            (title, tuple((_led_to(href, is_spanish=is_spanish), text) for href, text in links))
            for title, links in self._frame.footer
        )

    def other_language(self, request: HttpRequest) -> tuple[str, str, str]:
        """Return where this page is found in the other language, that language's code and its own name.

        A page that speaks English alone leads to the Spanish shelves.
        """
        address = request.get_full_path()
        if _speaks_spanish():
            english = address.removeprefix("/es") or "/"
            return ("/" if english.startswith("//") else english), "en", "English"
        is_shop = address.startswith(SHOP_PAGES)
        return _led_to(address if is_shop else "/shop/", is_spanish=True), "es", "Español"

    @property
    def legal(self) -> Sequence[object]:
        """Return the lines at the very end."""
        return tuple(self._frame.legal)

    def banner(self, request: HttpRequest) -> Banner | None:
        """Return what is announced above this page now, by the clock on the wall, as editors plan."""
        now = clock.real_now()
        return next((one for one in self._frame.banners if one.stands(request.path, now)), None)

    @property
    def _frame(self) -> Frame:
        return _sources[0]() if _sources else DEFAULT
