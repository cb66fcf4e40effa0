"""How words are compared: without case and accents, and how many slips of the finger lie between two."""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9]+")
MOST_WORDS = 8
LONGEST = 40


def words_of(text: str) -> Sequence[str]:
    """Return the words of a text in lower case without accents: `Ácido fólico` is acido, folico."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [word[:LONGEST] for word in _WORD.findall(plain)]


def grams(word: str) -> frozenset[str]:
    """Return a word's pieces of two letters, its beginning and end marked."""
    marked = f"^{word}$"
    return frozenset(marked[place : place + 2] for place in range(len(marked) - 1))


def slips(one: str, other: str, most: int) -> int:
    """Return how many letters were left out, added, changed or swapped; at most `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        last, row, before_last = row, [place, *[0] * len(other)], before
        for at, there in enumerate(other, start=1):
            row[at] = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (letter != there))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == there:
                row[at] = min(row[at], before_last[at - 2] + 1)
        before = last
        if min(row) > most:
            return most + 1
    return row[-1]


def allowed(word: str) -> int:
    """Return how many slips a word of this length is forgiven."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 7 else 2  # noqa: PLR2004
