"""Reading a FHIR Questionnaire: valid R4B first, then the strict subset that the engine honours in full."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fhir.resources.R4B.questionnaire import Questionnaire as Resource
from pydantic import ValidationError

from rx_portal.intake.questionnaire import fhir, measure
from rx_portal.intake.questionnaire.fhir import Json, MalformedQuestionnaire, demand, extensions_of
from rx_portal.intake.questionnaire.item import (
    Calculation,
    Expected,
    Kind,
    Option,
    Question,
    Questionnaire,
    When,
)


def read(content: Json) -> Questionnaire:
    """Return the questionnaire that a FHIR R4B resource describes.

    :raises MalformedQuestionnaire: it is no valid resource, or steps outside the subset.
    """
    try:
        Resource.model_validate(content)
    except ValidationError as error:
        raise MalformedQuestionnaire(
            f"This is no FHIR R4B Questionnaire: {error.errors()[0]['msg']}"
        ) from error
    for key in ("url", "version", "title"):
        demand(isinstance(content.get(key), str), f"The questionnaire needs its {key}.")
    demand(content["status"] == "active", "The questionnaire is not active.")
    questions = tuple(_question(item) for item in content.get("item", ()))
    demand(bool(questions), "The questionnaire asks nothing.")
    _check_order(questions)
    return Questionnaire(content["url"], content["version"], content["title"], questions)


def _question(item: Json) -> Question:
    link_id = item["linkId"]
    unknown = sorted(item.keys() - fhir.ELEMENTS)
    demand(not unknown, f"{link_id} uses {unknown}, which is not supported.")
    extensions = extensions_of(item, link_id)
    computed = extensions.get(fhir.COMPUTED)
    demand(item["type"] in list(Kind), f"{link_id} has the type {item['type']}, which is not supported.")
    question = Question(
        link_id=link_id,
        text=_words(item, link_id),
        short=extensions.get(fhir.SHORT) or item["text"],
        kind=Kind(item["type"]),
        why=_why(item),
        required=item.get("required", False),
        repeats=item.get("repeats", False),
        options=tuple(_option(each, link_id) for each in item.get("answerOption", ())),
        units=_units(item),
        unit=(extensions.get(fhir.UNIT) or {}).get("code", ""),
        least=_bound(extensions, fhir.MIN, fhir.MIN_QUANTITY),
        most=_bound(extensions, fhir.MAX, fhir.MAX_QUANTITY),
        longest=item.get("maxLength", 1000),
        conditions=tuple(_when(each, link_id) for each in item.get("enableWhen", ())),
        any_condition=item.get("enableBehavior") == "any",
        urgent_if=extensions.get(fhir.URGENT_IF),
        calculation=Calculation(computed) if computed else None,
    )
    _check(question, item)
    return question


def _check(question: Question, item: Json) -> None:
    link_id = question.link_id
    choice, quantity = question.kind is Kind.CHOICE, question.kind is Kind.QUANTITY
    codes = [option.code for option in question.options]
    demand(choice == bool(codes), f"{link_id}: options go with a choice, and a choice needs them.")
    demand(len(codes) == len(set(codes)), f"{link_id} has one code twice.")
    demand(not question.repeats or choice, f"{link_id}: only a choice may repeat.")
    demand(
        not quantity or question.units in (measure.HEIGHT, measure.WEIGHT),
        f"{link_id} needs the units of a height or of a weight, imperial first.",
    )
    demand(
        len(question.conditions) < 2 or "enableBehavior" in item,  # noqa: PLR2004
        f"{link_id} must say whether all or any of its conditions count (que-12).",
    )
    demand(
        question.urgent_if is None or question.kind is Kind.BOOLEAN,
        f"{link_id}: only a yes or no question can be urgent as a whole.",
    )
    bounded = question.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.QUANTITY) and not question.calculation
    demand(
        not bounded or None not in (question.least, question.most), f"{link_id} needs its plausible range."
    )
    demand(
        not question.calculation or item.get("readOnly", False), f"{link_id} is computed, so it is read-only."
    )


def _check_order(questions: tuple[Question, ...]) -> None:
    seen: dict[str, Question] = {}
    for question in questions:
        demand(question.link_id not in seen, f"{question.link_id} is there twice (que-2).")
        for condition in question.conditions:
            source = seen.get(condition.question)
            demand(
                source is not None, f"{question.link_id} depends on a question that is not asked before it."
            )
            fits = not isinstance(condition.expected, str) or (
                source is not None and source.option(condition.expected) is not None
            )
            demand(fits, f"{question.link_id} waits for an answer that {condition.question} does not offer.")
        if question.calculation is Calculation.BMI:
            demand({"height", "weight"} <= seen.keys(), "A BMI needs height and weight before it.")
        seen[question.link_id] = question


def _option(option: Json, link_id: str) -> Option:
    coding = option.get("valueCoding", {})
    demand({"code", "display"} <= coding.keys(), f"{link_id} has an option without code and text.")
    extensions = extensions_of(option, link_id)
    return Option(
        code=coding["code"],
        text=coding["display"],
        exclusive=extensions.get(fhir.EXCLUSIVE, False),
        urgent=extensions.get(fhir.URGENT, False),
    )


def _when(condition: Json, link_id: str) -> When:
    demand(condition["operator"] in fhir.OPERATORS, f"{link_id} has an unknown operator.")
    name, value = next((key, found) for key, found in condition.items() if key.startswith("answer"))
    if condition["operator"] == "exists":
        demand(name == "answerBoolean", f"{link_id}: `exists` needs a boolean (que-7).")
    return When(condition["question"], condition["operator"], _expected(name, value, link_id))


def _expected(name: str, value: Any, link_id: str) -> Expected:
    match name:
        case "answerBoolean":
            return bool(value)
        case "answerCoding":
            return str(value["code"])
        case "answerInteger" | "answerDecimal":
            return Decimal(str(value))
        case "answerDate":
            return date.fromisoformat(value)
    raise MalformedQuestionnaire(f"{link_id} compares by {name}, which is not supported.")


def _units(item: Json) -> tuple[str, ...]:
    options = (each for each in item.get("extension", ()) if each["url"] == fhir.UNIT_OPTION)
    return tuple(each["valueCoding"]["code"] for each in options)


def _why(item: Json) -> str:
    helps = [
        child["text"]
        for child in item.get("item", ())
        if child["type"] == "display" and _control(child) == "help"
    ]
    demand(len(helps) == len(item.get("item", ())), f"{item['linkId']} may contain only help.")
    return " ".join(helps)


def _control(item: Json) -> str:
    concept = extensions_of(item, item["linkId"]).get(fhir.CONTROL) or {"coding": [{"code": ""}]}
    return str(concept["coding"][0]["code"])


def _bound(extensions: Mapping[str, Any], plain: str, quantity: str) -> Decimal | None:
    if plain in extensions:
        return Decimal(str(extensions[plain]))
    if quantity in extensions:
        given = extensions[quantity]
        return measure.canonical(Decimal(str(given["value"])), given["code"])
    return None


def _words(item: Json, link_id: str) -> str:
    demand(bool(item.get("text")), f"{link_id} has no words.")
    return str(item["text"])
