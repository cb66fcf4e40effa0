"""What a flavour tastes of, lying beside its pouch: fruit, cocoa, vanilla, tea."""

from random import Random

from shared_lib.brand.art.botany import leaf, powder
from shared_lib.brand.art.shape import Mark, disc, line, moved, path, turned


def slices(x: float, y: float, rind: str, flesh: str, shadow: str, chance: Random) -> Mark:
    """Draw a half and a round of a citrus fruit."""
    pips = "".join(turned(line("M0 -14V-50", "#fff6dd", 6), 45 * i, 0, 0) for i in range(8))
    cut = disc(8, 14, 84, shadow, 70) + disc(0, 0, 84, rind, 72) + disc(0, -2, 72, "#fff6dd", 61)
    cut += disc(0, -2, 64, flesh, 54) + f'<g transform="scale(1 .84)">{pips}</g>'
    half = path("M-80 0A80 80 0 0 0 80 0Z", rind) + disc(0, 0, 80, "#fff6dd", 26) + disc(0, 0, 68, flesh, 20)
    lie = chance.uniform(-14, 6)
    return moved(turned(half, lie, 0, 0), x - 66, y - 34) + moved(cut, x + 70, y + 20)


def berries(x: float, y: float, fill: str, light: str, shadow: str, chance: Random) -> Mark:
    """Draw a few dark berries with a leaf."""
    marks = leaf(x - 30, y + 6, 0.8, -66, "#7d9377", "#65795f")
    for dx, dy, size in ((0, -6, 42), (78, 18, 46), (8, 58, 44), (142, 56, 38)):
        turn = chance.uniform(-20, 20)
        berry = disc(8, 16, size, shadow, size * 0.8) + disc(0, 0, size, fill)
        berry += disc(-size * 0.3, -size * 0.34, size * 0.28, light, size * 0.2) + disc(
            4, -2, size * 0.16, light
        )
        marks += moved(turned(berry, turn, 0, 0), x + dx, y + dy)
    return marks


def cocoa(x: float, y: float, shadow: str, chance: Random) -> Mark:
    """Draw a heap of cocoa and two nibs."""
    heap = powder(x, y + 30, "#6d4327", "#53321d", shadow, chance)
    nib = path("M-40 0C-30 -34 30 -34 40 0C30 30 -30 30 -40 0Z", "#53321d") + line(
        "M-26 -4C-6 -14 8 8 28 -4", "#7f5636", 4
    )
    return (
        heap
        + moved(turned(nib, -18, 0, 0), x + 128, y + 60)
        + moved(turned(nib, 24, 0, 0), x - 60, y + 84, 0.8)
    )


def vanilla(x: float, y: float, shadow: str, _chance: Random) -> Mark:
    """Draw two pods and a flower."""
    pod = "M-150 20C-60 -26 60 -20 160 -64"
    marks = moved(line(pod, shadow, 16), x + 8, y + 46) + moved(line(pod, "#3c2a1c", 14), x, y + 34)
    marks += moved(turned(line(pod, "#533a26", 11), 14, 0, 0), x + 4, y + 30)
    petals = "".join(
        turned(path("M0 0C-26 -30 -20 -76 0 -92C20 -76 26 -30 0 0Z", "#fbf3df"), 72 * i + 10, 0, 0)
        for i in range(5)
    )
    return marks + moved(petals + disc(0, 0, 17, "#c98a2b"), x - 30, y - 6, 0.78)


def leaves(x: float, y: float, fill: str, other: str, vein: str, _chance: Random) -> Mark:
    """Draw two tea leaves and a bud."""
    bud = path("M0 0C-16 -30 -14 -80 0 -104C14 -80 16 -30 0 0Z", other)
    marks = leaf(x - 4, y + 40, 0.92, -58, fill, vein) + leaf(x + 8, y + 44, 0.86, 48, other, vein)
    return marks + moved(turned(bud, -4, 0, 0), x, y + 30)
