"""The questionnaire for daily rosuvastatin."""

from datetime import date, timedelta
from typing import Any

from rx_portal.intake.demo import items, shared
from rx_portal.intake.demo.items import Item, choose_all, computed, day, number, questionnaire, yes, yes_no

KEY = "rosuvastatin-daily"


def content() -> dict[str, Any]:
    """Return the FHIR resource."""
    return questionnaire(
        KEY,
        "1",
        "Rosuvastatin: heart and blood questions",
        [
            shared.right_now(
                [
                    ("chest_pain", "Pain or pressure in my chest, or trouble breathing"),
                    ("stroke", "Sudden weakness, or trouble speaking or seeing"),
                    ("muscle", "Severe muscle pain with dark urine"),
                ]
            ),
            computed("age", "Age", "age", "a"),
            items.sex("It changes the risk that a statin is meant to lower."),
            shared.expecting(),
            choose_all(
                "risks",
                "Which of these apply to you?",
                "Risks for the heart",
                [
                    ("pressure", "High blood pressure, treated or not"),
                    ("diabetes", "Diabetes"),
                    ("smoking", "I smoke"),
                    ("cholesterol", "High LDL cholesterol, or low HDL cholesterol"),
                ],
                why="A statin helps most where at least one of these adds to the risk.",
            ),
            *_blood_test(),
            *_kidney_test(),
            choose_all(
                "history",
                "Have you ever had any of these?",
                "Health history",
                [
                    ("heart", "A heart attack, a stroke, a stent or a bypass"),
                    ("liver", "Liver disease, or liver tests that stayed high"),
                    ("muscle", "A muscle disease, or muscle damage from a statin"),
                    ("thyroid", "An underactive thyroid that is not treated"),
                    ("family", "Very high cholesterol that runs in the family"),
                ],
            ),
            yes_no(
                "allergy",
                "Have you ever had an allergic reaction to rosuvastatin?",
                "Allergy to rosuvastatin",
            ),
            number(
                "drinks",
                "How many alcoholic drinks do you have in a week?",
                "Drinks in a week",
                unit="{drinks}/wk",
                least="0",
                most="150",
                why="Much alcohol and a statin are both work for the liver.",
            ),
            choose_all(
                "medicines",
                "Do you take any of these?",
                "Medicines that matter",
                [
                    ("ciclosporin", "Cyclosporine"),
                    ("gemfibrozil", "Gemfibrozil or another fibrate, niacin, or colchicine"),
                    ("antiviral", "A medicine for HIV or hepatitis C"),
                    ("warfarin", "Warfarin"),
                    ("statin", "Another statin"),
                ],
                why="With some of these, much more rosuvastatin stays in the blood.",
            ),
            *shared.other_medicines(),
        ],
    )


def _blood_test() -> list[Item]:
    known = [yes("lipids-known")]
    return [
        yes_no(
            "lipids-known",
            "Do you have a cholesterol blood test from the last 12 months?",
            "Cholesterol test known",
            why="The numbers tell whether a statin is the right tool. Without them a clinician asks for a test.",
        ),
        number(
            "ldl",
            "What was your LDL cholesterol, in mg/dL?",
            "LDL cholesterol",
            unit="mg/dL",
            least="10",
            most="500",
            when=known,
        ),
        number(
            "triglycerides",
            "What were your triglycerides, in mg/dL?",
            "Triglycerides",
            unit="mg/dL",
            least="20",
            most="3000",
            when=known,
        ),
        day("lipids-date", "When was that test taken?", "Cholesterol test taken on", when=known),
    ]


def _kidney_test() -> list[Item]:
    known = [yes("egfr-known")]
    return [
        yes_no(
            "egfr-known",
            "Do you have a kidney blood test (eGFR) from the last 12 months?",
            "Kidney test known",
            why="With weak kidneys the dose has to be smaller.",
        ),
        number(
            "egfr",
            "What was your eGFR?",
            "eGFR",
            unit="mL/min/{1.73_m2}",
            least="5",
            most="150",
            when=known,
            why="It is on the report as eGFR or GFR. If it says “above 90”, write 90.",
        ),
        day("egfr-date", "When was that kidney test taken?", "Kidney test taken on", when=known),
    ]


def fits(today: date) -> dict[str, Any]:
    """Return the answers, as programs send them, of somebody whom the protocol approves."""
    tested = (today - timedelta(days=68)).isoformat()
    return {
        "right-now": ["none"],
        "sex": ["male"],
        "risks": ["pressure", "cholesterol"],
        "lipids-known": True,
        "ldl": "151",
        "triglycerides": "140",
        "lipids-date": tested,
        "egfr-known": True,
        "egfr": "88",
        "egfr-date": tested,
        "history": ["none"],
        "allergy": False,
        "drinks": "3",
        "medicines": ["none"],
        "other-medicines": False,
    }
