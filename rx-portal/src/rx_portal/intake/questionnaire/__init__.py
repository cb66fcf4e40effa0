"""The questionnaire engine: which questions apply, what an answer may be, and their FHIR forms. Pure."""

from rx_portal.intake.questionnaire.accept import Form, NotUnderstood, from_form, from_json, to_form
from rx_portal.intake.questionnaire.fhir import MalformedQuestionnaire
from rx_portal.intake.questionnaire.flow import Walk, walk
from rx_portal.intake.questionnaire.item import Calculation, Kind, Option, Question, Questionnaire, When
from rx_portal.intake.questionnaire.read import read
from rx_portal.intake.questionnaire.respond import respond
from rx_portal.intake.questionnaire.value import (
    About,
    Photo,
    Quantity,
    Value,
    decode,
    encode,
    is_urgent,
    speak,
    to_json,
)

__all__ = [
    "About",
    "Calculation",
    "Form",
    "Kind",
    "MalformedQuestionnaire",
    "NotUnderstood",
    "Option",
    "Photo",
    "Quantity",
    "Question",
    "Questionnaire",
    "Value",
    "Walk",
    "When",
    "decode",
    "encode",
    "from_form",
    "from_json",
    "is_urgent",
    "read",
    "respond",
    "speak",
    "to_form",
    "to_json",
    "walk",
]
