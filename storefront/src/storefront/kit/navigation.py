"""Where the shop's frame leads: the links of the header and the footer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

Links = Sequence[tuple[str, object]]

MAIN = [
    ("/shop/", _("Shop all")),
    ("/shop/foundations/", _("Foundations")),
    ("/shop/longevity/", _("Longevity")),
    ("/shop/skin/", _("Skin")),
    ("/shop/devices/", _("Devices")),
    ("/shop/prescription/", _("Prescription care")),
]

FOOTER = [
    (
        _("Shop"),
        [
            ("/shop/", _("All products")),
            ("/shop/foundations/", _("Foundations")),
            ("/shop/longevity/", _("Longevity")),
            ("/shop/skin/", _("Skin")),
            ("/shop/devices/", _("Devices")),
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
    """A line above every page, with a way on where there is one."""

    text: str
    href: str
    words: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: links are addresses with their words."""

    main: Links
    footer: Sequence[tuple[object, Links]]
    legal: Sequence[object]
    banner: Banner | None = None


DEFAULT = Frame(MAIN, FOOTER, LEGAL)
_sources: list[Callable[[], Frame]] = []


def come_from(source: Callable[[], Frame]) -> None:
    """Take the frame from `source` from now on, as a slice ahead of this one has it."""
    _sources[:] = [source]


class Navigation:
    """The frame as templates ask for it."""

    def main(self, request: HttpRequest) -> list[tuple[str, object, bool]]:
        """Return the menu, and which entry is the page being shown."""
        return [(href, text, request.path == href) for href, text in self._frame.main]

    @property
    def footer(self) -> Sequence[tuple[object, Links]]:
        """Return the columns of the footer."""
        return self._frame.footer

    @property
    def legal(self) -> Sequence[object]:
        """Return the lines at the very end."""
        return self._frame.legal

    @property
    def banner(self) -> Banner | None:
        """Return what is announced above every page."""
        return self._frame.banner

    @property
    def _frame(self) -> Frame:
        return _sources[0]() if _sources else DEFAULT
