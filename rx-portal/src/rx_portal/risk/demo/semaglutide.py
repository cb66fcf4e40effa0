"""The protocol for weekly semaglutide, after the US prescribing information of Wegovy (NDA 215256)."""

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
    choices,
    has,
    none_of,
    number,
    rule,
    silent,
    truth,
)

LABEL = "Wegovy (semaglutide) injection, US prescribing information, section "

_CONDITIONS = {
    "hypertension": "high blood pressure",
    "cholesterol": "high cholesterol or triglycerides",
    "type2": "type 2 diabetes",
    "apnea": "sleep apnea",
    "heart": "cardiovascular disease",
}

FACTS: Json = {
    "age": AGE,
    "sex": SEX,
    "expecting": EXPECTING,
    "bmi": number("Body mass index", "bmi", "kg/m2", "10", "100", days=30),
    "conditions": choices("Conditions linked to weight", "conditions", _CONDITIONS),
    "retinopathy": truth("Diabetic retinopathy", "retinopathy"),
    "thyroid": choices(
        "Personal or family history", "thyroid", {"mtc": "medullary thyroid cancer", "men2": "MEN 2"}
    ),
    "history": choices(
        "Health history",
        "history",
        {
            "pancreatitis": "pancreatitis",
            "gallbladder": "gallbladder disease",
            "gastroparesis": "gastroparesis",
            "kidney": "kidney disease",
            "eating": "an eating disorder",
        },
    ),
    "allergy": truth("Allergy to semaglutide", "allergy"),
    "medicines": choices(
        "Medicines",
        "medicines",
        {"insulin": "insulin", "sulfonylurea": "a sulfonylurea", "glp1": "another GLP-1 medicine"},
    ),
    "systolic": SYSTOLIC,
    "diastolic": DIASTOLIC,
    "tried": truth("Tried diet and activity", "tried"),
    "right_now": choices(
        "Right now",
        "right-now",
        {
            "chest_pain": "chest pain or trouble breathing",
            "belly_pain": "strong, lasting belly pain",
            "self_harm": "thoughts of suicide",
        },
    ),
}

RULES: list[Json] = [
    silent("chest_pain", "belly_pain", "self_harm"),
    rule(
        "weight",
        "criterion",
        "Your BMI is 30 or more, or 27 or more together with a condition linked to weight",
        LABEL + "1",
        any_of(
            has("bmi", "at_least", "30"),
            all_of(has("bmi", "at_least", "27"), has("conditions", "includes_any_of", [*_CONDITIONS])),
        ),
    ),
    rule(
        "adult",
        "criterion",
        "You are 18 or older",
        "Clinic policy CP-2; " + LABEL + "8.4",
        has("age", "at_least", "18"),
    ),
    rule(
        "lifestyle",
        "criterion",
        "You have tried to lose weight by eating differently and moving more",
        LABEL + "1 (adjunct to diet and physical activity)",
        has("tried", "is", True),
    ),
    rule(
        "thyroid_cancer",
        "contraindication",
        "Medullary thyroid cancer and MEN 2 do not run in your family",
        LABEL + "4 and boxed warning",
        none_of("thyroid", "mtc", "men2"),
    ),
    rule(
        "hypersensitivity",
        "contraindication",
        "You have never had an allergic reaction to semaglutide",
        LABEL + "4",
        has("allergy", "is", False),
    ),
    rule(
        "pregnancy",
        "contraindication",
        "You are not pregnant, planning to be, or breastfeeding",
        LABEL + "8.1 to 8.3",
        NOT_EXPECTING,
    ),
    rule(
        "pancreatitis",
        "contraindication",
        "You have never had pancreatitis",
        LABEL + "5.2",
        none_of("history", "pancreatitis"),
    ),
    rule(
        "other_glp1",
        "contraindication",
        "You take no other GLP-1 medicine",
        LABEL + "1 (limitations of use)",
        none_of("medicines", "glp1"),
    ),
    rule(
        "gastroparesis",
        "contraindication",
        "Your stomach empties normally",
        "Clinic policy CP-4, after " + LABEL + "5 (severe gastrointestinal adverse reactions)",
        none_of("history", "gastroparesis"),
    ),
    rule(
        "low_blood_sugar",
        "caution",
        "You take no insulin or tablets of the glipizide kind",
        LABEL + "5.4",
        none_of("medicines", "insulin", "sulfonylurea"),
    ),
    rule(
        "gallbladder",
        "caution",
        "You have had no gallbladder problem",
        LABEL + "5.3",
        none_of("history", "gallbladder"),
    ),
    rule("kidney", "caution", "You have no kidney disease", LABEL + "5.5", none_of("history", "kidney")),
    rule(
        "retinopathy",
        "caution",
        "Diabetes has not damaged your eyes",
        LABEL + "5.7",
        any_of(none_of("conditions", "type2"), has("retinopathy", "is", False)),
    ),
    rule(
        "eating_disorder",
        "caution",
        "You have had no eating disorder",
        "Clinic policy CP-5",
        none_of("history", "eating"),
    ),
    rule(
        "blood_pressure",
        "caution",
        "Your blood pressure, taken in the last 6 months, is below 160 over 100",
        "Clinic policy CP-3, after 2017 ACC/AHA guideline on high blood pressure",
        all_of(has("systolic", "below", "160"), has("diastolic", "below", "100")),
    ),
]

CONTENT: Json = {
    "key": "semaglutide_weekly",
    "title": "Weekly semaglutide for weight",
    "facts": FACTS,
    "rules": RULES,
}
