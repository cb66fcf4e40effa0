"""What the patients answer to the health questions: by the question's name, the fields of its page."""

from collections.abc import Mapping
from datetime import date, timedelta

from clinic.story.browser import Filled

Answers = Mapping[str, Filled]

NONE: Filled = {"answer": "none"}
NO: Filled = {"answer": "no"}
YES: Filled = {"answer": "yes"}


def said(answer: str) -> Filled:
    """Return a page's one answer."""
    return {"answer": answer}


def on(day: date) -> Filled:
    """Return a date in the page's three fields."""
    return {"answer-month": str(day.month), "answer-day": str(day.day), "answer-year": str(day.year)}


def about_blood_sugar(today: date) -> Answers:
    """Return what fits metformin: prediabetes, sound kidneys, nothing that speaks against it."""
    tested = on(today - timedelta(days=68))
    return {
        "right-now": NONE,
        "sex": said("female"),
        "height": {"feet": "5", "inches": "6"},
        "weight": {"lb": "186"},
        "diagnosis": said("prediabetes"),
        "a1c-known": YES,
        "a1c": said("6.1"),
        "a1c-date": tested,
        "egfr-known": YES,
        "egfr": said("88"),
        "egfr-date": tested,
        "history": NONE,
        "allergy": NO,
        "drinks": said("3"),
        "planned": NONE,
        "medicines": NONE,
        "expecting": NONE,
        "other-medicines": YES,
        "other-medicines-list": said("Vitamin D, one capsule in the morning."),
    }


def about_weight(today: date) -> Answers:
    """Return what fits semaglutide."""
    return {
        "right-now": NONE,
        "sex": said("male"),
        "height": {"cm": "182"},
        "weight": {"kg": "108"},
        "conditions": said("hypertension"),
        "thyroid": NONE,
        "history": NONE,
        "allergy": NO,
        "medicines": NONE,
        "bp-known": YES,
        "bp-date": on(today - timedelta(days=19)),
        "systolic": said("128"),
        "diastolic": said("82"),
        "tried": YES,
        "tried-how": said("Walking to work and fewer late dinners. It helped a little."),
        "other-medicines": NO,
    }


def about_weight_without_blood_pressure(today: date) -> Answers:
    """Return what leaves a rule open: nobody has measured his blood pressure, so a clinician must see him."""
    return {**about_weight(today), "bp-known": NO}


def about_a_daily_tablet(today: date) -> Answers:
    """Return what fits tadalafil by the rules; a clinician may still say no."""
    return {
        "right-now": NONE,
        "sex": said("male"),
        "height": {"cm": "178"},
        "weight": {"kg": "82"},
        "reason": said("bph"),
        "nitrates": NO,
        "riociguat": NO,
        "heart": NONE,
        "history": NONE,
        "allergy": NO,
        "medicines": NONE,
        "bp-known": YES,
        "bp-date": on(today - timedelta(days=19)),
        "systolic": said("132"),
        "diastolic": said("84"),
        "other-medicines": NO,
    }
