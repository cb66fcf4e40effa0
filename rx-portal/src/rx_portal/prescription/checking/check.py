"""Comparing a drug with what a patient takes and does not tolerate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rx_portal.prescription.checking.fact import PAIRS, VERSION, Pair, Severity
from rx_portal.prescription.checking.listed import Listed
from rx_portal.prescription.checking.substance import classes_of

SOURCE = f"countersign facts {VERSION}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, in words for the prescriber."""

    severity: Severity
    words: str
    source: str

    @classmethod
    def read(cls, kept: Mapping[str, str] | str, source: str) -> "Finding":
        """Return a finding as it was kept; the first ones were kept as words alone."""
        if isinstance(kept, str):
            return cls(Severity.NEVER, kept, source)
        return cls(Severity(kept["severity"]), kept["words"], kept["source"])


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check was able to say. `result` is `checked` or `no_data`; findings stand either way."""

    result: str
    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]
    source: str = SOURCE

    @property
    def unanswered(self) -> bool:
        """Tell whether something was named and could not be checked; not being asked is another matter."""
        return self.result == "unavailable" or bool(self.unknown)


def check_interactions(ingredients: Sequence[str], taken: Listed) -> Checked:
    """Return what taking these ingredients beside what the patient listed would mean."""
    pairs = product(ingredients, taken.substances)
    found = [finding for one, other in pairs for finding in _between(one, other)]
    for (written, other), one in product(taken.perhaps, ingredients):
        found += [
            Finding(maybe.severity, f"“{written}” may mean {other}. {maybe.words}", maybe.source)
            for maybe in _between(one, other)
        ]
    return _checked(found, taken)


def check_allergies(ingredients: Sequence[str], allergies: Listed) -> Checked:
    """Return whether the patient does not tolerate an ingredient, or another of its class."""
    found = [
        Finding(Severity.NEVER, _allergy_words(ingredient, allergen), "The patient's own list")
        for ingredient, allergen in product(ingredients, allergies.substances)
        if _related(ingredient, allergen)
    ]
    found += [
        Finding(
            Severity.NEVER,
            f"“{written}” may mean {allergen}. {_allergy_words(ingredient, allergen)}",
            "The patient's own list",
        )
        for ingredient, (written, allergen) in product(ingredients, allergies.perhaps)
        if _related(ingredient, allergen)
    ]
    return _checked(found, allergies)


def _between(one: str, other: str) -> Iterator[Finding]:
    mine, theirs = {one} | classes_of(one), {other} | classes_of(other)
    for pair in PAIRS:
        if _applies(pair, mine, theirs) or _applies(pair, theirs, mine):
            yield Finding(pair.severity, f"{one} with {other}: {pair.words}.", pair.source)


def _applies(pair: Pair, mine: Iterable[str], theirs: Iterable[str]) -> bool:
    return pair.one in mine and pair.other in theirs


def _related(ingredient: str, allergen: str) -> bool:
    return ingredient == allergen or bool(classes_of(ingredient) & classes_of(allergen))


def _allergy_words(ingredient: str, allergen: str) -> str:
    if ingredient == allergen:
        return f"The patient reports an allergy to {allergen}."
    return f"The patient reports an allergy to {allergen}, which is related to {ingredient}."


def _checked(found: Sequence[Finding], listed: Listed) -> Checked:
    known = listed.given and not listed.unknown
    return Checked("checked" if known else "no_data", tuple(found), listed.unknown)
