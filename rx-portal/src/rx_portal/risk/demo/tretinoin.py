"""The protocol for tretinoin cream, after the US prescribing information of Renova 0.02%."""

from rx_portal.risk.demo.rules import (
    AGE,
    EXPECTING,
    NOT_EXPECTING,
    SEX,
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

LABEL = "Renova 0.02% (tretinoin cream), US prescribing information, "

FACTS: Json = {
    "age": AGE,
    "sex": SEX,
    "expecting": EXPECTING,
    "reason": choice(
        "Reason",
        "reason",
        {"lines": "fine lines", "acne": "acne", "spots": "dark spots", "other": "something else"},
    ),
    "response": choice(
        "Skin in the sun",
        "response",
        {
            "burns": "always burns",
            "both": "burns, then tans",
            "tans": "tans easily or is brown",
            "dark": "dark, hardly ever burns",
        },
    ),
    "skin": choices(
        "Skin of the face",
        "skin",
        {
            "eczema": "eczema or dermatitis",
            "rosacea": "rosacea",
            "burnt": "sunburn, a wound or an infection",
            "procedure": "a recent or planned procedure",
            "mole": "a new or changing spot",
            "cancer": "skin cancer or a precancer",
        },
    ),
    "allergy": truth("Allergy to tretinoin", "allergy"),
    "medicines": choices(
        "Medicines",
        "medicines",
        {
            "antibiotic": "an antibiotic that makes skin sensitive to light",
            "diuretic": "a thiazide",
            "phenothiazine": "a phenothiazine",
            "retinoid": "another retinoid",
            "peeling": "a peeling product",
        },
    ),
    "sunscreen": truth("Sun protection", "sunscreen"),
    "right_now": choices(
        "Right now",
        "right-now",
        {
            "swelling": "swelling of the face or trouble breathing",
            "blisters": "blisters or peeling over much of the body",
            "infection": "a fast-spreading infection near the eye",
        },
    ),
}

RULES: list[Json] = [
    silent("swelling", "blisters", "infection"),
    rule(
        "indication",
        "criterion",
        "You want help with fine lines on your face",
        LABEL + "indications and usage",
        has("reason", "is", "lines"),
    ),
    rule(
        "adult",
        "criterion",
        "You are 18 or older",
        LABEL + "pediatric use",
        has("age", "at_least", "18"),
    ),
    rule(
        "age_71",
        "caution",
        "You are younger than 71",
        LABEL + "geriatric use (not established above)",
        has("age", "below", "71"),
    ),
    rule(
        "sun_protection",
        "criterion",
        "You wear sunscreen every day and stay out of strong sun",
        LABEL + "indications and usage (only within a program of sun avoidance)",
        has("sunscreen", "is", True),
    ),
    rule(
        "pregnancy",
        "contraindication",
        "You are not pregnant, planning to be, or breastfeeding",
        LABEL + "pregnancy and nursing mothers",
        NOT_EXPECTING,
    ),
    rule(
        "hypersensitivity",
        "contraindication",
        "You have never had an allergic reaction to tretinoin",
        LABEL + "contraindications",
        has("allergy", "is", False),
    ),
    rule(
        "light",
        "contraindication",
        "You take nothing that makes skin more sensitive to light",
        LABEL + "warnings (thiazides, tetracyclines, fluoroquinolones, phenothiazines, sulfonamides)",
        none_of("medicines", "antibiotic", "diuretic", "phenothiazine"),
    ),
    rule(
        "skin_inflamed",
        "contraindication",
        "The skin of your face has no eczema, and no burn, wound or infection",
        LABEL + "warnings and precautions",
        none_of("skin", "eczema", "burnt"),
    ),
    rule(
        "suspicious_spot",
        "contraindication",
        "You have no new or changing spot on your face that nobody has looked at",
        "Clinic policy CP-11: a spot that changes is examined before anything is put on it",
        none_of("skin", "mole"),
    ),
    rule(
        "skin_cancer",
        "caution",
        "You have had no skin cancer or precancer on your face",
        LABEL + "warnings (not established in treating or preventing it)",
        none_of("skin", "cancer"),
    ),
    rule("rosacea", "caution", "You have no rosacea", "Clinic policy CP-12", none_of("skin", "rosacea")),
    rule(
        "irritants",
        "caution",
        "You use no other retinoid or peeling product, and have no peel, laser or waxing near these days",
        LABEL + "precautions (concomitant topical medication)",
        all_of(none_of("medicines", "retinoid", "peeling"), none_of("skin", "procedure")),
    ),
    rule(
        "pigment",
        "caution",
        "Your skin burns or tans in the sun, and is not dark",
        LABEL + "warnings (not established in moderately or heavily pigmented skin)",
        has("response", "is_one_of", ["burns", "both"]),
    ),
]

CONTENT: Json = {"key": "tretinoin_cream", "title": "Tretinoin cream", "facts": FACTS, "rules": RULES}
