"""The protocol for rosuvastatin, after the US label of Crestor (NDA 021366) and public guidelines."""

from rx_portal.risk.demo.rules import (
    AGE,
    EXPECTING,
    NOT_EXPECTING,
    SEX,
    YEAR,
    Json,
    all_of,
    choices,
    has,
    none_of,
    number,
    rule,
    silent,
    truth,
)

LABEL = "Crestor (rosuvastatin), US prescribing information, section "
TASK_FORCE = "US Preventive Services Task Force, statin use for primary prevention, 2022"
CHOLESTEROL = "2018 AHA/ACC guideline on the management of blood cholesterol"

FACTS: Json = {
    "age": AGE,
    "sex": SEX,
    "expecting": EXPECTING,
    "risks": choices(
        "Risks for the heart",
        "risks",
        {
            "pressure": "high blood pressure",
            "diabetes": "diabetes",
            "smoking": "smoking",
            "cholesterol": "high LDL or low HDL cholesterol",
        },
    ),
    "ldl": number("LDL cholesterol", "ldl", "mg/dL", "10", "500", days=YEAR, dated_by="lipids-date"),
    "triglycerides": number(
        "Triglycerides", "triglycerides", "mg/dL", "20", "3000", days=YEAR, dated_by="lipids-date"
    ),
    "egfr": number("eGFR", "egfr", "mL/min/1.73 m2", "5", "150", days=YEAR, dated_by="egfr-date"),
    "history": choices(
        "Health history",
        "history",
        {
            "heart": "a heart attack, a stroke, a stent or a bypass",
            "liver": "liver disease",
            "muscle": "a muscle disease or muscle damage from a statin",
            "thyroid": "an untreated underactive thyroid",
            "family": "very high cholesterol in the family",
        },
    ),
    "allergy": truth("Allergy to rosuvastatin", "allergy"),
    "drinks": number("Alcoholic drinks", "drinks", "a week", "0", "150", days=30),
    "medicines": choices(
        "Medicines",
        "medicines",
        {
            "ciclosporin": "cyclosporine",
            "gemfibrozil": "a fibrate, niacin or colchicine",
            "antiviral": "an antiviral",
            "warfarin": "warfarin",
            "statin": "another statin",
        },
    ),
    "right_now": choices(
        "Right now",
        "right-now",
        {
            "chest_pain": "chest pain or trouble breathing",
            "stroke": "sudden weakness, or trouble speaking or seeing",
            "muscle": "severe muscle pain with dark urine",
        },
    ),
}

RULES: list[Json] = [
    silent("chest_pain", "stroke", "muscle"),
    rule(
        "age",
        "criterion",
        "You are between 40 and 75",
        TASK_FORCE,
        all_of(has("age", "at_least", "40"), has("age", "at_most", "75")),
    ),
    rule(
        "age_65",
        "caution",
        "You are younger than 65",
        LABEL + "5.1 (risk of muscle damage rises with age)",
        has("age", "below", "65"),
    ),
    rule(
        "risk_factor",
        "criterion",
        "At least one risk for the heart applies to you",
        TASK_FORCE,
        has("risks", "includes_any_of", ["pressure", "diabetes", "smoking", "cholesterol"]),
    ),
    rule(
        "ldl_at_least_70",
        "criterion",
        "Your LDL cholesterol, taken in the last 12 months, is 70 or more",
        CHOLESTEROL + " (primary prevention, LDL 70 to 189)",
        has("ldl", "at_least", "70"),
    ),
    rule(
        "ldl_below_190",
        "caution",
        "Your LDL cholesterol is below 190",
        CHOLESTEROL + " (190 and above: look for a cause, and treat more strongly)",
        has("ldl", "below", "190"),
    ),
    rule(
        "triglycerides",
        "caution",
        "Your triglycerides, taken in the last 12 months, are below 500",
        CHOLESTEROL + " (severe at 500 and above)",
        has("triglycerides", "below", "500"),
    ),
    rule(
        "kidneys",
        "contraindication",
        "Your eGFR, taken in the last 12 months, is 30 or more",
        LABEL + "2.5 (another dose below 30)",
        has("egfr", "at_least", "30"),
    ),
    rule(
        "liver",
        "contraindication",
        "You have no liver disease",
        LABEL + "4 and 5.3",
        none_of("history", "liver"),
    ),
    rule(
        "hypersensitivity",
        "contraindication",
        "You have never had an allergic reaction to rosuvastatin",
        LABEL + "4",
        has("allergy", "is", False),
    ),
    rule(
        "pregnancy",
        "contraindication",
        "You are not pregnant, planning to be, or breastfeeding",
        LABEL + "8.1 and 8.2",
        NOT_EXPECTING,
    ),
    rule(
        "muscles",
        "contraindication",
        "You have no muscle disease, and no statin has damaged your muscles",
        LABEL + "5.1 and 5.2",
        none_of("history", "muscle"),
    ),
    rule(
        "interactions",
        "contraindication",
        "You take no cyclosporine, fibrate, niacin, colchicine, antiviral or other statin",
        LABEL + "7.1",
        none_of("medicines", "ciclosporin", "gemfibrozil", "antiviral", "statin"),
    ),
    rule(
        "warfarin",
        "caution",
        "You take no warfarin",
        LABEL + "7.2 (check the INR)",
        none_of("medicines", "warfarin"),
    ),
    rule(
        "thyroid",
        "caution",
        "You have no untreated underactive thyroid",
        LABEL + "5.1",
        none_of("history", "thyroid"),
    ),
    rule(
        "known_disease",
        "caution",
        "You have had no heart attack, stroke, stent or bypass",
        CHOLESTEROL + " (secondary prevention needs a higher dose and a closer look)",
        none_of("history", "heart"),
    ),
    rule(
        "family",
        "caution",
        "No very high cholesterol runs in your family",
        CHOLESTEROL + " (familial hypercholesterolemia)",
        none_of("history", "family"),
    ),
    rule(
        "alcohol",
        "caution",
        "You have at most 14 drinks a week",
        LABEL + "5.3; clinic policy CP-5",
        has("drinks", "at_most", "14"),
    ),
]

CONTENT: Json = {
    "key": "rosuvastatin_daily",
    "title": "Daily rosuvastatin",
    "facts": FACTS,
    "rules": RULES,
}
