"""The protocol for metformin extended release, after the US label of Glucophage XR (NDA 021202)."""

from rx_portal.risk.demo.rules import (
    AGE,
    EXPECTING,
    NOT_EXPECTING,
    SEX,
    YEAR,
    Json,
    all_of,
    any_of,
    choice,
    choices,
    has,
    none_of,
    number,
    rule,
    silent,
    truth,
)

LABEL = "Glucophage XR (metformin), US prescribing information, section "
ADA = "American Diabetes Association, Standards of Care in Diabetes, sections 2 and 3"

FACTS: Json = {
    "age": AGE,
    "sex": SEX,
    "expecting": EXPECTING,
    "diagnosis": choice(
        "Blood sugar",
        "diagnosis",
        {
            "type2": "type 2 diabetes",
            "prediabetes": "prediabetes",
            "type1": "type 1 diabetes",
            "normal": "normal",
            "unsure": "not sure",
        },
    ),
    "a1c": number("A1c", "a1c", "%", "3.5", "18", days=YEAR, dated_by="a1c-date"),
    "egfr": number("eGFR", "egfr", "mL/min/1.73 m2", "5", "150", days=YEAR, dated_by="egfr-date"),
    "history": choices(
        "Health history",
        "history",
        {
            "acidosis": "lactic acidosis or ketoacidosis",
            "liver": "liver disease",
            "heart_failure": "heart failure",
            "hypoxia": "a lung disease that needs oxygen",
            "b12": "low vitamin B12",
        },
    ),
    "allergy": truth("Allergy to metformin", "allergy"),
    "drinks": number("Alcoholic drinks", "drinks", "a week", "0", "150", days=30),
    "planned": choices(
        "Planned", "planned", {"contrast": "a scan with contrast dye", "surgery": "an operation"}
    ),
    "medicines": choices(
        "Medicines",
        "medicines",
        {
            "insulin": "insulin",
            "sulfonylurea": "a sulfonylurea",
            "topiramate": "a carbonic anhydrase inhibitor",
            "transport": "a medicine that slows metformin's removal",
        },
    ),
    "right_now": choices(
        "Right now",
        "right-now",
        {
            "chest_pain": "chest pain or trouble breathing",
            "acidosis": "signs of lactic acidosis",
            "confused": "very high blood sugar with vomiting or confusion",
        },
    ),
}

RULES: list[Json] = [
    silent("chest_pain", "acidosis", "confused"),
    rule(
        "blood_sugar",
        "criterion",
        "You have type 2 diabetes, or prediabetes with an A1c of 5.7 to 6.4 percent from the last 12 months",
        LABEL + "1; " + ADA,
        any_of(
            has("diagnosis", "is", "type2"),
            all_of(
                has("diagnosis", "is", "prediabetes"),
                has("a1c", "at_least", "5.7"),
                has("a1c", "below", "6.5"),
            ),
        ),
    ),
    rule(
        "a1c_not_high",
        "caution",
        "Your A1c, if you have diabetes, is 10 percent or less",
        ADA + " (consider insulin above 10 percent)",
        any_of(has("diagnosis", "is", "prediabetes"), has("a1c", "at_most", "10")),
    ),
    rule(
        "adult",
        "criterion",
        "You are 18 or older",
        "Clinic policy CP-2; " + LABEL + "8.4",
        has("age", "at_least", "18"),
    ),
    rule(
        "age_65",
        "caution",
        "You are younger than 65",
        LABEL + "5.1 and 8.5 (risk of lactic acidosis rises; check the kidneys more often)",
        has("age", "below", "65"),
    ),
    rule(
        "kidneys_severe",
        "contraindication",
        "Your eGFR, taken in the last 12 months, is 30 or more",
        LABEL + "4 (contraindicated below 30)",
        has("egfr", "at_least", "30"),
    ),
    rule(
        "kidneys_start",
        "caution",
        "Your eGFR is 45 or more",
        LABEL + "2 (starting is not recommended between 30 and 45)",
        has("egfr", "at_least", "45"),
    ),
    rule(
        "acidosis",
        "contraindication",
        "You have never had lactic acidosis or ketoacidosis",
        LABEL + "4 and boxed warning",
        none_of("history", "acidosis"),
    ),
    rule(
        "hypersensitivity",
        "contraindication",
        "You have never had an allergic reaction to metformin",
        LABEL + "4",
        has("allergy", "is", False),
    ),
    rule(
        "liver",
        "contraindication",
        "You have no liver disease",
        LABEL + "5.1 (hepatic impairment)",
        none_of("history", "liver"),
    ),
    rule(
        "low_oxygen",
        "contraindication",
        "You have no heart failure and no lung disease that needs oxygen",
        LABEL + "5.1 (hypoxic states)",
        none_of("history", "heart_failure", "hypoxia"),
    ),
    rule(
        "alcohol",
        "caution",
        "You have at most 14 alcoholic drinks a week",
        LABEL + "5.1 (excessive alcohol); the number is clinic policy CP-6",
        has("drinks", "at_most", "14"),
    ),
    rule(
        "dye_or_surgery",
        "caution",
        "No scan with contrast dye and no operation is planned in the next month",
        LABEL + "5.1 (radiologic studies with contrast; surgery)",
        none_of("planned", "contrast", "surgery"),
    ),
    rule(
        "interactions",
        "caution",
        "You take no medicine that raises the risk from metformin",
        LABEL + "7 (carbonic anhydrase inhibitors; drugs that reduce metformin clearance)",
        none_of("medicines", "topiramate", "transport"),
    ),
    rule(
        "low_blood_sugar",
        "caution",
        "You take no insulin or tablets of the glipizide kind",
        LABEL + "5.3",
        none_of("medicines", "insulin", "sulfonylurea"),
    ),
    rule("vitamin_b12", "caution", "Your vitamin B12 is not low", LABEL + "5.2", none_of("history", "b12")),
    rule(
        "pregnancy",
        "caution",
        "You are not pregnant, planning to be, or breastfeeding",
        LABEL + "8.1 to 8.3",
        NOT_EXPECTING,
    ),
]

CONTENT: Json = {
    "key": "metformin_er",
    "title": "Metformin extended release",
    "facts": FACTS,
    "rules": RULES,
}
