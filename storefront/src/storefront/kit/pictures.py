"""The pictures of products: a drawing where it is smaller, else the sizes that were made of it.

A drawing weighs 5 kB compressed at any size. AVIF weighs 3 kB at 320 pixels and 6 kB at 640: cards take AVIF
(WebP for browsers without), and the big picture of a product page takes the drawing itself.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

_MADE = re.compile(r"(.+)-(\d+)\.(avif|webp)")


@dataclass(frozen=True, slots=True)
class Picture:
    """Addresses of one picture: `avif` and `webp` are sets of sources, empty where none were made."""

    src: str
    avif: str
    webp: str
    drawing: str | None


@cache
def of(name: str) -> Picture:
    """Return a picture by its name in `brand/products`, or the house's mark until it has one."""
    found = _sizes().get(name, {})
    if not any(path.name == f"{name}.webp" for path in _folder()):
        return Picture(static("brand/logo.svg"), "", "", None)
    return Picture(
        src=static(f"brand/products/{name}.webp"),
        avif=_set(name, "avif", found.get("avif", ())),
        webp=_set(name, "webp", found.get("webp", ())),
        drawing=static(f"brand/products/{name}.svg") if name in _drawn() else None,
    )


def _set(name: str, kind: str, widths: tuple[int, ...]) -> str:
    return ", ".join(f"{static(f'brand/products/{name}-{width}.{kind}')} {width}w" for width in widths)


@cache
def _sizes() -> dict[str, dict[str, tuple[int, ...]]]:
    sizes: dict[str, dict[str, tuple[int, ...]]] = {}
    for made in filter(None, (_MADE.fullmatch(path.name) for path in _folder())):
        kinds = sizes.setdefault(made[1], {})
        kinds[made[3]] = tuple(sorted((*kinds.get(made[3], ()), int(made[2]))))
    return sizes


@cache
def _drawn() -> frozenset[str]:
    return frozenset(path.stem for path in _folder() if path.suffix == ".svg")


@cache
def _folder() -> tuple[Path, ...]:
    return tuple((settings.BRAND / "static/brand/products").iterdir())
