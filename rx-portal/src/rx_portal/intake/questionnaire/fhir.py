"""The parts of FHIR that a questionnaire here may use, and how its extensions are read."""

from collections.abc import Mapping
from typing import Any

from shared_lib.errors import Invalid

CORE = "http://hl7.org/fhir/StructureDefinition"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
OWN = "https://countersign.example/fhir/StructureDefinition"

MIN, MAX = f"{CORE}/minValue", f"{CORE}/maxValue"
MIN_QUANTITY, MAX_QUANTITY = f"{SDC}/sdc-questionnaire-minQuantity", f"{SDC}/sdc-questionnaire-maxQuantity"
UNIT, UNIT_OPTION = f"{CORE}/questionnaire-unit", f"{CORE}/questionnaire-unitOption"
EXCLUSIVE, CONTROL = f"{CORE}/questionnaire-optionExclusive", f"{CORE}/questionnaire-itemControl"
SHORT = f"{SDC}/sdc-questionnaire-shortText"
URGENT, URGENT_IF, COMPUTED = f"{OWN}/urgent", f"{OWN}/urgent-if", f"{OWN}/computed"
EXTENSIONS = frozenset(
    {MIN, MAX, MIN_QUANTITY, MAX_QUANTITY, UNIT, UNIT_OPTION}
    | {EXCLUSIVE, CONTROL, SHORT, URGENT, URGENT_IF, COMPUTED}
)
ELEMENTS = frozenset(
    {"linkId", "text", "type", "required", "repeats", "readOnly", "maxLength", "item", "extension"}
    | {"answerOption", "enableWhen", "enableBehavior"}
)
OPERATORS = frozenset({"exists", "=", "!=", ">", "<", ">=", "<="})

Json = Mapping[str, Any]


class MalformedQuestionnaire(Invalid):
    """A questionnaire is not FHIR, or asks for something that could not be honoured exactly."""

    code = "malformed_questionnaire"


def demand(holds: bool, otherwise: str) -> None:
    """Refuse the questionnaire with this sentence unless something holds."""
    if not holds:
        raise MalformedQuestionnaire(otherwise)


def extensions_of(element: Json, link_id: str) -> dict[str, Any]:
    """Return the values of an element's extensions by address; of a repeated one, the last."""
    found: dict[str, Any] = {}
    for extension in element.get("extension", ()):
        demand(extension["url"] in EXTENSIONS, f"{link_id} has an extension that is not supported.")
        found[extension["url"]] = next(value for key, value in extension.items() if key.startswith("value"))
    return found
