"""Alder leaves, capsules, tablets and powder: what lies beside a product."""

# ruff: noqa: E501 - coordinates read best in one row

from random import Random

from shared_lib.brand.art.shape import Mark, disc, line, moved, path, rect, turned

LEAF = "M0 0C-34 -6 -62 -34 -62 -70C-62 -104 -40 -128 -14 -128C-7 -128 -3 -125 0 -121C3 -125 7 -128 14 -128C40 -128 62 -104 62 -70C62 -34 34 -6 0 0Z"
VEINS = "M0 34V-100M-30 -94L0 -70L30 -94M-44 -66L0 -38L44 -66M-38 -38L0 -14L38 -38"


def leaf(x: float, y: float, size: float, turn: float, fill: str, vein: str) -> Mark:
    """Draw one alder leaf, its stalk at (x, y); a size of 1 is 160 high."""
    marks = path(LEAF, fill) + line(VEINS, vein, 5)
    return moved(turned(marks, turn, 0, 0), x, y, size)


def sprig(x: float, y: float, size: float, turn: float, fill: str, other: str, vein: str) -> Mark:
    """Draw a twig with five leaves."""
    twig = line("M0 0C10 -90 -10 -190 12 -300", vein, 7)
    places = [(4, -60, -62), (2, -110, 58), (-2, -170, -52), (2, -225, 50), (12, -300, 4)]
    leaves = "".join(
        leaf(px, py, 0.86 - 0.06 * i, t, fill if i % 2 else other, vein)
        for i, (px, py, t) in enumerate(places)
    )
    return moved(turned(twig + leaves, turn, 0, 0), x, y, size)


def softgels(x: float, y: float, body: str, light: str, shadow: str, chance: Random) -> Mark:
    """Draw three oil capsules."""
    marks = ""
    for dx, dy in ((0, 0), (92, 26), (46, 64)):
        turn = chance.uniform(-40, 40)
        pill = disc(6, 14, 44, shadow, 24) + disc(0, 0, 44, body, 25) + disc(-12, -9, 17, light, 5)
        marks += moved(turned(pill, turn, 0, 0), x + dx, y + dy)
    return marks


def capsules(x: float, y: float, one: str, two: str, shadow: str, chance: Random) -> Mark:
    """Draw three capsules of two halves."""
    marks = ""
    for dx, dy in ((0, 0), (104, 18), (38, 62)):
        pill = rect(-46, -6, 100, 40, shadow, 20) + rect(-50, -20, 100, 40, one, 20)
        pill += path("M0 -20H30A20 20 0 0 1 30 20H0Z", two) + rect(-34, -12, 60, 6, "#ffffff55", 3)
        marks += moved(turned(pill, chance.uniform(-48, 32), 0, 0), x + dx, y + dy)
    return marks


def tablets(x: float, y: float, fill: str, edge: str, shadow: str, chance: Random) -> Mark:
    """Draw three scored tablets."""
    marks = ""
    for dx, dy in ((0, 0), (96, 14), (50, 62)):
        pill = disc(5, 14, 42, shadow, 25) + disc(0, 6, 40, edge, 25) + disc(0, 0, 40, fill, 25)
        marks += moved(
            pill + turned(line("M-20 0H20", edge, 4), chance.uniform(-30, 30), 0, 0), x + dx, y + dy
        )
    return marks


def powder(x: float, y: float, fill: str, shade: str, shadow: str, chance: Random) -> Mark:
    """Draw a small heap with a few grains."""
    heap = disc(10, 10, 128, shadow, 22) + path(
        "M-120 8C-80 -6 -50 -72 0 -74C50 -72 84 -6 120 8C80 26 -80 26 -120 8Z", fill
    )
    heap += path("M0 -74C50 -72 84 -6 120 8C92 20 40 24 10 22C60 4 40 -50 0 -74Z", shade)
    grains = "".join(
        disc(chance.uniform(-170, 170), chance.uniform(14, 40), chance.uniform(4, 8), fill) for _ in range(7)
    )
    return moved(heap + grains, x, y)
