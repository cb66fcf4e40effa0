"""What a drug's label adds to its directions: how it is kept, and what to mind, by active ingredient.

Short forms of what the products' FDA-approved labelling tells patients; the pharmacist answers for the label.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a drug is kept and what its label warns of; `cold` needs a cold chain to the door."""

    storage: str
    cautions: tuple[str, ...]
    cold: bool = False


ROOM = "Keep at room temperature, 68 to 77 °F (20 to 25 °C), away from moisture."

BY_INGREDIENT: Mapping[str, Keeping] = {
    "semaglutide": Keeping(
        "Before first use keep in a refrigerator, 36 to 46 °F (2 to 8 °C). Do not freeze.",
        ("For injection under the skin only.", "Use a new needle each time. Do not share."),
        cold=True,
    ),
    "tirzepatide": Keeping(
        "Keep in a refrigerator, 36 to 46 °F (2 to 8 °C). Do not freeze.",
        ("For injection under the skin only.", "Use a new needle each time. Do not share."),
        cold=True,
    ),
    "tadalafil": Keeping(ROOM, ("Do not take with nitrates or riociguat.",)),
    "sildenafil": Keeping(ROOM, ("Do not take with nitrates or riociguat.",)),
    "rosuvastatin": Keeping(
        ROOM, ("Take antacids with aluminum or magnesium no sooner than 2 hours after this.",)
    ),
    "metformin": Keeping(ROOM, ("Swallow whole with a meal.", "Avoid drinking a lot of alcohol.")),
    "naltrexone": Keeping(ROOM, ("Do not take with opioids.",)),
    "tretinoin": Keeping(
        "Keep at or below 77 °F (25 °C). Do not freeze.",
        ("For use on the skin only.", "Avoid sunlight on treated skin; use sunscreen."),
    ),
    "estradiol": Keeping(
        "Keep at room temperature in the sealed pouch until use.",
        ("For use on the skin only. Do not cut the patch.",),
    ),
}

SIDE_EFFECTS = (
    "Call your doctor for medical advice about side effects. "
    "You may report side effects to FDA at 1-800-FDA-1088."
)
"""The side effects statement, word for word (21 CFR 209.10)."""


def keeping(ingredients: Iterable[str]) -> Keeping:
    """Return how a drug with these ingredients is kept; several add up, and a cold one keeps all cold."""
    known = [BY_INGREDIENT[name] for name in ingredients if name in BY_INGREDIENT]
    if not known:
        return Keeping("", ())
    coldest = next((one for one in known if one.cold), known[0])
    return Keeping(coldest.storage, _once(text for one in known for text in one.cautions), coldest.cold)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    found: Sequence[str] = list(dict.fromkeys(texts))
    return tuple(found)
