"""Saying in words what a condition asked and what was found, for the clinician who reads the case."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from rx_portal.risk.evaluator.condition import AnyOf, Compare, Condition, Operator
from rx_portal.risk.evaluator.fact import Facts, FactType, Gap, Value, known

_ASKS: Mapping[Operator, str] = {
    Operator.AT_LEAST: "at least {} needed",
    Operator.AT_MOST: "at most {} needed",
    Operator.ABOVE: "above {} needed",
    Operator.BELOW: "below {} needed",
    Operator.IS: "{} needed",
    Operator.IS_ONE_OF: "one of these needed: {}",
    Operator.INCLUDES_ANY_OF: "looked for: {}",
    Operator.INCLUDES_NONE_OF: "ruled out: {}",
}


_STATES: Mapping[Operator, str] = {
    Operator.AT_LEAST: "{} at least {}",
    Operator.AT_MOST: "{} at most {}",
    Operator.ABOVE: "{} above {}",
    Operator.BELOW: "{} below {}",
    Operator.IS: "{} is {}",
    Operator.IS_ONE_OF: "{} is one of: {}",
    Operator.INCLUDES_ANY_OF: "{} includes any of: {}",
    Operator.INCLUDES_NONE_OF: "{} includes none of: {}",
}


def describe(condition: Condition) -> str:
    """Return what a condition asks, of nobody in particular."""
    if isinstance(condition, Compare):
        return _STATES[condition.operator].format(
            condition.fact.label, spoken(condition.fact, condition.threshold)
        )
    link = " or " if isinstance(condition, AnyOf) else " and "
    parts = condition.conditions
    return link.join(describe(one) if isinstance(one, Compare) else f"({describe(one)})" for one in parts)


def explain(condition: Condition, facts: Facts, now: datetime) -> str:
    """Return one sentence per comparison, joined by the condition's own `and` or `or`."""
    if isinstance(condition, Compare):
        return _sentence(condition, facts, now)
    link = " or " if isinstance(condition, AnyOf) else " and "
    return link.join(_bracketed(each, facts, now) for each in condition.conditions)


def _bracketed(condition: Condition, facts: Facts, now: datetime) -> str:
    text = explain(condition, facts, now)
    return text if isinstance(condition, Compare) else f"({text})"


def _sentence(compare: Compare, facts: Facts, now: datetime) -> str:
    value = known(compare.fact, facts, now)
    asked = _ASKS[compare.operator].format(spoken(compare.fact, compare.threshold))
    if isinstance(value, Gap):
        return f"{compare.fact.label} cannot be known, because {value.value} ({asked})"
    return f"{compare.fact.label}: {spoken(compare.fact, value)} ({asked})"


def spoken(fact_type: FactType, value: Value) -> str:
    """Return a value as people say it: yes and no, an option's label, a number with its unit."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value.normalize():f} {fact_type.unit}".strip()
        case str():
            return _label(fact_type, value)
        case frozenset():
            return "; ".join(sorted(_label(fact_type, each) for each in value)) or "nothing"


def _label(fact_type: FactType, code: str) -> str:
    return (fact_type.options or {}).get(code, code)
