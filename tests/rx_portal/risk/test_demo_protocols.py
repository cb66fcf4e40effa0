"""The demo clinic's protocols fit their questionnaires; their thresholds are where the labels put them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from rx_portal.intake import demo as intake_demo
from rx_portal.intake.questionnaire import About, from_json, read
from rx_portal.intake.schemas import Held, Sheet
from rx_portal.intake.states import Status
from rx_portal.risk import demo as risk_demo
from rx_portal.risk import reading
from rx_portal.risk.evaluator import Decision, MalformedProtocol, Verdict, evaluate, parse

NOW = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
NOBODY = UUID(int=0)
PAIRS = {each.KEY: (each, risk_demo.ALL[place]) for place, each in enumerate(intake_demo.ALL)}


@dataclass(frozen=True)
class Case:
    """A product, what differs from somebody who fits, and the rules that then stand against approval."""

    product: str
    changed: dict[str, Any]
    against: frozenset[str]


def a_case(product: str, *against: str, **changed: Any) -> Case:
    return Case(product, {key.replace("_", "-"): value for key, value in changed.items()}, frozenset(against))


def judged(product: str, changed: dict[str, Any], born: date = date(1974, 3, 1)) -> Verdict:
    asked, rules = PAIRS[product]
    questionnaire, protocol = read(asked.content()), parse(rules.CONTENT)
    given = {key: value for key, value in {**asked.fits(NOW.date()), **changed}.items() if value is not None}
    held = {key: Held(from_json(questionnaire.by_id[key], value), 1, NOW) for key, value in given.items()}
    about = About(born, NOW.date())
    sheet = Sheet(NOBODY, NOBODY, NOBODY, NOBODY, Status.SUBMITTED, NOW, questionnaire, about, held)
    return evaluate(protocol, reading.facts_of(protocol, sheet, NOW), NOW)


def pounds(number: str) -> dict[str, str]:
    return {"number": number, "unit": "[lb_av]"}


CASES = [
    a_case("semaglutide-weekly", weight=pounds("186"), conditions=["none"]),  # BMI 30.0
    a_case("semaglutide-weekly", "weight", weight=pounds("185"), conditions=["none"]),  # BMI 29.9
    a_case("semaglutide-weekly", weight=pounds("168"), conditions=["apnea"]),  # BMI 27.1
    a_case("semaglutide-weekly", "weight", weight=pounds("166"), conditions=["apnea"]),  # BMI 26.8
    a_case("semaglutide-weekly", "thyroid_cancer", thyroid=["men2"]),
    a_case("semaglutide-weekly", "pancreatitis", history=["pancreatitis"]),
    a_case("semaglutide-weekly", "gastroparesis", "kidney", history=["gastroparesis", "kidney"]),
    a_case("semaglutide-weekly", "hypersensitivity", allergy=True),
    a_case("semaglutide-weekly", "pregnancy", expecting=["planning"]),
    a_case("semaglutide-weekly", "low_blood_sugar", "other_glp1", medicines=["insulin", "glp1"]),
    a_case("semaglutide-weekly", "retinopathy", conditions=["type2"], retinopathy=True),
    a_case("semaglutide-weekly", conditions=["type2"], retinopathy=False),
    a_case("semaglutide-weekly", "lifestyle", tried=False, tried_how=None),
    a_case("semaglutide-weekly", systolic="159", diastolic="99"),
    a_case("semaglutide-weekly", "blood_pressure", systolic="160"),
    a_case("semaglutide-weekly", "blood_pressure", bp_date="2026-05-01"),
    a_case("metformin-er", egfr="45"),
    a_case("metformin-er", "kidneys_start", egfr="44"),
    a_case("metformin-er", "kidneys_start", egfr="30"),
    a_case("metformin-er", "kidneys_start", "kidneys_severe", egfr="29"),
    a_case("metformin-er", "blood_sugar", a1c="5.6"),
    a_case("metformin-er", a1c="5.7"),
    a_case("metformin-er", "blood_sugar", a1c="6.5"),
    a_case("metformin-er", diagnosis=["type2"], a1c="10"),
    a_case("metformin-er", "a1c_not_high", diagnosis=["type2"], a1c="10.1"),
    a_case("metformin-er", drinks="14"),
    a_case("metformin-er", "alcohol", drinks="15"),
    a_case("metformin-er", "interactions", medicines=["transport"]),
    a_case("metformin-er", "dye_or_surgery", planned=["contrast"]),
    a_case("metformin-er", "acidosis", "vitamin_b12", history=["acidosis", "b12"]),
    a_case("tadalafil-daily", "nitrates", nitrates=True),
    a_case("tadalafil-daily", systolic="170", diastolic="100"),
    a_case("tadalafil-daily", "blood_pressure", systolic="171"),
    a_case("tadalafil-daily", "blood_pressure", systolic="89"),
    a_case("tadalafil-daily", "heart", heart=["mi"]),
    a_case("tadalafil-daily", "studied_in", sex=["female"]),
    a_case("estradiol-patch", "endometrium", progestogen=False),
    a_case("estradiol-patch", uterus=False, progestogen=None),
    a_case("estradiol-patch", "window", last_period=["over_10"]),
    a_case("estradiol-patch", "clots", history=["clot"]),
    a_case("estradiol-patch", "bleeding", bleeding=True),
    a_case("tretinoin-cream"),
    a_case("tretinoin-cream", "indication", reason=["acne"]),
    a_case("tretinoin-cream", "sun_protection", sunscreen=False),
    a_case("tretinoin-cream", "light", medicines=["diuretic"]),
    a_case("tretinoin-cream", "irritants", medicines=["peeling"]),
    a_case("tretinoin-cream", "irritants", "rosacea", skin=["procedure", "rosacea"]),
    a_case("tretinoin-cream", "skin_inflamed", skin=["eczema"]),
    a_case("tretinoin-cream", "suspicious_spot", skin=["mole"]),
    a_case("tretinoin-cream", "pigment", response=["tans"]),
    a_case("tretinoin-cream", "pregnancy", sex=["female"], expecting=["breastfeeding"]),
    a_case("tretinoin-cream", sex=["female"], expecting=["none"]),
    a_case("rosuvastatin-daily", ldl="70", triglycerides="499", egfr="30"),
    a_case("rosuvastatin-daily", "ldl_at_least_70", ldl="69"),
    a_case("rosuvastatin-daily", ldl="189"),
    a_case("rosuvastatin-daily", "ldl_below_190", ldl="190"),
    a_case("rosuvastatin-daily", "triglycerides", triglycerides="500"),
    a_case("rosuvastatin-daily", "kidneys", egfr="29"),
    a_case("rosuvastatin-daily", "risk_factor", risks=["none"]),
    a_case("rosuvastatin-daily", "interactions", medicines=["ciclosporin"]),
    a_case("rosuvastatin-daily", "warfarin", medicines=["warfarin"]),
    a_case("rosuvastatin-daily", "known_disease", "family", history=["heart", "family"]),
    a_case("rosuvastatin-daily", "muscles", history=["muscle"]),
    a_case("rosuvastatin-daily", drinks="14"),
    a_case("rosuvastatin-daily", "alcohol", drinks="15"),
    a_case(
        "rosuvastatin-daily",
        "ldl_at_least_70",
        "ldl_below_190",
        "triglycerides",
        lipids_known=False,
        ldl=None,
        triglycerides=None,
        lipids_date=None,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.product} {case.changed}")
def test_exactly_these_rules_stand_against_approval(case: Case) -> None:
    found = judged(case.product, case.changed)

    assert {finding.code for finding in found.findings if not finding.good} == case.against
    assert found.decision is (Decision.MORE_ACTION_REQUIRED if case.against else Decision.APPROVED)


@pytest.mark.parametrize(("born", "good"), [(date(1961, 12, 3), True), (date(1961, 12, 2), False)])
def test_metformin_asks_for_more_from_the_65th_birthday_on(born: date, good: bool) -> None:
    found = judged("metformin-er", {}, born=born)

    assert next(finding for finding in found.findings if finding.code == "age_65").good is good


@pytest.mark.parametrize(
    ("born", "against"),
    [
        (date(1986, 12, 3), {"age"}),  # 39
        (date(1986, 12, 2), set()),  # 40
        (date(1961, 12, 2), {"age_65"}),  # 65
        (date(1950, 12, 2), {"age", "age_65"}),  # 76
    ],
)
def test_rosuvastatin_is_for_the_ages_that_were_studied(born: date, against: set[str]) -> None:
    found = judged("rosuvastatin-daily", {}, born=born)

    assert {finding.code for finding in found.findings if not finding.good} == against


@pytest.mark.parametrize("product", [*PAIRS])
def test_each_urgent_answer_raises_the_alarm(product: str) -> None:
    options = [code for code in _urgent_options(product) if code != "none"]

    assert len(options) == 3
    for code in options:
        assert judged(product, {"right-now": [code]}).urgent


def test_every_rule_names_its_source() -> None:
    for _, rules in PAIRS.values():
        assert all(rule.source for rule in parse(rules.CONTENT).rules)


def test_a_questionnaire_that_does_not_ask_for_a_fact_does_not_fit() -> None:
    asked, _ = PAIRS["metformin-er"]
    _, rules = PAIRS["semaglutide-weekly"]

    with pytest.raises(MalformedProtocol, match="conditions: there is no question"):
        reading.check_fit(parse(rules.CONTENT), read(asked.content()))


@pytest.mark.parametrize("product", [*PAIRS])
def test_each_demo_protocol_fits_its_questionnaire(product: str) -> None:
    asked, rules = PAIRS[product]

    reading.check_fit(parse(rules.CONTENT), read(asked.content()))


def test_measures_are_worked_out_in_metric() -> None:
    verdict = judged("semaglutide-weekly", {"weight": {"number": "96.2", "unit": "kg"}})

    assert verdict.decision is Decision.APPROVED
    assert "Body mass index: 34.2 kg/m2" in next(f.words for f in verdict.findings if f.code == "weight")
    assert Decimal("34.2") > 30


def _urgent_options(product: str) -> list[str]:
    asked, _ = PAIRS[product]
    return [option.code for option in read(asked.content()).by_id["right-now"].options]
