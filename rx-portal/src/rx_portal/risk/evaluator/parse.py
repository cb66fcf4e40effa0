"""Authoring: the only door by which a protocol comes to exist, and where every malformed one is turned away.

The stored form is JSON: `{"key", "title", "facts": {name: {...}}, "rules": [{...}]}`. Numbers are written as
strings, so that a threshold is exactly what its author wrote.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from rx_portal.risk.evaluator import shape
from rx_portal.risk.evaluator.condition import FITS, AllOf, AnyOf, Compare, Condition, Operator, comparisons
from rx_portal.risk.evaluator.fact import FactType, Kind, Value
from rx_portal.risk.evaluator.protocol import Grade, Protocol, Rule
from rx_portal.risk.evaluator.shape import MalformedProtocol

_DEEPEST = 4
_LONGEST_AGE_LIMIT = 3650

_FACT = {"label", "kind", "age_limit_days", "answer"}
_FACT_MAY = frozenset({"dated_by", "unit", "least", "most", "options"})
_OF_A_NUMBER = {"unit", "least", "most"}
_OF_A_CHOICE = {"options"}
_SEVERAL = (Operator.IS_ONE_OF, Operator.INCLUDES_ANY_OF, Operator.INCLUDES_NONE_OF)
_TOGETHER: Mapping[str, Callable[[tuple[Condition, ...]], Condition]] = {"all_of": AllOf, "any_of": AnyOf}


def parse(content: object) -> Protocol:
    """Return the protocol that JSON content describes.

    :raises MalformedProtocol: anything in it is unknown, missing, of the wrong kind or out of range.
    """
    top = shape.record(content, "The protocol", {"key", "title", "facts", "rules"})
    facts = {
        shape.code(name, "A fact's name"): _fact(name, each)
        for name, each in shape.table(top["facts"], "The list of facts").items()
    }
    rules = tuple(_rule(each, facts) for each in shape.several(top["rules"], "The protocol"))
    _check_together(facts, rules)
    return Protocol(shape.code(top["key"], "The key"), shape.text(top["title"], "The title"), facts, rules)


def _fact(name: str, content: object) -> FactType:
    what = f"The fact {name!r}"
    given = shape.record(content, what, _FACT, _FACT_MAY)
    kind = shape.member(Kind, given["kind"], what)
    is_number, is_choice = kind is Kind.NUMBER, kind in (Kind.CHOICE, Kind.CHOICES)
    _only_where(is_number, given, _OF_A_NUMBER, what)
    _only_where(is_choice, given, _OF_A_CHOICE, what)
    fact = FactType(
        name=name,
        label=shape.text(given["label"], what),
        kind=kind,
        age_limit=timedelta(days=shape.days(given["age_limit_days"], what, _LONGEST_AGE_LIMIT)),
        answer=shape.text(given["answer"], what),
        dated_by=shape.text(given["dated_by"], what) if "dated_by" in given else None,
        unit=shape.text(given["unit"], what) if is_number else "",
        least=shape.number(given["least"], what) if is_number else None,
        most=shape.number(given["most"], what) if is_number else None,
        options=_options(given["options"], what) if is_choice else None,
    )
    if fact.least is not None and fact.most is not None and fact.least >= fact.most:
        raise MalformedProtocol(f"The plausible range of {name!r} is empty.")
    return fact


def _only_where(applies: bool, given: Mapping[str, Any], keys: set[str], what: str) -> None:
    if applies and not keys <= given.keys():
        raise MalformedProtocol(f"{what} must say {', '.join(sorted(keys))}.")
    if not applies and keys & given.keys():
        raise MalformedProtocol(f"{what} cannot have {', '.join(sorted(keys & given.keys()))}.")


def _options(content: object, what: str) -> dict[str, str]:
    entries = shape.table(content, what).items()
    return {shape.text(code, what): shape.text(label, what) for code, label in entries}


def _rule(content: object, facts: Mapping[str, FactType]) -> Rule:
    given = shape.record(content, "A rule", {"code", "grade", "statement", "source", "when"})
    code = shape.code(given["code"], f"A rule's code, {given['code']!r},")
    what = f"The rule {code!r}"
    return Rule(
        code=code,
        grade=shape.member(Grade, given["grade"], what),
        statement=shape.text(given["statement"], f"{what}, in what the patient is told,"),
        source=shape.text(given["source"], f"{what}, in where it comes from,"),
        condition=_condition(given["when"], facts, what, _DEEPEST),
    )


def _condition(content: object, facts: Mapping[str, FactType], what: str, depth: int) -> Condition:
    if depth == 0:
        raise MalformedProtocol(f"{what} is nested too deeply to be read.")
    for word, together in _TOGETHER.items():
        if isinstance(content, dict) and content.keys() == {word}:
            parts = shape.several(content[word], what)
            return together(tuple(_condition(each, facts, what, depth - 1) for each in parts))
    given = shape.record(content, what, {"fact", "is", "threshold"})
    name = shape.text(given["fact"], what)
    if name not in facts:
        raise MalformedProtocol(f"{what} reads {name!r}, which is not declared.")
    return _compare(facts[name], shape.member(Operator, given["is"], what), given["threshold"], what)


def _compare(fact: FactType, operator: Operator, content: object, what: str) -> Compare:
    if operator not in FITS[fact.kind]:
        raise MalformedProtocol(f"{what} compares {fact.name!r} by {operator}, which does not fit it.")
    threshold = _threshold(fact, operator, content, what)
    possible = (
        threshold <= frozenset(fact.options or {})
        if isinstance(threshold, frozenset)
        else fact.accepts(threshold)
    )
    if not possible:
        raise MalformedProtocol(f"{what} has a threshold that {fact.label!r} can never have.")
    return Compare(fact, operator, threshold)


def _threshold(fact: FactType, operator: Operator, content: object, what: str) -> Value:
    if operator in _SEVERAL:
        return frozenset(shape.text(each, what) for each in shape.several(content, what))
    if fact.kind is Kind.NUMBER:
        return shape.number(content, what)
    if fact.kind is Kind.TRUTH:
        return shape.truth(content, what)
    return shape.text(content, what)


def _check_together(facts: Mapping[str, FactType], rules: tuple[Rule, ...]) -> None:
    if len({rule.code for rule in rules}) < len(rules):
        raise MalformedProtocol("Two rules have the same code.")
    if all(rule.alarm for rule in rules):
        raise MalformedProtocol("A protocol needs at least one requirement: alarms alone approve nobody.")
    read = {part.fact.name for rule in rules for part in comparisons(rule.condition)}
    if idle := facts.keys() - read:
        raise MalformedProtocol(f"No rule reads {', '.join(sorted(idle))}.")
