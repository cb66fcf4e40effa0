"""The protocol for the estradiol patch, after the US prescribing information of Vivelle-Dot (NDA 020538)."""

from rx_portal.risk.demo.rules import (
    AGE,
    DIASTOLIC,
    EXPECTING,
    NOT_EXPECTING,
    SEX,
    SYSTOLIC,
    Json,
    all_of,
    any_of,
    choice,
    choices,
    has,
    none_of,
    rule,
    silent,
    truth,
)

LABEL = "Vivelle-Dot (estradiol transdermal system), US prescribing information, "
SOCIETY = "The Menopause Society, 2022 hormone therapy position statement"

FACTS: Json = {
    "age": AGE,
    "sex": SEX,
    "expecting": EXPECTING,
    "symptoms": choices(
        "Symptoms",
        "symptoms",
        {"flushes": "hot flushes or night sweats", "dryness": "dryness", "sleep": "poor sleep"},
    ),
    "last_period": choice(
        "Last period",
        "last-period",
        {
            "regular": "still has periods",
            "under_10": "more than 12 months, less than 10 years ago",
            "over_10": "10 years ago or longer",
            "unsure": "not sure",
        },
    ),
    "bleeding": truth("Unexplained bleeding", "bleeding"),
    "uterus": truth("Uterus", "uterus"),
    "progestogen": truth("Progestogen", "progestogen"),
    "history": choices(
        "Health history",
        "history",
        {
            "breast": "breast cancer",
            "cancer": "another cancer that grows with estrogen",
            "clot": "deep vein thrombosis or pulmonary embolism",
            "arterial": "stroke or heart attack",
            "clotting": "a clotting disorder",
            "liver": "liver disease",
            "gallbladder": "gallbladder disease",
            "aura": "migraine with aura",
        },
    ),
    "allergy": truth("Reaction to estradiol", "allergy"),
    "smokes": truth("Smokes", "smokes"),
    "mammogram": choice(
        "Mammogram",
        "mammogram",
        {"two_years": "in the last 2 years", "longer": "longer ago", "never": "never"},
    ),
    "systolic": SYSTOLIC,
    "diastolic": DIASTOLIC,
    "right_now": choices(
        "Right now",
        "right-now",
        {
            "chest_pain": "chest pain or trouble breathing",
            "leg": "a newly swollen, painful leg",
            "stroke": "sudden weakness, or trouble speaking or seeing",
        },
    ),
}

RULES: list[Json] = [
    silent("chest_pain", "leg", "stroke"),
    rule(
        "indication",
        "criterion",
        "You have hot flushes, night sweats or dryness",
        LABEL + "indications and usage",
        has("symptoms", "includes_any_of", ["flushes", "dryness"]),
    ),
    rule(
        "female",
        "criterion",
        "You were assigned female at birth",
        "Clinic policy CP-8",
        has("sex", "is", "female"),
    ),
    rule(
        "window",
        "criterion",
        "You are younger than 60, and your last period was 1 to 10 years ago",
        SOCIETY,
        all_of(has("age", "below", "60"), has("last_period", "is", "under_10")),
    ),
    rule(
        "bleeding",
        "contraindication",
        "You have had no bleeding that nobody could explain",
        LABEL + "contraindications",
        has("bleeding", "is", False),
    ),
    rule(
        "cancer",
        "contraindication",
        "You have had no cancer that grows with estrogen",
        LABEL + "contraindications",
        none_of("history", "breast", "cancer"),
    ),
    rule(
        "clots",
        "contraindication",
        "You have had no blood clot, stroke, heart attack or clotting disorder",
        LABEL + "contraindications",
        none_of("history", "clot", "arterial", "clotting"),
    ),
    rule(
        "liver",
        "contraindication",
        "You have no liver disease",
        LABEL + "contraindications",
        none_of("history", "liver"),
    ),
    rule(
        "hypersensitivity",
        "contraindication",
        "You have never reacted badly to estradiol",
        LABEL + "contraindications",
        has("allergy", "is", False),
    ),
    rule(
        "pregnancy",
        "contraindication",
        "You are not pregnant or breastfeeding",
        LABEL + "use in specific populations",
        NOT_EXPECTING,
    ),
    rule(
        "endometrium",
        "contraindication",
        "You have no uterus, or you take a progestogen",
        LABEL + "boxed warning (endometrial cancer)",
        any_of(has("uterus", "is", False), has("progestogen", "is", True)),
    ),
    rule("smoking", "caution", "You do not smoke", SOCIETY, has("smokes", "is", False)),
    rule(
        "migraine",
        "caution",
        "You have no migraine with aura",
        "Clinic policy CP-9",
        none_of("history", "aura"),
    ),
    rule(
        "gallbladder",
        "caution",
        "You have had no gallbladder disease",
        LABEL + "warnings and precautions",
        none_of("history", "gallbladder"),
    ),
    rule(
        "mammogram",
        "caution",
        "Your last mammogram was in the last 2 years",
        "US Preventive Services Task Force, breast cancer screening, 2024",
        has("mammogram", "is", "two_years"),
    ),
    rule(
        "blood_pressure",
        "caution",
        "Your blood pressure, taken in the last 6 months, is below 160 over 100",
        "Clinic policy CP-3, after 2017 ACC/AHA guideline on high blood pressure",
        all_of(has("systolic", "below", "160"), has("diastolic", "below", "100")),
    ),
]

CONTENT: Json = {"key": "estradiol_patch", "title": "Estradiol patch", "facts": FACTS, "rules": RULES}
