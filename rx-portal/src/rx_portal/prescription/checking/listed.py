"""Reading what a patient wrote of their medications: known names, and what is left over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rx_portal.prescription.checking.substance import ALSO_KNOWN_AS, KNOWN

NOTHING = frozenset(
    {"", "no", "none", "nothing", "n", "a", "na", "nil", "no medications", "none known", "nka", "nkda"}
)
_BETWEEN = re.compile(r"[,;\n/+]|\band\b|\bwith\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """The substances that were recognised, the entries that were not, and whether there was a list at all."""

    substances: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    given: bool = True


def read_list(text: str | None) -> Listed:
    """Return what a free text names; None is a question that was never answered."""
    if text is None:
        return Listed(given=False)
    found: dict[str, None] = {}
    unknown: list[str] = []
    for entry in _entries(text):
        known = list(_names_in(entry))
        found.update(dict.fromkeys(known))
        if not known:
            unknown.append(entry)
    return Listed(tuple(found), tuple(unknown))


def _entries(text: str) -> Iterable[str]:
    for piece in _BETWEEN.split(text.casefold()):
        entry = piece.strip(" .-\t\r")
        if entry not in NOTHING:
            yield entry


def _names_in(entry: str) -> Iterator[str]:
    for name, substance in (*((name, name) for name in sorted(KNOWN)), *ALSO_KNOWN_AS.items()):
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", entry):
            yield substance
