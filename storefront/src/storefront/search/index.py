"""An index of documents by the words in them, in memory.

A word that was typed is looked up as it is, as a beginning, and where neither finds anything, among the words
that share most of its pairs of letters, counted in slips. All that was typed must be found in a document, and
where none has all of it, those with most of it are shown.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from storefront.search.spelling import MOST_WORDS, allowed, grams, slips, words_of


class Sort(StrEnum):
    """What kind of thing a document is."""

    PRODUCT = "product"
    ARTICLE = "article"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: `fields` are texts with their words' weight; `about` is the thing."""

    sort: Sort
    title: str
    fields: Sequence[tuple[str, float]]
    about: Any = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, and how well it fits."""

    document: Document
    score: float


EXACT, BEGINNING, SLIP = 1.0, 0.75, 0.5
MOST_BEGINNINGS = 60
MOST_ALIKE = 80


class Index:
    """Built once, never changed. Looking up costs the number of matching words, not of documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self._places: dict[str, dict[int, float]] = defaultdict(dict)
        for number, document in enumerate(self.documents):
            self._add(number, document)
        self._words = sorted(self._places)
        self._alike: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for gram in grams(word):
                self._alike[gram].append(number)

    def find(self, text: str, *, most: int = 60) -> Sequence[Hit]:
        """Return what fits these words, best first."""
        typed = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
        scores: dict[int, float] = defaultdict(float)
        found: Counter[int] = Counter()
        for place, word in enumerate(typed):
            for number, score in self._matches(word, is_last=place == len(typed) - 1).items():
                scores[number] += score
                found[number] += 1
        if not found:
            return ()
        needed = max(found.values())
        best = [(number, score) for number, score in scores.items() if found[number] == needed]
        best.sort(key=lambda one: (-one[1], len(self.documents[one[0]].title), self.documents[one[0]].title))
        return [Hit(self.documents[number], score) for number, score in best[:most]]

    def _add(self, number: int, document: Document) -> None:
        for text, weight in document.fields:
            words = words_of(text)
            joined = "".join(words) if 1 < len(words) <= 3 else None  # noqa: PLR2004 - "omega3" finds "Omega 3"
            for word in (*words, *([joined] if joined else ())):
                places = self._places[word]
                places[number] = max(places.get(number, 0.0), weight)

    def _matches(self, word: str, *, is_last: bool) -> Mapping[int, float]:
        """Return the documents that have a word like this one, with how much that weighs."""
        scores: dict[int, float] = {}
        self._weigh(scores, word, EXACT)
        if is_last or len(word) > 3:  # noqa: PLR2004 - a short word in the middle means itself
            for longer in self._beginning(word):
                self._weigh(scores, longer, BEGINNING * (0.5 + 0.5 * len(word) / len(longer)))
        if not scores:
            for other, distance in self._slipped(word):
                self._weigh(scores, other, SLIP / distance)
        return scores

    def _weigh(self, scores: dict[int, float], word: str, worth: float) -> None:
        for number, weight in self._places.get(word, {}).items():
            scores[number] = max(scores.get(number, 0.0), weight * worth)

    def _beginning(self, word: str) -> Sequence[str]:
        start = bisect_left(self._words, word)
        some = self._words[start : start + MOST_BEGINNINGS]
        return [longer for longer in some if longer != word and longer.startswith(word)]

    def _slipped(self, word: str) -> Iterable[tuple[str, int]]:
        """Return the words, and the beginnings of longer ones, that are this one with a slip or two."""
        most = allowed(word)
        if not most:
            return
        pieces = grams(word)
        shared = Counter(number for gram in pieces for number in self._alike.get(gram, ()))
        for number, count in shared.most_common(MOST_ALIKE):
            if count < len(pieces) - 3 * most:
                break
            other = self._words[number]
            distance = min(slips(word, other, most), slips(word, other[: len(word)], most))
            if distance <= most:
                yield other, max(distance, 1)
