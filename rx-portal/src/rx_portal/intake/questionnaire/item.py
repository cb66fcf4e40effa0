"""Questions as this clinic asks them: a strict subset of FHIR R4B Questionnaire, one question to a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Expected = bool | Decimal | date | str


class Kind(StrEnum):
    """What an answer is; the values are FHIR's item types."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    QUANTITY = "quantity"
    ATTACHMENT = "attachment"


class Calculation(StrEnum):
    """What the clinic works out itself instead of asking."""

    AGE = "age"
    BMI = "bmi"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. An exclusive one (`none of these`) stands alone; an urgent one stops all."""

    code: str
    text: str
    exclusive: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A condition on an earlier answer; `operator` is FHIR's (`=`, `!=`, `>`, `<`, `>=`, `<=`, `exists`)."""

    question: str
    operator: str
    expected: Expected


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the questionnaire, or a value that is computed and only shown when answers are checked.

    `least` and `most` are in the question's canonical unit: cm for a height, kg for a weight.
    """

    link_id: str
    text: str
    short: str
    kind: Kind
    why: str = ""
    required: bool = True
    repeats: bool = False
    options: tuple[Option, ...] = ()
    units: tuple[str, ...] = ()
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    longest: int = 1000
    conditions: tuple[When, ...] = ()
    any_condition: bool = False
    urgent_if: bool | None = None
    calculation: Calculation | None = None

    def option(self, code: str) -> Option | None:
        """Return the option with this code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Every question of one version, in the order of asking."""

    url: str
    version: str
    title: str
    questions: tuple[Question, ...]

    @property
    def canonical(self) -> str:
        """Return how a response names this very version."""
        return f"{self.url}|{self.version}"

    @property
    def by_id(self) -> Mapping[str, Question]:
        """Return the questions by their link id."""
        return {question.link_id: question for question in self.questions}
