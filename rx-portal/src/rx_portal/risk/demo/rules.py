"""Writing the demo clinic's protocols down as JSON, a line for each rule."""

from typing import Any

Json = dict[str, Any]

YEAR, HALF_YEAR, MONTH = 365, 183, 30


def _fact(fact: Json, days: int, dated_by: str = "") -> Json:
    return fact | {"age_limit_days": days} | ({"dated_by": dated_by} if dated_by else {})


def number(
    label: str, answer: str, unit: str, least: str, most: str, *, days: int, dated_by: str = ""
) -> Json:
    """Return a fact that is a number within a plausible range."""
    fact = {"label": label, "kind": "number", "answer": answer, "unit": unit, "least": least, "most": most}
    return _fact(fact, days, dated_by)


def truth(label: str, answer: str, *, days: int = MONTH) -> Json:
    """Return a fact that is true or false."""
    return _fact({"label": label, "kind": "truth", "answer": answer}, days)


def choice(label: str, answer: str, options: dict[str, str], *, days: int = MONTH) -> Json:
    """Return a fact that is one of several options."""
    return _fact({"label": label, "kind": "choice", "answer": answer, "options": options}, days)


def choices(label: str, answer: str, options: dict[str, str], *, days: int = MONTH) -> Json:
    """Return a fact that is any number of options; `none` is added to them."""
    offered = {**options, "none": "none of these"}
    return _fact({"label": label, "kind": "choices", "answer": answer, "options": offered}, days)


def rule(code: str, grade: str, statement: str, source: str, when: Json) -> Json:
    """Return a rule."""
    return {"code": code, "grade": grade, "statement": statement, "source": source, "when": when}


def has(fact: str, operator: str, threshold: object) -> Json:
    """Return a comparison."""
    return {"fact": fact, "is": operator, "threshold": threshold}


def none_of(fact: str, *codes: str) -> Json:
    """Return the comparison that none of these options was chosen."""
    return has(fact, "includes_none_of", list(codes))


def any_of(*conditions: Json) -> Json:
    """Return alternatives."""
    return {"any_of": list(conditions)}


def all_of(*conditions: Json) -> Json:
    """Return conditions that must hold together."""
    return {"all_of": list(conditions)}


SEX = choice("Sex assigned at birth", "sex", {"female": "female", "male": "male", "intersex": "intersex"})
EXPECTING = choices(
    "Pregnancy",
    "expecting",
    {
        "pregnant": "pregnant or perhaps so",
        "planning": "planning a pregnancy",
        "breastfeeding": "breastfeeding",
    },
)
SYSTOLIC = number(
    "Systolic blood pressure", "systolic", "mmHg", "60", "260", days=HALF_YEAR, dated_by="bp-date"
)
DIASTOLIC = number(
    "Diastolic blood pressure", "diastolic", "mmHg", "30", "160", days=HALF_YEAR, dated_by="bp-date"
)
AGE = number("Age", "age", "years", "0", "120", days=MONTH)

NOT_EXPECTING = any_of(
    has("sex", "is", "male"), none_of("expecting", "pregnant", "planning", "breastfeeding")
)


def silent(*codes: str) -> Json:
    """Return the alarm that one of these is happening right now."""
    return rule(
        "right_now",
        "urgent",
        "Nothing is happening that cannot wait",
        "Clinic policy CP-1: emergencies are never assessed online",
        has("right_now", "includes_any_of", list(codes)),
    )
