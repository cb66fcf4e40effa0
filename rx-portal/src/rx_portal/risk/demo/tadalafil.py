"""The protocol for daily tadalafil, after the US prescribing information of Cialis (NDA 021368)."""

from rx_portal.risk.demo.rules import (
    AGE,
    DIASTOLIC,
    SEX,
    SYSTOLIC,
    Json,
    all_of,
    choice,
    choices,
    has,
    none_of,
    rule,
    silent,
    truth,
)

LABEL = "Cialis (tadalafil), US prescribing information, section "

FACTS: Json = {
    "age": AGE,
    "sex": SEX,
    "reason": choice(
        "Reason",
        "reason",
        {"ed": "erectile dysfunction", "bph": "enlarged prostate", "both": "both", "other": "something else"},
    ),
    "nitrates": truth("Nitrates", "nitrates"),
    "riociguat": truth("A guanylate cyclase stimulator", "riociguat"),
    "heart": choices(
        "Heart and circulation",
        "heart",
        {
            "mi": "a heart attack within 90 days",
            "stroke": "a stroke within 6 months",
            "angina": "unstable angina, or angina during sex",
            "failure": "heart failure within 6 months",
            "rhythm": "an uncontrolled arrhythmia",
        },
    ),
    "history": choices(
        "Health history",
        "history",
        {
            "kidney": "severe kidney disease",
            "liver": "severe liver disease",
            "naion": "NAION",
            "retinitis": "retinitis pigmentosa",
            "blood": "a disease that predisposes to priapism",
        },
    ),
    "allergy": truth("Allergy to tadalafil", "allergy"),
    "medicines": choices(
        "Medicines",
        "medicines",
        {
            "alpha": "an alpha blocker",
            "cyp3a4": "a strong CYP3A4 inhibitor",
            "pde5": "another PDE5 inhibitor",
        },
    ),
    "systolic": SYSTOLIC,
    "diastolic": DIASTOLIC,
    "right_now": choices(
        "Right now",
        "right-now",
        {
            "chest_pain": "chest pain or trouble breathing",
            "vision": "sudden loss of sight",
            "erection": "an erection of more than 4 hours",
        },
    ),
}

RULES: list[Json] = [
    silent("chest_pain", "vision", "erection"),
    rule(
        "indication",
        "criterion",
        "You want help with erections or with an enlarged prostate",
        LABEL + "1",
        has("reason", "is_one_of", ["ed", "bph", "both"]),
    ),
    rule(
        "studied_in",
        "criterion",
        "You were assigned male at birth",
        LABEL + "8.1 (not indicated for use in females)",
        has("sex", "is", "male"),
    ),
    rule("adult", "criterion", "You are 18 or older", LABEL + "8.4", has("age", "at_least", "18")),
    rule("nitrates", "contraindication", "You take no nitrates", LABEL + "4.1", has("nitrates", "is", False)),
    rule(
        "riociguat",
        "contraindication",
        "You take no riociguat or vericiguat",
        LABEL + "4.3",
        has("riociguat", "is", False),
    ),
    rule(
        "hypersensitivity",
        "contraindication",
        "You have never had an allergic reaction to tadalafil",
        LABEL + "4.2",
        has("allergy", "is", False),
    ),
    rule(
        "heart",
        "contraindication",
        "Your heart and circulation are stable",
        LABEL + "5.1 (not recommended)",
        none_of("heart", "mi", "stroke", "angina", "failure", "rhythm"),
    ),
    rule(
        "blood_pressure",
        "contraindication",
        "Your blood pressure, taken in the last 6 months, is between 90 over 50 and 170 over 100",
        LABEL + "5.1 (hypotension below 90/50, hypertension above 170/100)",
        all_of(
            has("systolic", "at_least", "90"),
            has("diastolic", "at_least", "50"),
            has("systolic", "at_most", "170"),
            has("diastolic", "at_most", "100"),
        ),
    ),
    rule(
        "kidney_or_liver",
        "contraindication",
        "You have no severe kidney or liver disease",
        LABEL + "5.8 and 5.9 (once-daily use not recommended)",
        none_of("history", "kidney", "liver"),
    ),
    rule(
        "eyes",
        "contraindication",
        "You have no NAION and no retinitis pigmentosa",
        LABEL + "5.4",
        none_of("history", "naion", "retinitis"),
    ),
    rule(
        "priapism",
        "caution",
        "You have no blood disease that favours long erections",
        LABEL + "5.3",
        none_of("history", "blood"),
    ),
    rule(
        "alpha_blocker", "caution", "You take no alpha blocker", LABEL + "5.6", none_of("medicines", "alpha")
    ),
    rule(
        "interactions",
        "caution",
        "You take no strong CYP3A4 inhibitor and no other medicine of this kind",
        LABEL + "5.10 and 5.11",
        none_of("medicines", "cyp3a4", "pde5"),
    ),
]

CONTENT: Json = {"key": "tadalafil_daily", "title": "Daily tadalafil", "facts": FACTS, "rules": RULES}
