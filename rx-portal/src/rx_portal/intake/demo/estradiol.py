"""The questionnaire for the estradiol patch."""

from datetime import date, timedelta
from typing import Any

from rx_portal.intake.demo import items, shared
from rx_portal.intake.demo.items import choose, choose_all, computed, is_, questionnaire, yes, yes_no

KEY = "estradiol-patch"


def content() -> dict[str, Any]:
    """Return the FHIR resource."""
    return questionnaire(
        KEY,
        "1",
        "Estradiol patch: health questions",
        [
            shared.right_now(
                [
                    ("chest_pain", "Pain or pressure in my chest, or trouble breathing"),
                    ("leg", "A leg that is newly swollen, red and painful"),
                    ("stroke", "Sudden weakness, or trouble speaking or seeing"),
                ]
            ),
            computed("age", "Age", "age", "a"),
            items.sex("The questions that follow depend on it."),
            items.height(),
            items.weight(),
            computed("bmi", "Body mass index", "bmi", "kg/m2"),
            choose_all(
                "symptoms",
                "Which of these trouble you?",
                "Symptoms",
                [
                    ("flushes", "Hot flushes or night sweats"),
                    ("dryness", "Dryness or pain during sex"),
                    ("sleep", "Poor sleep since my periods changed"),
                ],
            ),
            choose(
                "last-period",
                "When was your last period?",
                "Last period",
                [
                    ("regular", "I still have periods"),
                    ("under_10", "More than 12 months ago, less than 10 years"),
                    ("over_10", "10 years ago or longer"),
                    ("unsure", "I am not sure"),
                ],
                why="Starting within ten years of the last period is safer than starting later.",
            ),
            yes_no(
                "bleeding",
                "Have you had bleeding from the vagina that nobody could explain?",
                "Unexplained bleeding",
                why="Bleeding has to be explained first, for it can be a sign of cancer.",
            ),
            yes_no("uterus", "Do you still have your uterus (womb)?", "Uterus"),
            yes_no(
                "progestogen",
                "Do you take progesterone, or have a hormonal coil?",
                "Progesterone",
                when=[yes("uterus")],
                why="Estrogen alone makes the lining of the womb grow, which can turn into cancer.",
            ),
            choose_all(
                "history",
                "Have you ever had any of these?",
                "Health history",
                [
                    ("breast", "Breast cancer"),
                    ("cancer", "Another cancer that grows with estrogen"),
                    ("clot", "A blood clot in a leg or lung"),
                    ("arterial", "A stroke or a heart attack"),
                    ("clotting", "A clotting disorder such as factor V Leiden"),
                    ("liver", "Liver disease"),
                    ("gallbladder", "Gallbladder disease"),
                    ("aura", "Migraine with aura"),
                ],
            ),
            yes_no("allergy", "Have you ever reacted badly to an estradiol patch?", "Reaction to estradiol"),
            yes_no("smokes", "Do you smoke?", "Smoking"),
            choose(
                "mammogram",
                "When was your last mammogram?",
                "Mammogram",
                [("two_years", "In the last 2 years"), ("longer", "Longer ago"), ("never", "Never")],
                when=[is_("sex", "female"), is_("sex", "intersex")],
            ),
            shared.expecting(),
            *shared.blood_pressure(),
            *shared.other_medicines(),
        ],
    )


def fits(today: date) -> dict[str, Any]:
    """Return the answers, as programs send them, of somebody whom the protocol approves."""
    return {
        "right-now": ["none"],
        "sex": ["female"],
        "height": {"number": "64", "unit": "[in_i]"},
        "weight": {"number": "150", "unit": "[lb_av]"},
        "symptoms": ["flushes", "sleep"],
        "last-period": ["under_10"],
        "bleeding": False,
        "uterus": True,
        "progestogen": True,
        "history": ["none"],
        "allergy": False,
        "smokes": False,
        "mammogram": ["two_years"],
        "expecting": ["none"],
        "bp-known": True,
        "bp-date": (today - timedelta(days=19)).isoformat(),
        "systolic": "124",
        "diastolic": "78",
        "other-medicines": False,
    }
