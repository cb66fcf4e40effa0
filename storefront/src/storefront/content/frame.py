"""The header, footer and banner as editors have set them, kept in the process for a few seconds."""

import time
from collections.abc import Sequence

from django.db.models import Q

from storefront.content.models import Campaign, Frame
from storefront.kit import clock, navigation

SECONDS = 5.0
_kept: tuple[float, navigation.Frame] | None = None


def current() -> navigation.Frame:
    """Return the frame of every page."""
    global _kept  # noqa: PLW0603 - one frame a process
    if _kept is None or _kept[0] < time.monotonic():
        _kept = (time.monotonic() + SECONDS, _read())
    return _kept[1]


def forget() -> None:
    """Read anew at the next page."""
    global _kept  # noqa: PLW0603 - one frame a process
    _kept = None


def _read() -> navigation.Frame:
    found = Frame.objects.first()
    default = navigation.DEFAULT
    if found is None:
        return navigation.Frame(default.main, default.footer, default.legal, _banner())
    menu = [(block.value.href, block.value.text) for block in found.menu]
    columns = [(block.value["heading"], _links(block.value["links"])) for block in found.columns]
    legal = [line for line in found.legal.splitlines() if line.strip()]
    return navigation.Frame(
        menu or default.main, columns or default.footer, legal or default.legal, _banner()
    )


def _links(links: Sequence[object]) -> list[tuple[str, str]]:
    return [(link.href, link.text) for link in links]  # type: ignore[attr-defined]


def _banner() -> navigation.Banner | None:
    now = clock.now()
    running = Q(ends_at=None) | Q(ends_at__gt=now)
    found = Campaign.objects.filter(running, starts_at__lte=now).order_by("-starts_at").first()
    if found is None:
        return None
    link = found.link[0].value if found.link else None
    return navigation.Banner(
        found.text, link.href if link else "", link.text if link else "", found.is_urgent
    )
