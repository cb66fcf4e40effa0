"""The facts that rules may be written over: a protocol's own, and what its questionnaire asks besides."""

from collections.abc import Mapping
from typing import Any

from rx_portal.intake.questionnaire import Kind, Question, Questionnaire

Json = dict[str, Any]

AGE_LIMIT = 30
"""Days for which an answer counts, until an author says otherwise."""

WIDEST = ("0", "1000000")
"""The plausible range of a number whose question states none."""

_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.QUANTITY})


def facts_to_choose(content: Json, questionnaire: Questionnaire | None) -> Mapping[str, Json]:
    """Return every fact a rule may read, by name: the protocol's own as it declares them, then the others."""
    declared: dict[str, Json] = dict(content.get("facts", {}))
    asked_for = {each["answer"] for each in declared.values()}
    for question in questionnaire.questions if questionnaire else ():
        fact = _fact(question)
        if fact is not None and question.link_id not in asked_for:
            declared.setdefault(question.link_id.replace("-", "_"), fact)
    return declared


def _fact(question: Question) -> Json | None:
    fact: Json = {"label": question.short or question.text, "answer": question.link_id}
    fact["age_limit_days"] = AGE_LIMIT
    if question.kind in _NUMBERS:
        least, most = _written(question.least, WIDEST[0]), _written(question.most, WIDEST[1])
        return fact | {"kind": "number", "unit": question.unit or "times", "least": least, "most": most}
    if question.kind is Kind.BOOLEAN:
        return fact | {"kind": "truth"}
    if question.kind is Kind.CHOICE:
        options = {option.code: option.text for option in question.options}
        return fact | {"kind": "choices" if question.repeats else "choice", "options": options}
    return None


def _written(number: object, otherwise: str) -> str:
    return otherwise if number is None else str(number)
