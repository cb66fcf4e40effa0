"""What the demo clinic prescribes: whom it refuses at once, how it is usually taken, what it consists of."""

from typing import Any

_PREGNANT = {
    "code": "pregnant",
    "asks": "Are you pregnant, breastfeeding, or trying to become pregnant?",
    "refusal": "This medicine is not safe during pregnancy or breastfeeding.",
}

OFFERINGS: list[dict[str, Any]] = [
    {
        "product": "semaglutide-weekly",
        "protocol": "semaglutide_weekly",
        "questionnaire": "semaglutide-weekly",
        "pharmacy": "outside",
        "least_age": 18,
        "most_age": 80,
        "exclusions": [
            _PREGNANT,
            {
                "code": "thyroid_cancer",
                "asks": "Have you or has anybody in your family had medullary thyroid cancer or MEN 2?",
                "refusal": "This medicine is not safe where such cancer runs in the family.",
            },
        ],
        "directions": [
            {
                "code": "start",
                "sku": "RX-SEM-025",
                "drug": "Semaglutide 0.25 mg pen",
                "text": "Inject 0.25 mg under the skin once a week, on the same day each week.",
                "quantity": 4,
                "unit": "pens",
            }
        ],
        "days_supply": 28,
        "refills": 2,
        "ingredients": ["semaglutide"],
        "form": "solution for injection",
        "route": "subcutaneous",
    },
    {
        "product": "metformin-er",
        "protocol": "metformin_er",
        "questionnaire": "metformin-er",
        "pharmacy": "dispensary",
        "least_age": 18,
        "most_age": 79,
        "exclusions": [
            _PREGNANT,
            {
                "code": "dialysis",
                "asks": "Are you on dialysis, or has a doctor told you that you have severe kidney disease?",
                "refusal": "With severe kidney disease this medicine can build up in the body and do harm.",
            },
        ],
        "directions": [
            {
                "code": "start",
                "sku": "RX-MET-500",
                "drug": "Metformin extended-release 500 mg tablet",
                "text": "Take one tablet by mouth once a day with the evening meal. Swallow it whole.",
                "quantity": 90,
                "unit": "tablets",
            }
        ],
        "days_supply": 90,
        "refills": 3,
        "ingredients": ["metformin"],
        "form": "extended-release tablet",
        "route": "oral",
    },
    {
        "product": "tadalafil-daily",
        "protocol": "tadalafil_daily",
        "questionnaire": "tadalafil-daily",
        "pharmacy": "dispensary",
        "least_age": 18,
        "most_age": 75,
        "exclusions": [
            {
                "code": "nitrates",
                "asks": "Do you take nitrates, such as nitroglycerin, or use “poppers”?",
                "refusal": "Together with nitrates this medicine can make blood pressure fall too low.",
            }
        ],
        "directions": [
            {
                "code": "daily",
                "sku": "RX-TAD-005",
                "drug": "Tadalafil 5 mg tablet",
                "text": "Take one tablet by mouth once a day, at about the same time each day.",
                "quantity": 30,
                "unit": "tablets",
            }
        ],
        "days_supply": 30,
        "refills": 5,
        "ingredients": ["tadalafil"],
        "form": "tablet",
        "route": "oral",
    },
    {
        "product": "estradiol-patch",
        "protocol": "estradiol_patch",
        "questionnaire": "estradiol-patch",
        "pharmacy": "outside",
        "least_age": 40,
        "most_age": 65,
        "exclusions": [
            {**_PREGNANT, "refusal": "Estradiol is not used during pregnancy or breastfeeding."},
            {
                "code": "breast_cancer",
                "asks": "Have you ever had breast cancer, or a blood clot in a leg or lung?",
                "refusal": "After breast cancer or a clot, estradiol needs a doctor who can examine you.",
            },
        ],
        "directions": [
            {
                "code": "twice_weekly",
                "sku": "RX-EST-050",
                "drug": "Estradiol 0.05 mg/day patch",
                "text": "Put one patch on clean, dry skin below the waist. Change it twice a week.",
                "quantity": 8,
                "unit": "patches",
            }
        ],
        "days_supply": 28,
        "refills": 2,
        "ingredients": ["estradiol"],
        "form": "transdermal patch",
        "route": "transdermal",
    },
    {
        "product": "tretinoin-cream",
        "protocol": "tretinoin_cream",
        "questionnaire": "tretinoin-cream",
        "pharmacy": "outside",
        "least_age": 18,
        "most_age": 70,
        "exclusions": [
            {**_PREGNANT, "refusal": "Retinoids are not used during pregnancy or breastfeeding."},
            {
                "code": "isotretinoin",
                "asks": "Do you take a retinoid by mouth, such as isotretinoin or acitretin?",
                "refusal": "Two retinoids at once are too much for the skin. Come back when you have stopped it.",
            },
        ],
        "directions": [
            {
                "code": "nightly",
                "sku": "RX-TRE-020",
                "drug": "Tretinoin 0.02% cream",
                "text": "Put a pea-sized amount on the whole face once a day in the evening, 20 minutes after "
                "washing and drying. Keep it off the eyes, the mouth and the corners of the nose.",
                "quantity": 1,
                "unit": "tube of 40 g",
            },
            {
                "code": "every_other",
                "sku": "RX-TRE-020",
                "drug": "Tretinoin 0.02% cream",
                "text": "For four weeks every second evening, then every evening: put a pea-sized amount on the "
                "whole face, 20 minutes after washing and drying. Keep it off the eyes, the mouth and the nose.",
                "quantity": 1,
                "unit": "tube of 40 g",
            },
        ],
        "days_supply": 90,
        "refills": 3,
        "ingredients": ["tretinoin"],
        "form": "cream",
        "route": "topical",
    },
    {
        "product": "rosuvastatin-daily",
        "protocol": "rosuvastatin_daily",
        "questionnaire": "rosuvastatin-daily",
        "pharmacy": "dispensary",
        "least_age": 18,
        "most_age": 75,
        "exclusions": [
            {
                **_PREGNANT,
                "refusal": "Statins are stopped during pregnancy and are not used while breastfeeding.",
            },
            {
                "code": "liver_failure",
                "asks": "Do you have liver failure, or cirrhosis with complications?",
                "refusal": "With a failing liver this medicine can do harm.",
            },
        ],
        "directions": [
            {
                "code": "start",
                "sku": "RX-ROS-005",
                "drug": "Rosuvastatin 5 mg tablet",
                "text": "Take one tablet by mouth once a day, at any time, with or without food.",
                "quantity": 90,
                "unit": "tablets",
            },
            {
                "code": "moderate",
                "sku": "RX-ROS-010",
                "drug": "Rosuvastatin 10 mg tablet",
                "text": "Take one tablet by mouth once a day, at any time, with or without food.",
                "quantity": 90,
                "unit": "tablets",
            },
        ],
        "days_supply": 90,
        "refills": 3,
        "ingredients": ["rosuvastatin"],
        "form": "tablet",
        "route": "oral",
    },
]
