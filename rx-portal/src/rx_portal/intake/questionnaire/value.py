"""Answers as values: kept as text that can be sealed, and said in words."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rx_portal.intake.questionnaire import measure
from rx_portal.intake.questionnaire.item import Kind, Question

A_FOOT = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A height or weight, in the unit it was given in (UCUM)."""

    number: Decimal
    unit: str

    @property
    def canonical(self) -> Decimal:
        """Return it in centimetres or kilograms."""
        return measure.canonical(self.number, self.unit)


@dataclass(frozen=True, slots=True)
class About:
    """What computed values need to know besides the answers."""

    born: date
    today: date


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that answers a question; its picture is kept apart, under this id."""

    id: UUID


Value = bool | Decimal | date | str | tuple[str, ...] | Quantity | Photo


def to_json(value: Value) -> Any:
    """Return the plain form of an answer, which `from_json` reads back."""
    match value:
        case bool() | str():
            return value
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case Quantity():
            return {"number": str(value.number), "unit": value.unit}
        case Photo():
            return str(value.id)


def encode(value: Value) -> str:
    """Return the text that is sealed."""
    return json.dumps(to_json(value), separators=(",", ":"), ensure_ascii=False)


def decode(question: Question, text: str) -> Value:
    """Return the answer that was sealed; what was accepted once is not judged again."""
    return from_plain(question, json.loads(text))


def is_urgent(question: Question, value: Value | None) -> bool:
    """Tell whether an answer needs somebody at once."""
    if isinstance(value, tuple):
        return any(option.urgent and option.code in value for option in question.options)
    return question.urgent_if is not None and value is question.urgent_if


def speak(question: Question, value: Value) -> str:  # noqa: PLR0911 - one for each kind
    """Return an answer as the person would say it."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case tuple():
            return ", ".join(option.text for option in question.options if option.code in value)
        case Decimal():
            return f"{value.normalize():f} {measure.SPOKEN.get(question.unit, question.unit)}".strip()
        case date():
            return f"{value:%B} {value.day}, {value.year}"
        case Quantity():
            return _speak_quantity(value)
        case Photo():
            return "A photo"
        case str():
            return value


def from_plain(question: Question, plain: Any) -> Value:
    """Return the value that plain JSON stands for, of the kind that the question asks.

    :raises TypeError, ValueError, KeyError, InvalidOperation: it is of another kind.
    """
    reader: Mapping[Kind, Callable[[Any], Value]] = {
        Kind.BOOLEAN: _plain_boolean,
        Kind.TEXT: _plain_text,
        Kind.CHOICE: lambda codes: tuple(_plain_text(code) for code in codes),
        Kind.DATE: lambda text: date.fromisoformat(_plain_text(text)),
        Kind.INTEGER: lambda text: Decimal(_plain_text(text)),
        Kind.DECIMAL: lambda text: Decimal(_plain_text(text)),
        Kind.QUANTITY: lambda pair: Quantity(Decimal(_plain_text(pair["number"])), _plain_text(pair["unit"])),
        Kind.ATTACHMENT: lambda text: Photo(UUID(_plain_text(text))),
    }
    return reader[question.kind](plain)


def _plain_boolean(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise TypeError
    return plain


def _plain_text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise TypeError
    return plain


def _speak_quantity(value: Quantity) -> str:
    if value.unit == measure.INCH:
        feet, inches = divmod(value.number, A_FOOT)
        return f"{feet.normalize():f} ft {inches.normalize():f} in"
    return f"{value.number.normalize():f} {measure.SPOKEN[value.unit]}"
