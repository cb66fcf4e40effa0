"""Reading what a patient wrote of their medications: known names, likely misspellings, and what is left over.

Nothing that was written is dropped: what is neither a known name nor a word about dosing is reported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from rx_portal.prescription.checking.substance import ALSO_KNOWN_AS, KNOWN

NOTHING = frozenset(
    {"", "no", "none", "nothing", "n", "a", "na", "nil", "no medications", "none known", "nka", "nkda"}
)
NAMES = {**{name: name for name in sorted(KNOWN)}, **ALSO_KNOWN_AS}
LIKE = 0.85
SHORTEST = 5
"""Shorter words resemble too many others to be taken for a misspelling."""

_BETWEEN = re.compile(r"[,;\n/+]|\band\b|\bwith\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]+")
_AMOUNT = re.compile(r"\d+(mg|mcg|g|ml|iu|units?|x|h|hrs?)?")
_DOSING = frozenset(
    """
    mg mcg gram grams units unit iu ml milligram milligrams daily day days once twice three times four week
    weekly month monthly every other each night nightly morning evening noon bedtime before after meal meals
    breakfast dinner tablet tablets tab tabs capsule capsules cap caps pill pills dose doses low high strength
    injection injections inject pen pens patch patches cream gel drops spray inhaler oral mouth take takes
    taking the for per needed when prn only sometimes now since about regular extended release slow long
    acting max half one two generic brand also still at in my of on to or by it is as am pm
    bid tid qd qhs prn po er xr sr xl dr hr ir
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


@dataclass(frozen=True, slots=True)
class Listed:
    """The substances that were recognised, what was not, and whether there was a list at all.

    `perhaps` are pairs of what was written and the substance that it may be a misspelling of.
    """

    substances: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    given: bool = True
    perhaps: tuple[tuple[str, str], ...] = ()


def read_list(text: str | None) -> Listed:
    """Return what a free text names; None is a question that was never answered."""
    if text is None:
        return Listed(given=False)
    found: dict[str, None] = {}
    unknown: list[str] = []
    for entry in _entries(text):
        known = list(_names_in(entry))
        found.update(dict.fromkeys(NAMES[name] for name in known))
        left = _left_over(entry, known)
        if left:
            unknown.append(left if known else entry)
    return Listed(tuple(found), tuple(unknown), perhaps=tuple(_resembling(unknown)))


def _entries(text: str) -> Iterable[str]:
    for piece in _BETWEEN.split(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
        entry = piece.strip(" .-\t\r")
        if entry not in NOTHING:
            yield entry


def _names_in(entry: str) -> Iterator[str]:
    return (name for name in NAMES if _as_a_word(name).search(entry))


def _left_over(entry: str, known: Iterable[str]) -> str:
    """Return the words of an entry that neither a known name nor its dosing explains."""
    for name in known:
        entry = _as_a_word(name).sub(" ", entry)
    words = _WORD.findall(entry)
    return " ".join(word for word in words if word not in _DOSING and not _AMOUNT.fullmatch(word))


def _resembling(unknown: Iterable[str]) -> Iterator[tuple[str, str]]:
    for entry in unknown:
        for word in _WORD.findall(entry):
            if len(word) >= SHORTEST:
                yield from ((word, NAMES[like]) for like in get_close_matches(word, NAMES, 1, LIKE))


def _as_a_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
