"""Every pair of colours that the components put together can be read, on paper and at night (WCAG 2.2 AA)."""

import itertools
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[3] / "shared-lib/brand/src/tokens.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0

GROUNDS = ("paper", "raised", "sunken")
WORDS = ("ink", "muted", "accent", "accent-strong", "amber", "brick")
SHAPES = ("edge", "accent", "amber-mark", "brick", "focus")
PAIRS = [
    *((word, ground, TEXT) for word, ground in itertools.product(WORDS, GROUNDS)),
    *((shape, ground, SHAPE) for shape, ground in itertools.product(SHAPES, GROUNDS)),
    *(("ink", soft, TEXT) for soft in ("accent-soft", "amber-soft", "brick-soft")),
    *((word, "accent-soft", TEXT) for word in ("muted", "accent", "accent-strong")),
    ("amber", "amber-soft", TEXT),
    ("brick", "brick-soft", TEXT),
    ("paper", "ink", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("on-brick", "brick", TEXT),
    ("on-brick", "brick-strong", TEXT),
    ("on-deep", "deep", TEXT),
    ("focus", "accent-soft", SHAPE),
    ("focus", "amber-soft", SHAPE),
]


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = _colours(TOKENS.split("@media")[0])
DARK = _colours(TOKENS.split("@media")[1].split("@theme")[0])


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_can_be_read(mode: dict[str, str], front: str, back: str, least: float) -> None:
    assert _contrast(mode[front], mode[back]) >= least


def test_night_says_every_colour_of_day() -> None:
    assert set(LIGHT) == set(DARK)
