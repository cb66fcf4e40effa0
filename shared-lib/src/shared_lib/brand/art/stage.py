"""Where a product stands: a wall with a valley, a table, a label with its name."""

# ruff: noqa: E501 - coordinates read best in one row

from random import Random

from shared_lib.brand.art.botany import LEAF, VEINS
from shared_lib.brand.art.lettering import fitted, words
from shared_lib.brand.art.palette import GREEN, INK, PAPER, PAPER_SHADE, Tone
from shared_lib.brand.art.shape import Mark, line, moved, number, path, rect

SIZE = 1200
HORIZON = 842
BASE = 1000


def room(tone: Tone, chance: Random) -> Mark:
    """Draw wall, two hills and the table."""
    low, high = chance.uniform(560, 650), chance.uniform(380, 470)
    turn = chance.choice([0, 1])
    far = f"M0 {number(high + 120)}C300 {number(high)} 520 {number(high + 20)} 760 {number(high + 170)}S1100 {number(high + 210)} 1200 {number(high + 150)}V860H0Z"
    near = f"M0 {number(low + 130)}C260 {number(low + 180)} 420 {number(low + 150)} 640 {number(low + 60)}S1040 {number(low - 60)} 1200 {number(low + 10)}V860H0Z"
    hills = f'<g opacity=".55">{path(far, tone.hill)}</g>{path(near, tone.hill)}'
    if turn:
        hills = f'<g transform="translate({SIZE} 0) scale(-1 1)">{hills}</g>'
    return rect(0, 0, SIZE, SIZE, tone.wall) + hills + rect(0, HORIZON, SIZE, SIZE - HORIZON, tone.table)


def above(tone: Tone, chance: Random) -> Mark:
    """Draw the table seen from above, with the valley as a cloth's edge."""
    slope = chance.uniform(-60, 60)
    cloth = f"M0 {number(820 + slope)}C320 {number(720 + slope)} 560 {number(980 - slope)} 860 {number(880 - slope)}S1120 760 1200 800V1200H0Z"
    return rect(0, 0, SIZE, SIZE, tone.wall) + path(cloth, tone.hill)


def cast(left: float, right: float, tone: Tone, length: float = 210, base: float = BASE) -> Mark:
    """Draw the shadow that something standing at `base` throws to the right."""
    back = base - length * 0.42
    d = f"M{number(left + 18)} {number(base - 10)}L{number(left + length)} {number(back)}H{number(right + length)}L{number(right - 6)} {number(base - 10)}Z"
    look = f'fill="{tone.shadow}" stroke="{tone.shadow}" stroke-width="26" stroke-linejoin="round"'
    return f'<path d="{d}" {look}/>'


def mark(x: float, y: float, size: float, colour: str) -> Mark:
    """Draw the clinic's leaf in outline, centred on (x, y); `size` is its height."""
    scale = size / 162
    return moved(line(LEAF, colour, 9) + line(VEINS, colour, 9), x, y + 47 * scale, round(scale, 3))


def label(
    x: float,
    y: float,
    width: float,
    height: float,
    name: str,
    detail: str,
    *,
    ink: str = INK,
    paper: str | None = PAPER,
    accent: str = GREEN,
) -> Mark:
    """Draw a label: the leaf, the name as large as it may be, one line below a rule."""
    middle, marks = x + width / 2, ""
    if paper:
        marks += rect(x, y, width, height, paper) + rect(x + width * 0.8, y, width * 0.2, height, PAPER_SHADE)
    lines, size = fitted(name, width * 0.8, height * 0.21)
    size = min(size, height * 0.4 / len(lines))
    block = size * 1.08 * len(lines)
    marks += mark(middle, y + height * 0.165, height * 0.17, accent)
    top = y + height * 0.535 - block / 2 + size * 0.78
    for row, text in enumerate(lines):
        marks += words(text, middle, top + row * size * 1.08, size, ink)
    if detail:
        marks += line(f"M{number(middle - 26)} {number(y + height * 0.79)}h52", accent, 3)
        marks += words(
            detail, middle, y + height * 0.905, min(29, height * 0.1), ink, face="sans", tracking=8
        )
    return marks
