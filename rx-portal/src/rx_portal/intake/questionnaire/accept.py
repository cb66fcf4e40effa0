"""Accepting an answer from a form or a program: what it says, or a sentence on what it should say."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from rx_portal.intake.questionnaire import measure
from rx_portal.intake.questionnaire.item import Kind, Question
from rx_portal.intake.questionnaire.value import A_FOOT, Photo, Quantity, Value, from_plain
from shared_lib.errors import Invalid

Form = Mapping[str, Sequence[str]]
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,3})?")
_EARLIEST_YEAR = 1900


class NotUnderstood(Invalid):
    """The answer cannot be read as what was asked for; the message says what would be."""

    code = "answer_not_understood"


def from_form(question: Question, form: Form) -> Value | None:  # noqa: PLR0911 - one for each kind
    """Return what a page's form says, or None if it was left empty.

    Fields: `answer`; for a date `answer-month`, `answer-day`, `answer-year`; for a height `feet` and
    `inches`, or `cm`; for a weight `lb` or `kg`. A photo is given by a verb of its own.

    :raises NotUnderstood: something is there that cannot be taken for an answer.
    """
    match question.kind:
        case Kind.DATE:
            return _date_of(question, [_one(form, f"answer-{part}") for part in ("year", "month", "day")])
        case Kind.QUANTITY:
            return _quantity_of(question, form)
        case Kind.CHOICE:
            return _choice(question, [code for code in form.get("answer", ()) if code])
        case Kind.BOOLEAN:
            return _boolean(_one(form, "answer"))
        case Kind.TEXT:
            return _text(question, _one(form, "answer"))
        case Kind.INTEGER | Kind.DECIMAL:
            return _number(question, _one(form, "answer"))
        case Kind.ATTACHMENT:
            return None


def from_json(question: Question, given: Any) -> Value | None:
    """Return what a program says: a string, boolean, list of codes, or {"number", "unit"}; None clears.

    :raises NotUnderstood: it is not of the question's kind.
    """
    if given is None:
        return None
    if question.kind is Kind.ATTACHMENT:
        raise NotUnderstood("Send the photo itself, to the address of the question and /photo.")
    try:
        return _checked(question, from_plain(question, given))
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise NotUnderstood(f"That is not an answer to “{question.short}”.") from error


def to_form(value: Value | None) -> Form:  # noqa: PLR0911 - one for each kind
    """Return the fields that a page's form is filled with, which `from_form` reads back."""
    match value:
        case None:
            return {}
        case bool():
            return {"answer": ["yes" if value else "no"]}
        case tuple():
            return {"answer": list(value)}
        case date():
            parts = {"year": value.year, "month": value.month, "day": value.day}
            return {f"answer-{part}": [str(number)] for part, number in parts.items()}
        case Quantity():
            return _quantity_fields(value)
        case Photo():
            return {}
    return {"answer": [str(value)]}


def _quantity_fields(value: Quantity) -> Form:
    if value.unit != measure.INCH:
        return {measure.SPOKEN[value.unit]: [f"{value.number.normalize():f}"]}
    feet, inches = divmod(value.number, A_FOOT)
    return {"feet": [f"{feet.normalize():f}"], "inches": [f"{inches.normalize():f}"]}


def _checked(question: Question, value: Value) -> Value | None:
    match value:
        case tuple():
            return _choice(question, value)
        case Quantity() if value.unit not in question.units:
            raise NotUnderstood("That unit is not one of those offered.")
        case Quantity():
            _within(question, value.canonical)
        case Decimal():
            return _number(question, f"{value:f}")
        case date() if value.year < _EARLIEST_YEAR:
            raise NotUnderstood("Give a date in this century or the last.")
        case str():
            return _text(question, value)
    return value


def _one(form: Form, field: str) -> str:
    values = form.get(field, ())
    return values[0].strip() if values else ""


def _boolean(text: str) -> bool | None:
    if text not in ("", "yes", "no"):
        raise NotUnderstood("Choose yes or no.")
    return None if not text else text == "yes"


def _text(question: Question, text: str) -> str | None:
    if len(text) > question.longest:
        raise NotUnderstood(f"Use at most {question.longest} characters. You have used {len(text)}.")
    if "\0" in text:
        raise NotUnderstood("Use letters and numbers only.")
    return text.strip() or None


def _choice(question: Question, codes: Sequence[str]) -> tuple[str, ...] | None:
    chosen = [option for option in question.options if option.code in codes]
    if len(chosen) != len(set(codes)):
        raise NotUnderstood("Choose from the answers shown.")
    if len(chosen) > 1 and not question.repeats:
        raise NotUnderstood("Choose one answer only.")
    alone = next((option for option in chosen if option.exclusive), None)
    if alone and len(chosen) > 1:
        raise NotUnderstood(f"“{alone.text}” cannot go together with another answer. Untick one of them.")
    return tuple(option.code for option in chosen) or None


def _number(question: Question, text: str) -> Decimal | None:
    if not text:
        return None
    number = _read_number(text)
    if question.kind is Kind.INTEGER and number != number.to_integral_value():
        raise NotUnderstood("Give a whole number.")
    _within(question, number)
    return number


def _read_number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise NotUnderstood("Give a number, such as 120 or 5.6.")
    return Decimal(text.replace(",", "."))


def _within(question: Question, number: Decimal) -> None:
    low, high = question.least, question.most
    if (low is not None and number < low) or (high is not None and number > high):
        if question.units:
            raise NotUnderstood("That looks too small or too large. Check the number and its unit.")
        raise NotUnderstood(f"Give a number from {low} to {high}.")


def _date_of(question: Question, parts: Sequence[str]) -> date | None:
    if not any(parts):
        return None
    try:
        found = date(*(int(part) for part in parts))
    except ValueError as error:
        raise NotUnderstood("Give a real date: month, day and year, such as 3 27 2026.") from error
    return found if _checked(question, found) else None


def _quantity_of(question: Question, form: Form) -> Quantity | None:
    imperial, metric = question.units
    given = [found for found in (_imperial(imperial, form), _one_number(metric, form)) if found]
    if len(given) > 1:
        raise NotUnderstood("Fill in one of the two, not both.")
    for found in given:
        _within(question, found.canonical)
    return given[0] if given else None


def _imperial(unit: str, form: Form) -> Quantity | None:
    if unit != measure.INCH:
        return _one_number(unit, form)
    feet, inches = _one(form, "feet"), _one(form, "inches")
    if not feet and not inches:
        return None
    more = _read_number(inches or "0")
    if feet and more >= A_FOOT:
        raise NotUnderstood("A foot has 12 inches: give 0 to 11 beside the feet.")
    return Quantity(_read_number(feet or "0") * A_FOOT + more, unit)


def _one_number(unit: str, form: Form) -> Quantity | None:
    text = _one(form, measure.SPOKEN[unit])
    return Quantity(_read_number(text), unit) if text else None
