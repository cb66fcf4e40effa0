"""A product's picture: the kind of thing, its name on the label, a tone, and a seed for what may differ."""

import html
from collections.abc import Callable, Mapping
from random import Random

from shared_lib.brand.art import botany, device, instrument, pantry, vessel
from shared_lib.brand.art.palette import PAPER, PAPER_SHADE, TONES, Tone
from shared_lib.brand.art.shape import Mark, moved, picture
from shared_lib.brand.art.stage import SIZE, above, room

Drawing = Callable[[str, str, Tone, Random], Mark]
NEAR = 1.12
Prop = Callable[[Tone, Random], Mark]

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
    "pump": vessel.pump,
    "card": instrument.card,
    "mask": instrument.mask,
    "lamp": instrument.lamp,
    "scale": instrument.scale,
    "clip": instrument.clip,
}
LYING = frozenset({"pen", "blister", "mask"})
PROPS: Mapping[str, Prop] = {
    "softgels": lambda tone, chance: botany.softgels(214, 1016, "#d9a441", "#f1d08a", tone.shadow, chance),
    "capsules": lambda tone, chance: botany.capsules(206, 1020, PAPER, tone.body, tone.shadow, chance),
    "tablets": lambda tone, chance: botany.tablets(210, 1018, PAPER, PAPER_SHADE, tone.shadow, chance),
    "powder": lambda tone, chance: botany.powder(262, 1052, PAPER, PAPER_SHADE, tone.shadow, chance),
    "lemon": lambda tone, chance: pantry.slices(248, 1020, "#e3b93f", "#f3d976", tone.shadow, chance),
    "orange": lambda tone, chance: pantry.slices(248, 1020, "#d07f2c", "#eca953", tone.shadow, chance),
    "berries": lambda tone, chance: pantry.berries(196, 1012, "#4a3350", "#7c6284", tone.shadow, chance),
    "cocoa": lambda tone, chance: pantry.cocoa(262, 1016, tone.shadow, chance),
    "vanilla": lambda tone, chance: pantry.vanilla(262, 1020, tone.shadow, chance),
    "leaves": lambda _, chance: pantry.leaves(262, 1030, "#7d9377", "#8fa389", "#5c7056", chance),
}


def draw(
    kind: str, name: str, tone: str, seed: str, *, detail: str = "", prop: str = "", grow: float = NEAR
) -> str:
    """Return a square picture as SVG text; the same arguments always give the same text.

    `grow` is how large the thing stands on its table, so that two sizes of one product can be told apart.
    """
    chance = Random(f"{kind}|{seed}")  # noqa: S311 - a picture, not a secret
    colours = TONES[tone]
    ground = above(colours, chance) if kind in LYING else room(colours, chance)
    behind = botany.sprig(300, 1010, 1.5, -20, "#8fa389", "#7d9377", "#65795f") if prop == "sprig" else ""
    beside = PROPS[prop](colours, chance) if prop in PROPS else ""
    thing = _nearer(behind + KINDS[kind](name, detail, colours, chance), grow)
    return picture(SIZE, SIZE, ground + thing + _nearer(beside, NEAR), html.escape(name))


def _nearer(marks: Mark, grow: float) -> Mark:
    """Bring what stands on the table closer."""
    return moved(marks, 600 * (1 - grow), 930 * (1 - grow) + 12, grow)
