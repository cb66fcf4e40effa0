"""The questionnaire for daily tadalafil."""

from datetime import date, timedelta
from typing import Any

from rx_portal.intake.demo import items, shared
from rx_portal.intake.demo.items import choose, choose_all, computed, is_, questionnaire, words, yes_no

KEY = "tadalafil-daily"


def content() -> dict[str, Any]:
    """Return the FHIR resource."""
    return questionnaire(
        KEY,
        "1",
        "Daily tadalafil: health questions",
        [
            shared.right_now(
                [
                    ("chest_pain", "Pain or pressure in my chest, or trouble breathing"),
                    ("vision", "Sudden loss of sight in one or both eyes"),
                    ("erection", "An erection that has lasted more than 4 hours"),
                ]
            ),
            computed("age", "Age", "age", "a"),
            items.sex("This medicine has been studied in men; for others a clinician decides case by case."),
            items.height(),
            items.weight(),
            computed("bmi", "Body mass index", "bmi", "kg/m2"),
            choose(
                "reason",
                "What would you like help with?",
                "Reason",
                [
                    ("ed", "Getting or keeping an erection"),
                    ("bph", "Passing urine (an enlarged prostate)"),
                    ("both", "Both"),
                    ("other", "Something else"),
                ],
            ),
            words("reason-other", "What is it?", "Other reason", when=[is_("reason", "other")]),
            yes_no(
                "nitrates",
                "Do you ever take nitrates, such as nitroglycerin, or use “poppers”?",
                "Nitrates",
                why="Together with tadalafil they can make blood pressure fall so low that it kills.",
            ),
            yes_no("riociguat", "Do you take riociguat (Adempas) or vericiguat (Verquvo)?", "Riociguat"),
            choose_all(
                "heart",
                "Have you had any of these?",
                "Heart and circulation",
                [
                    ("mi", "A heart attack in the last 90 days"),
                    ("stroke", "A stroke in the last 6 months"),
                    ("angina", "Chest pain during sex, or chest pain that comes more often"),
                    ("failure", "Heart failure in the last 6 months"),
                    ("rhythm", "A heart rhythm problem that is not under control"),
                ],
                why="Sex is work for the heart. With these, a doctor has to examine you first.",
            ),
            choose_all(
                "history",
                "Have you ever had any of these?",
                "Health history",
                [
                    ("kidney", "Severe kidney disease, or dialysis"),
                    ("liver", "Severe liver disease"),
                    ("naion", "Loss of sight from poor blood flow to the eye (NAION)"),
                    ("retinitis", "Retinitis pigmentosa"),
                    ("blood", "Sickle cell disease, myeloma or leukemia"),
                ],
            ),
            yes_no("allergy", "Have you ever had an allergic reaction to tadalafil?", "Allergy to tadalafil"),
            choose_all(
                "medicines",
                "Do you take any of these?",
                "Medicines that matter",
                [
                    ("alpha", "An alpha blocker (tamsulosin, doxazosin, terazosin)"),
                    ("cyp3a4", "Ketoconazole, itraconazole, ritonavir or clarithromycin"),
                    ("pde5", "Another medicine of this kind (sildenafil, vardenafil, avanafil)"),
                ],
            ),
            *shared.blood_pressure(),
            *shared.other_medicines(),
        ],
    )


def fits(today: date) -> dict[str, Any]:
    """Return the answers, as programs send them, of somebody whom the protocol approves."""
    return {
        "right-now": ["none"],
        "sex": ["male"],
        "height": {"number": "178", "unit": "cm"},
        "weight": {"number": "82", "unit": "kg"},
        "reason": ["bph"],
        "nitrates": False,
        "riociguat": False,
        "heart": ["none"],
        "history": ["none"],
        "allergy": False,
        "medicines": ["none"],
        "bp-known": True,
        "bp-date": (today - timedelta(days=19)).isoformat(),
        "systolic": "132",
        "diastolic": "84",
        "other-medicines": False,
    }
