"""The questionnaire for metformin extended release."""

from datetime import date, timedelta
from typing import Any

from rx_portal.intake.demo import items, shared
from rx_portal.intake.demo.items import (
    choose,
    choose_all,
    computed,
    day,
    is_,
    number,
    questionnaire,
    yes,
    yes_no,
)

KEY = "metformin-er"


def content() -> dict[str, Any]:
    """Return the FHIR resource."""
    diabetic = [is_("diagnosis", "type2"), is_("diagnosis", "prediabetes"), is_("diagnosis", "unsure")]
    return questionnaire(
        KEY,
        "1",
        "Metformin extended release: health questions",
        [
            shared.right_now(
                [
                    ("chest_pain", "Pain or pressure in my chest, or trouble breathing"),
                    ("acidosis", "Unusual weakness together with fast breathing, or feeling cold and faint"),
                    ("confused", "Very high blood sugar with vomiting or confusion"),
                ]
            ),
            computed("age", "Age", "age", "a"),
            items.sex("Some of the questions that follow only apply to some bodies."),
            items.height(),
            items.weight(),
            computed("bmi", "Body mass index", "bmi", "kg/m2"),
            choose(
                "diagnosis",
                "What has a doctor told you about your blood sugar?",
                "Blood sugar",
                [
                    ("type2", "I have type 2 diabetes"),
                    ("prediabetes", "I have prediabetes"),
                    ("type1", "I have type 1 diabetes"),
                    ("normal", "It is normal"),
                    ("unsure", "I am not sure"),
                ],
                why="Metformin lowers blood sugar. We have to know where yours stands.",
            ),
            yes_no(
                "a1c-known",
                "Do you have an A1c result from the last 12 months?",
                "A1c known",
                when=diabetic,
                why="A1c shows your average blood sugar over about three months.",
            ),
            number(
                "a1c",
                "What was your A1c, in percent?",
                "A1c",
                unit="%",
                least="3.5",
                most="18",
                decimal=True,
                when=[yes("a1c-known")],
            ),
            day("a1c-date", "When was that A1c taken?", "A1c taken on", when=[yes("a1c-known")]),
            items.photo(
                "lab-report",
                "Do you have the lab report at hand? Send a photo of it",
                "Lab report",
                when=[yes("a1c-known")],
                why="The clinician can then check the number and the date themselves. You can go on without it.",
            ),
            yes_no(
                "egfr-known",
                "Do you have a kidney blood test (eGFR) from the last 12 months?",
                "Kidney test known",
                why="The kidneys remove metformin. If they work slowly, it can build up and do harm.",
            ),
            number(
                "egfr",
                "What was your eGFR?",
                "eGFR",
                unit="mL/min/{1.73_m2}",
                least="5",
                most="150",
                when=[yes("egfr-known")],
                why="It is on the report as eGFR or GFR. If it says “above 90”, write 90.",
            ),
            day(
                "egfr-date",
                "When was that kidney test taken?",
                "Kidney test taken on",
                when=[yes("egfr-known")],
            ),
            choose_all(
                "history",
                "Have you ever had any of these?",
                "Health history",
                [
                    ("acidosis", "Lactic acidosis or diabetic ketoacidosis"),
                    ("liver", "Liver disease"),
                    ("heart_failure", "Heart failure"),
                    ("hypoxia", "A lung disease that needs oxygen"),
                    ("b12", "Low vitamin B12"),
                ],
            ),
            yes_no("allergy", "Have you ever had an allergic reaction to metformin?", "Allergy to metformin"),
            number(
                "drinks",
                "How many alcoholic drinks do you have in a week?",
                "Drinks in a week",
                unit="{drinks}/wk",
                least="0",
                most="150",
                why="Much alcohol together with metformin raises the risk of a dangerous acid build-up.",
            ),
            choose_all(
                "planned",
                "Is any of these planned in the next month?",
                "Planned",
                [
                    ("contrast", "A scan with contrast dye"),
                    ("surgery", "An operation for which I must not eat or drink"),
                ],
            ),
            choose_all(
                "medicines",
                "Do you take any of these?",
                "Medicines that matter",
                [
                    ("insulin", "Insulin"),
                    ("sulfonylurea", "Glipizide, glimepiride or glyburide"),
                    ("topiramate", "Topiramate, zonisamide, acetazolamide or dichlorphenamide"),
                    ("transport", "Cimetidine, dolutegravir, ranolazine or vandetanib"),
                ],
            ),
            shared.expecting(),
            *shared.other_medicines(),
        ],
    )


def fits(today: date) -> dict[str, Any]:
    """Return the answers, as programs send them, of somebody whom the protocol approves."""
    return {
        "right-now": ["none"],
        "sex": ["male"],
        "height": {"number": "180", "unit": "cm"},
        "weight": {"number": "96", "unit": "kg"},
        "diagnosis": ["prediabetes"],
        "a1c-known": True,
        "a1c": "6.1",
        "a1c-date": (today - timedelta(days=68)).isoformat(),
        "egfr-known": True,
        "egfr": "88",
        "egfr-date": (today - timedelta(days=68)).isoformat(),
        "history": ["none"],
        "allergy": False,
        "drinks": "3",
        "planned": ["none"],
        "medicines": ["none"],
        "other-medicines": False,
    }
