"""Three-valued logic: strong Kleene tables, which are the minimum and the maximum over one order."""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """What can be said of a condition."""

    NOT_MET = "not_met"
    UNKNOWN = "cannot_be_known"
    MET = "met"


_ORDER = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET)


def of(truth: bool) -> Outcome:
    """Return the outcome of something that is known."""
    return Outcome.MET if truth else Outcome.NOT_MET


def every(outcomes: Iterable[Outcome]) -> Outcome:
    """Return *met* only when all are; one *not met* settles it, whatever else cannot be known."""
    return min(outcomes, key=_ORDER.index)


def either(outcomes: Iterable[Outcome]) -> Outcome:
    """Return *met* as soon as one is, whatever else cannot be known."""
    return max(outcomes, key=_ORDER.index)
