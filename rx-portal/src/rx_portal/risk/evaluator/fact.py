"""What a protocol may know of a patient, and when a value counts as known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

Value = Decimal | bool | str | frozenset[str]


class Kind(StrEnum):
    """The shape of a fact's value."""

    NUMBER = "number"
    TRUTH = "truth"
    CHOICE = "choice"
    CHOICES = "choices"


_SHAPE: Mapping[Kind, type] = {
    Kind.NUMBER: Decimal,
    Kind.TRUTH: bool,
    Kind.CHOICE: str,
    Kind.CHOICES: frozenset,
}


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact that a protocol reads: its shape, its plausible range or options, and how old it may be.

    `answer` is the questionnaire item it comes from. `dated_by` is the item that says when it was measured;
    without one it is as old as the answer.
    """

    name: str
    label: str
    kind: Kind
    age_limit: timedelta
    answer: str
    dated_by: str | None = None
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    options: Mapping[str, str] | None = None

    def accepts(self, value: object) -> bool:
        """Tell whether a value has this fact's shape and lies among what is plausible."""
        if type(value) is not _SHAPE[self.kind]:
            return False
        match value:
            case Decimal():
                return value.is_finite() and self._plausible(value)
            case str():
                return value in (self.options or {})
            case frozenset():
                return value <= frozenset(self.options or {})
        return True

    def _plausible(self, number: Decimal) -> bool:
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and the moment it was true of the patient (UTC)."""

    value: Value
    as_of: datetime


Facts = Mapping[str, Fact]


class Gap(StrEnum):
    """Why a fact cannot be relied on."""

    ABSENT = "it was not answered"
    IMPLAUSIBLE = "the value given is not a plausible one"
    TOO_OLD = "it is too long ago"
    IN_THE_FUTURE = "it is dated in the future"


def known(fact_type: FactType, facts: Facts, now: datetime) -> Value | Gap:
    """Return a fact's value if it may be relied on at `now`, or else the gap."""
    fact = facts.get(fact_type.name)
    if fact is None:
        return Gap.ABSENT
    if not fact_type.accepts(fact.value):
        return Gap.IMPLAUSIBLE
    if fact.as_of > now:
        return Gap.IN_THE_FUTURE
    if now - fact.as_of > fact_type.age_limit:
        return Gap.TOO_OLD
    return fact.value
