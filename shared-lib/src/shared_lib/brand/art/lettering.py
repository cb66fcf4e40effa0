"""Words set in the brand's letters as outlines, so that a picture needs no font."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from shared_lib.brand.art.shape import Mark, number

EM = 1000


@cache
def _faces() -> dict[str, Any]:
    faces: dict[str, Any] = json.loads(Path(__file__).with_name("outlines.json").read_text(encoding="utf-8"))
    return faces


def width(text: str, size: float, face: str = "serif", tracking: float = 0) -> float:
    """Return how wide the words are at a size."""
    return sum(step for _, step in _walk(text, face, tracking)) * size / EM


def words(
    text: str,
    x: float,
    y: float,
    size: float,
    fill: str,
    *,
    face: str = "serif",
    anchor: str = "middle",
    tracking: float = 0,
) -> Mark:
    """Set one line on the baseline `y`; `anchor` is start, middle or end; `tracking` is per mille."""
    letters = _faces()[face]["letters"]
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    place = x - shift * width(text, size, face, tracking)
    at, marks = 0.0, []
    for letter, step in _walk(text, face, tracking):
        outline = letters[letter][1]
        if outline:
            marks.append(f'<path transform="translate({number(at)} 0)" d="{outline}"/>')
        at += step
    put = f"translate({number(place)} {number(y)}) scale({size / EM:g})"
    return f'<g fill="{fill}" transform="{put}">{"".join(marks)}</g>'


def fitted(text: str, room: float, largest: float, most_lines: int = 3) -> tuple[list[str], float]:
    """Break words over lines so that they fill `room`, and return the lines and their size."""
    best: tuple[list[str], float] = ([text], 0.0)
    for count in range(1, most_lines + 1):
        lines = _broken(text.split(), count)
        size = min(largest, *(room / width(part, 1) for part in lines))
        if size > best[1] * 1.12:
            best = (lines, size)
    return best


def _walk(text: str, face: str, tracking: float) -> list[tuple[str, float]]:
    letters, pairs = _faces()[face]["letters"], _faces()[face]["pairs"]
    known = [letter if letter in letters else " " for letter in text]
    return [
        (letter, letters[letter][0] + pairs.get(letter + after, 0) + tracking)
        for letter, after in zip(known, [*known[1:], ""], strict=False)
    ]


def _broken(parts: list[str], count: int) -> list[str]:
    if count == 1 or len(parts) <= 1:
        return [" ".join(parts)]
    splits = [[" ".join(parts[:cut]), *_broken(parts[cut:], count - 1)] for cut in range(1, len(parts))]
    return min(splits, key=lambda lines: max(width(part, 1) for part in lines))
