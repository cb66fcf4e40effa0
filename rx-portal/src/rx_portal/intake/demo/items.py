"""Writing the demo clinic's questions down as FHIR items, without repeating FHIR's long names."""

from typing import Any

from rx_portal.intake.questionnaire import fhir, measure

Item = dict[str, Any]
Condition = dict[str, Any]


def yes_no(
    link_id: str, text: str, short: str, *, why: str = "", when: list[Condition] | None = None
) -> Item:
    """Return a question that is answered yes or no."""
    return _item(link_id, "boolean", text, short, why, when)


def choose(
    link_id: str,
    text: str,
    short: str,
    options: list[tuple[str, str]],
    *,
    why: str = "",
    when: list[Condition] | None = None,
) -> Item:
    """Return a question with one answer out of several."""
    return _item(link_id, "choice", text, short, why, when) | {
        "answerOption": [_option(*option) for option in options]
    }


def choose_all(
    link_id: str,
    text: str,
    short: str,
    options: list[tuple[str, str]],
    *,
    none: str = "None of these",
    urgent: bool = False,
    why: str = "",
    when: list[Condition] | None = None,
) -> Item:
    """Return a question with any number of answers; `none` of them stands alone, the others may be urgent."""
    listed = [_option(*option, urgent=urgent) for option in options]
    return _item(link_id, "choice", text, short, why, when) | {
        "repeats": True,
        "answerOption": [*listed, _option("none", none, exclusive=True)],
    }


def number(
    link_id: str,
    text: str,
    short: str,
    *,
    unit: str,
    least: str,
    most: str,
    decimal: bool = False,
    why: str = "",
    when: list[Condition] | None = None,
) -> Item:
    """Return a question for a number in one unit (UCUM), within what is plausible."""
    kind, key = ("decimal", "valueDecimal") if decimal else ("integer", "valueInteger")
    item = _item(link_id, kind, text, short, why, when)
    read = float if decimal else int
    item["extension"] += [
        {"url": fhir.UNIT, "valueCoding": {"system": "http://unitsofmeasure.org", "code": unit}},
        {"url": fhir.MIN, key: read(least)},
        {"url": fhir.MAX, key: read(most)},
    ]
    return item


def day(link_id: str, text: str, short: str, *, why: str = "", when: list[Condition] | None = None) -> Item:
    """Return a question for a date."""
    return _item(link_id, "date", text, short, why, when)


def words(link_id: str, text: str, short: str, *, why: str = "", when: list[Condition] | None = None) -> Item:
    """Return an optional question that is answered in the patient's own words."""
    return _item(link_id, "text", text, short, why, when) | {"required": False, "maxLength": 1000}


def photo(link_id: str, text: str, short: str, *, why: str = "", when: list[Condition] | None = None) -> Item:
    """Return an optional question that is answered with a photo."""
    return _item(link_id, "attachment", text, short, why, when) | {"required": False}


def measured(
    link_id: str, text: str, short: str, units: tuple[str, str], least: int, most: int, *, why: str = ""
) -> Item:
    """Return a question for a height or a weight, in either system; the range is metric."""
    item = _item(link_id, "quantity", text, short, why, None)
    metric = {"code": units[1], "unit": units[1], "system": "http://unitsofmeasure.org"}
    item["extension"] += [
        *(
            {"url": fhir.UNIT_OPTION, "valueCoding": {"system": "http://unitsofmeasure.org", "code": unit}}
            for unit in units
        ),
        {"url": fhir.MIN_QUANTITY, "valueQuantity": metric | {"value": least}},
        {"url": fhir.MAX_QUANTITY, "valueQuantity": metric | {"value": most}},
    ]
    return item


def computed(link_id: str, text: str, calculation: str, unit: str) -> Item:
    """Return a value that the clinic works out itself."""
    kind = "decimal" if calculation == "bmi" else "integer"
    item = _item(link_id, kind, text, text, "", None) | {"required": False, "readOnly": True}
    item["extension"] += [
        {"url": fhir.COMPUTED, "valueCode": calculation},
        {"url": fhir.UNIT, "valueCoding": {"system": "http://unitsofmeasure.org", "code": unit}},
    ]
    return item


def is_(question: str, code: str) -> Condition:
    """Ask only if an earlier choice includes this option."""
    return {"question": question, "operator": "=", "answerCoding": {"code": code}}


def yes(question: str) -> Condition:
    """Ask only if an earlier question was answered yes."""
    return {"question": question, "operator": "=", "answerBoolean": True}


def height() -> Item:
    """Return the question for the height."""
    return measured("height", "How tall are you?", "Height", measure.HEIGHT, 120, 230)


def weight() -> Item:
    """Return the question for the weight."""
    why = "Your weight and height together decide whether this can help you, and the dose."
    return measured("weight", "How much do you weigh?", "Weight", measure.WEIGHT, 30, 350, why=why)


def sex(why: str) -> Item:
    """Return the question for the sex that matters to the body."""
    options = [("female", "Female"), ("male", "Male"), ("intersex", "Intersex")]
    return choose("sex", "What sex were you assigned at birth?", "Sex assigned at birth", options, why=why)


def questionnaire(key: str, version: str, title: str, items: list[Item]) -> dict[str, Any]:
    """Return the FHIR R4B resource."""
    return {
        "resourceType": "Questionnaire",
        "url": f"https://countersign.example/fhir/Questionnaire/{key}",
        "version": version,
        "title": title,
        "status": "active",
        "subjectType": ["Patient"],
        "item": items,
    }


def _item(link_id: str, kind: str, text: str, short: str, why: str, when: list[Condition] | None) -> Item:
    item: Item = {"linkId": link_id, "type": kind, "text": text, "required": True}
    item["extension"] = [{"url": fhir.SHORT, "valueString": short}]
    if why:
        control = {"url": fhir.CONTROL, "valueCodeableConcept": {"coding": [{"code": "help"}]}}
        item["item"] = [{"linkId": f"{link_id}.why", "type": "display", "text": why, "extension": [control]}]
    if when:
        item |= {"enableWhen": when, "enableBehavior": "any"}
    return item


def _option(code: str, text: str, *, exclusive: bool = False, urgent: bool = False) -> Item:
    extensions = [
        *([{"url": fhir.EXCLUSIVE, "valueBoolean": True}] if exclusive else []),
        *([{"url": fhir.URGENT, "valueBoolean": True}] if urgent else []),
    ]
    option: Item = {"valueCoding": {"code": code, "display": text}}
    return option | ({"extension": extensions} if extensions else {})
