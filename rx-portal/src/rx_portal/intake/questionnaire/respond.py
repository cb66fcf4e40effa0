"""Writing answers down as a FHIR R4B QuestionnaireResponse, for the record and for other systems."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from rx_portal.intake.questionnaire import measure
from rx_portal.intake.questionnaire.flow import Walk
from rx_portal.intake.questionnaire.item import Kind, Question, Questionnaire
from rx_portal.intake.questionnaire.value import Photo, Quantity, Value

UCUM = "http://unitsofmeasure.org"


def respond(
    questionnaire: Questionnaire,
    taken: Walk,
    *,
    identity: str,
    patient: str,
    status: str,
    authored: datetime,
) -> bytes:
    """Return the JSON bytes of the response; `patient` is the opaque patient id, `status` FHIR's code."""
    resource: Mapping[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "id": identity,
        "questionnaire": questionnaire.canonical,
        "status": status,
        "subject": {"reference": f"Patient/{patient}"},
        "authored": authored.isoformat(),
        "item": [
            {
                "linkId": question.link_id,
                "text": question.text,
                "answer": _answers(question, taken.values[question.link_id]),
            }
            for question in taken.questions
            if question.link_id in taken.values
        ],
    }
    return QuestionnaireResponse.model_validate(resource).model_dump_json().encode()


def _answers(question: Question, value: Value) -> list[dict[str, Any]]:  # noqa: PLR0911 - one for each kind
    match value:
        case bool():
            return [{"valueBoolean": value}]
        case tuple():
            chosen = [option for option in question.options if option.code in value]
            return [{"valueCoding": {"code": option.code, "display": option.text}} for option in chosen]
        case Quantity():
            return [{"valueQuantity": _measured(value.number, value.unit)}]
        case Decimal():
            return [_number(question, value)]
        case date():
            return [{"valueDate": value.isoformat()}]
        case Photo():
            picture = {"contentType": "image/jpeg", "url": f"urn:uuid:{value.id}", "title": question.short}
            return [{"valueAttachment": picture}]
        case str():
            return [{"valueString": value}]


def _number(question: Question, number: Decimal) -> dict[str, Any]:
    if question.unit:
        return {"valueQuantity": _measured(number, question.unit)}
    return {"valueInteger": int(number)} if question.kind is Kind.INTEGER else {"valueDecimal": number}


def _measured(number: Decimal, unit: str) -> dict[str, Any]:
    return {"value": number, "unit": measure.SPOKEN.get(unit, unit), "system": UCUM, "code": unit}
