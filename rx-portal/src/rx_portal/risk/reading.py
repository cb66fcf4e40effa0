"""From answers to facts: each fact a protocol declares is read from the question that it names. Pure."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from rx_portal.intake.questionnaire import Calculation, Kind, Quantity, Question, Questionnaire
from rx_portal.intake.questionnaire import Value as Answer
from rx_portal.intake.schemas import Sheet
from rx_portal.risk.evaluator import Fact, Facts, FactType, MalformedProtocol, Protocol, Value
from rx_portal.risk.evaluator import Kind as FactKind

_ASKED_AS: Mapping[FactKind, frozenset[Kind]] = {
    FactKind.NUMBER: frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.QUANTITY}),
    FactKind.TRUTH: frozenset({Kind.BOOLEAN}),
    FactKind.CHOICE: frozenset({Kind.CHOICE}),
    FactKind.CHOICES: frozenset({Kind.CHOICE}),
}


def facts_of(protocol: Protocol, sheet: Sheet, now: datetime) -> Facts:
    """Return what is known of the facts that a protocol reads; a question that did not apply gives none."""
    found = ((name, _fact(fact, sheet, now)) for name, fact in protocol.facts.items())
    return {name: fact for name, fact in found if fact is not None}


def plain(facts: Facts) -> dict[str, Any]:
    """Return facts as JSON that can be sealed with an assessment."""
    return {
        name: {"value": _plain(fact.value), "as_of": fact.as_of.isoformat()} for name, fact in facts.items()
    }


def check_fit(protocol: Protocol, questionnaire: Questionnaire) -> None:
    """Make sure that a questionnaire asks for every fact that a protocol reads, in the same shape.

    :raises MalformedProtocol: naming every fact that would never be known.
    """
    questions = questionnaire.by_id
    if misfits := [fault for fact in protocol.facts.values() for fault in _misfits(fact, questions)]:
        raise MalformedProtocol("The questionnaire does not fit. " + " ".join(misfits))


def _misfits(fact: FactType, questions: Mapping[str, Question]) -> Iterator[str]:
    question = questions.get(fact.answer)
    if question is None:
        yield f"{fact.name}: there is no question {fact.answer!r}."
        return
    if question.kind not in _ASKED_AS[fact.kind] or question.repeats is not (fact.kind is FactKind.CHOICES):
        yield f"{fact.name}: {fact.answer!r} is asked as {question.kind.value}."
    if fact.options is not None and {option.code for option in question.options} != fact.options.keys():
        yield f"{fact.name}: {fact.answer!r} offers other options."
    dated = questions.get(fact.dated_by) if fact.dated_by else None
    if fact.dated_by and (dated is None or dated.kind is not Kind.DATE):
        yield f"{fact.name}: {fact.dated_by!r} does not ask for a date."


def _fact(fact: FactType, sheet: Sheet, now: datetime) -> Fact | None:
    answer = sheet.walk.values.get(fact.answer)
    if answer is None:
        return None
    value = _value(sheet.questionnaire.by_id[fact.answer], answer)
    as_of = _as_of(fact, sheet, now)
    return None if value is None or as_of is None else Fact(value, as_of)


def _value(question: Question, answer: Answer) -> Value | None:
    match answer:
        case bool() | Decimal() | str():
            return answer
        case Quantity():
            return answer.canonical
        case tuple():
            return frozenset(answer) if question.repeats else answer[0]
    return None


def _as_of(fact: FactType, sheet: Sheet, now: datetime) -> datetime | None:
    if fact.dated_by is not None:
        measured = sheet.walk.values.get(fact.dated_by)
        return datetime.combine(measured, time(), UTC) if isinstance(measured, date) else None
    if fact.answer in sheet.held:
        return sheet.held[fact.answer].at
    if sheet.questionnaire.by_id[fact.answer].calculation is Calculation.BMI:
        return min(sheet.held["height"].at, sheet.held["weight"].at)
    return now


def _plain(value: Value) -> Any:
    match value:
        case Decimal():
            return str(value)
        case frozenset():
            return sorted(value)
    return value
