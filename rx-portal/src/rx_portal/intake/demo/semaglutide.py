"""The questionnaire for weekly semaglutide."""

from datetime import date, timedelta
from typing import Any

from rx_portal.intake.demo import items, shared
from rx_portal.intake.demo.items import choose_all, computed, is_, questionnaire, words, yes, yes_no

KEY = "semaglutide-weekly"


def content() -> dict[str, Any]:
    """Return the FHIR resource."""
    return questionnaire(
        KEY,
        "1",
        "Weekly semaglutide: health questions",
        [
            shared.right_now(
                [
                    ("chest_pain", "Pain or pressure in my chest, or trouble breathing"),
                    ("belly_pain", "Strong belly pain that does not go away"),
                    ("self_harm", "Thoughts of ending my life"),
                ]
            ),
            computed("age", "Age", "age", "a"),
            items.sex("Some risks and doses differ between bodies."),
            items.height(),
            items.weight(),
            computed("bmi", "Body mass index", "bmi", "kg/m2"),
            items.photo(
                "standing",
                "Send a photo of yourself, standing, from the front",
                "Photo of you, standing",
                why="It helps the clinician to check height and weight. Keep your clothes on. "
                "Only those who treat you can see it, and you can go on without it.",
            ),
            choose_all(
                "conditions",
                "Has a doctor ever told you that you have any of these?",
                "Conditions linked to weight",
                [
                    ("hypertension", "High blood pressure"),
                    ("cholesterol", "High cholesterol or triglycerides"),
                    ("type2", "Type 2 diabetes"),
                    ("apnea", "Sleep apnea"),
                    ("heart", "A heart attack, a stroke or narrowed arteries"),
                ],
                why="With one of these, treatment may make sense at a lower weight.",
            ),
            yes_no(
                "retinopathy",
                "Has diabetes ever damaged your eyes?",
                "Eye damage from diabetes",
                when=[is_("conditions", "type2")],
                why="A fast fall in blood sugar can make such damage worse for a while.",
            ),
            choose_all(
                "thyroid",
                "Have you, or has a parent, brother, sister or child of yours, ever had any of these?",
                "Thyroid cancer in the family",
                [
                    ("mtc", "Medullary thyroid cancer"),
                    ("men2", "Multiple endocrine neoplasia type 2 (MEN 2)"),
                ],
                why="This medicine must not be used by people with these in the family.",
            ),
            choose_all(
                "history",
                "Have you ever had any of these?",
                "Health history",
                [
                    ("pancreatitis", "An inflamed pancreas (pancreatitis)"),
                    ("gallbladder", "Gallstones or a gallbladder problem"),
                    ("gastroparesis", "A stomach that empties too slowly (gastroparesis)"),
                    ("kidney", "Kidney disease"),
                    ("eating", "An eating disorder"),
                ],
            ),
            yes_no(
                "allergy", "Have you ever had an allergic reaction to semaglutide?", "Allergy to semaglutide"
            ),
            choose_all(
                "medicines",
                "Do you take any of these?",
                "Medicines that matter",
                [
                    ("insulin", "Insulin"),
                    ("sulfonylurea", "Glipizide, glimepiride or glyburide"),
                    (
                        "glp1",
                        "Another medicine like this one (Ozempic, Mounjaro, Zepbound, Saxenda, Trulicity)",
                    ),
                ],
                why="Together with insulin or such tablets, blood sugar can fall too low.",
            ),
            shared.expecting(),
            *shared.blood_pressure(),
            yes_no(
                "tried",
                "Have you tried to lose weight by changing what you eat and how you move?",
                "Tried to lose weight before",
                why="The medicine is meant to be used together with food and movement, not instead of them.",
            ),
            words("tried-how", "What did you try, and how did it go?", "What was tried", when=[yes("tried")]),
            *shared.other_medicines(),
        ],
    )


def fits(today: date) -> dict[str, Any]:
    """Return the answers, as programs send them, of somebody whom the protocol approves."""
    return {
        "right-now": ["none"],
        "sex": ["female"],
        "height": {"number": "66", "unit": "[in_i]"},
        "weight": {"number": "212", "unit": "[lb_av]"},
        "conditions": ["hypertension"],
        "thyroid": ["none"],
        "history": ["none"],
        "allergy": False,
        "medicines": ["none"],
        "expecting": ["none"],
        "bp-known": True,
        "bp-date": (today - timedelta(days=19)).isoformat(),
        "systolic": "128",
        "diastolic": "82",
        "tried": True,
        "tried-how": "Walking every day and fewer sweet drinks. I lost a little.",
        "other-medicines": False,
    }
