"""A product's picture: the kind of thing, its name on the label, a tone, and a seed for what may differ."""

import html
from collections.abc import Callable, Mapping
from random import Random

from shared_lib.brand.art import botany, device, vessel
from shared_lib.brand.art.palette import PAPER, PAPER_SHADE, TONES, Tone
from shared_lib.brand.art.shape import Mark, moved, picture
from shared_lib.brand.art.stage import SIZE, above, room

Drawing = Callable[[str, str, Tone, Random], Mark]

KINDS: Mapping[str, Drawing] = {
    "dropper": vessel.dropper,
    "bottle": vessel.bottle,
    "jar": vessel.jar,
    "tub": vessel.tub,
    "pouch": vessel.pouch,
    "tube": vessel.tube,
    "vial": vessel.vial,
    "box": vessel.box,
    "patch": vessel.patch,
    "pen": device.pen,
    "blister": device.blister,
    "sachets": device.sachets,
    "ring": device.ring,
    "monitor": device.monitor,
    "kit": device.kit,
}
LYING = frozenset({"pen", "blister"})
PROPS = ("", "softgels", "capsules", "tablets", "powder", "sprig")


def draw(kind: str, name: str, tone: str, seed: str, *, detail: str = "", prop: str = "") -> str:
    """Return a square picture as SVG text; the same arguments always give the same text."""
    chance = Random(f"{kind}|{seed}")  # noqa: S311 - a picture, not a secret
    colours = TONES[tone]
    ground = above(colours, chance) if kind in LYING else room(colours, chance)
    behind = botany.sprig(300, 1010, 1.5, -20, "#8fa389", "#7d9377", "#65795f") if prop == "sprig" else ""
    marks = behind + KINDS[kind](name, detail, colours, chance) + _beside(prop, colours, chance)
    return picture(SIZE, SIZE, ground + _nearer(marks), html.escape(name))


def _nearer(marks: Mark) -> Mark:
    """Bring what stands on the table a little closer."""
    grow = 1.12
    return moved(marks, 600 * (1 - grow), 930 * (1 - grow) + 12, grow)


def _beside(prop: str, tone: Tone, chance: Random) -> Mark:
    if prop == "softgels":
        return botany.softgels(214, 1016, "#d9a441", "#f1d08a", tone.shadow, chance)
    if prop == "capsules":
        return botany.capsules(206, 1020, PAPER, tone.body, tone.shadow, chance)
    if prop == "tablets":
        return botany.tablets(210, 1018, PAPER, PAPER_SHADE, tone.shadow, chance)
    if prop == "powder":
        return botany.powder(220, 1052, PAPER, PAPER_SHADE, tone.shadow, chance)
    return ""
