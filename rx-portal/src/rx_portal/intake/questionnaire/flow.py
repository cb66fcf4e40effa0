"""Which questions apply: one pass forwards, so that the answer to a hidden question counts for nothing."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rx_portal.intake.questionnaire import measure
from rx_portal.intake.questionnaire.item import Calculation, Question, Questionnaire, When
from rx_portal.intake.questionnaire.value import About, Quantity, Value

_COMPARES: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


@dataclass(frozen=True, slots=True)
class Walk:
    """The questions that apply, in order, and the answers to them, computed ones included."""

    questions: tuple[Question, ...]
    values: Mapping[str, Value]

    @property
    def pages(self) -> tuple[Question, ...]:
        """Return the questions that a person is asked."""
        return tuple(question for question in self.questions if question.calculation is None)

    @property
    def missing(self) -> tuple[Question, ...]:
        """Return the required questions that have no answer yet."""
        return tuple(page for page in self.pages if page.required and page.link_id not in self.values)

    def after(self, link_id: str) -> Question | None:
        """Return the page that follows, or None after the last."""
        return self._beside(link_id, +1)

    def before(self, link_id: str) -> Question | None:
        """Return the page before, or None at the first."""
        return self._beside(link_id, -1)

    def number(self, link_id: str) -> int:
        """Return a page's place, counted from one."""
        return [page.link_id for page in self.pages].index(link_id) + 1

    def _beside(self, link_id: str, way: int) -> Question | None:
        place = self.number(link_id) - 1 + way
        return self.pages[place] if 0 <= place < len(self.pages) else None


def walk(questionnaire: Questionnaire, given: Mapping[str, Value], about: About) -> Walk:
    """Return the questions that apply to somebody who has answered `given` so far."""
    questions: list[Question] = []
    values: dict[str, Value] = {}
    for question in questionnaire.questions:
        if not _applies(question, values):
            continue
        questions.append(question)
        value = _computed(question, values, about) if question.calculation else given.get(question.link_id)
        if value is not None:
            values[question.link_id] = value
    return Walk(tuple(questions), values)


def _applies(question: Question, values: Mapping[str, Value]) -> bool:
    if not question.conditions:
        return True
    together = any if question.any_condition else all
    return together(_holds(condition, values.get(condition.question)) for condition in question.conditions)


def _holds(condition: When, value: Value | None) -> bool:
    if condition.operator == "exists":
        return (value is not None) is condition.expected
    if value is None:
        return False
    compare = _COMPARES[condition.operator]
    if isinstance(value, tuple):
        return any(compare(code, condition.expected) for code in value)
    return compare(value.canonical if isinstance(value, Quantity) else value, condition.expected)


def _computed(question: Question, values: Mapping[str, Value], about: About) -> Value | None:
    if question.calculation is Calculation.AGE:
        return Decimal(measure.age(about.born, about.today))
    height, weight = values.get("height"), values.get("weight")
    if isinstance(height, Quantity) and isinstance(weight, Quantity):
        return measure.bmi(height.canonical, weight.canonical)
    return None
