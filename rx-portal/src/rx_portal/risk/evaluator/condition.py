"""Conditions: one fact compared with one threshold, or several conditions together. The list is closed."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from rx_portal.risk.evaluator import outcome
from rx_portal.risk.evaluator.fact import Facts, FactType, Gap, Kind, Value, known
from rx_portal.risk.evaluator.outcome import Outcome


class Operator(StrEnum):
    """How a fact is compared with its threshold."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    IS = "is"
    IS_ONE_OF = "is_one_of"
    INCLUDES_ANY_OF = "includes_any_of"
    INCLUDES_NONE_OF = "includes_none_of"


COMPARES: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
    Operator.ABOVE: operator.gt,
    Operator.BELOW: operator.lt,
    Operator.IS: operator.eq,
    Operator.IS_ONE_OF: lambda value, threshold: value in threshold,
    Operator.INCLUDES_ANY_OF: lambda value, threshold: not value.isdisjoint(threshold),
    Operator.INCLUDES_NONE_OF: lambda value, threshold: value.isdisjoint(threshold),
}

FITS: Mapping[Kind, frozenset[Operator]] = {
    Kind.NUMBER: frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW}),
    Kind.TRUTH: frozenset({Operator.IS}),
    Kind.CHOICE: frozenset({Operator.IS, Operator.IS_ONE_OF}),
    Kind.CHOICES: frozenset({Operator.INCLUDES_ANY_OF, Operator.INCLUDES_NONE_OF}),
}


@dataclass(frozen=True, slots=True)
class Compare:
    """One fact against one threshold; where the operator takes several options, against a set of them."""

    fact: FactType
    operator: Operator
    threshold: Value

    def judge(self, facts: Facts, now: datetime) -> Outcome:
        """Return what can be said of it at `now`."""
        value = known(self.fact, facts, now)
        if isinstance(value, Gap):
            return Outcome.UNKNOWN
        return outcome.of(COMPARES[self.operator](value, self.threshold))


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these; never empty."""

    conditions: tuple["Condition", ...]

    def judge(self, facts: Facts, now: datetime) -> Outcome:
        """Return what can be said of all of them together."""
        return outcome.every(each.judge(facts, now) for each in self.conditions)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these; never empty."""

    conditions: tuple["Condition", ...]

    def judge(self, facts: Facts, now: datetime) -> Outcome:
        """Return what can be said of them as alternatives."""
        return outcome.either(each.judge(facts, now) for each in self.conditions)


Condition = Compare | AllOf | AnyOf


def comparisons(condition: Condition) -> tuple[Compare, ...]:
    """Return the comparisons a condition is made of, in the order they are written."""
    if isinstance(condition, Compare):
        return (condition,)
    return tuple(part for each in condition.conditions for part in comparisons(each))
