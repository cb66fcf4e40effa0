"""A patient's way from the first questions to the protocol's answer, page by page."""

from clinic.story.answers import Answers
from clinic.story.browser import Page, Surprised
from clinic.story.people import Patient

MOST_QUESTIONS = 40
PARTS = ("month", "day", "year")


def see_if_eligible(patient: Patient, product: str, *, state: str | None = None) -> Page:
    """Answer the first questions with no to every exclusion, living in `state` or at home."""
    form = patient.visit("portal", f"/start/{product}").form(f"/start/{product}")
    excluded = [
        name for name, each in form.fields.items() if each.is_choice and each.choices == ["yes", "no"]
    ]
    born = {f"born-{part}": str(n) for part, n in zip(PARTS, patient.details.born, strict=True)}
    filled = {"state": state or patient.details.state, **born, **dict.fromkeys(excluded, "no")}
    return patient.browser.send(f"/start/{product}", filled)


def enroll(patient: Patient) -> Page:
    """Go on from being eligible: make an account, say who you are, and agree to care at a distance."""
    patient.browser.open(patient.page.link("Continue"))
    patient.sign_up()
    return go_on_enrolling(patient)


def go_on_enrolling(patient: Patient) -> Page:
    """Say who you are, and agree."""
    say_who(patient)
    return consent(patient)


def say_who(patient: Patient) -> Page:
    """Say who you are."""
    who = patient.details
    return patient.browser.send(
        "/care/enroll",
        {
            "legal_name": who.name,
            **{f"born-{part}": str(n) for part, n in zip(PARTS, who.born, strict=True)},
            "line1": who.line1,
            "city": who.city,
            "zip_code": who.postcode,
            "phone": who.phone,
            "email": patient.email,
        },
    )


def consent(patient: Patient) -> Page:
    """Agree to care at a distance."""
    return patient.browser.send("/consent", {"agree": "yes", "here": "yes"})


def start_questions(patient: Patient) -> Page:
    """Begin the health questions, or go on with them."""
    return patient.browser.send("/questions", {})


def answer(patient: Patient, answers: Answers, *, until: str = "check") -> int:
    """Answer one question after the other, until the question `until` is shown; return how many there were.

    A question that `answers` does not know is left empty.

    :raises Surprised: the questions do not end.
    """
    for count in range(MOST_QUESTIONS):
        question = patient.page.path.rpartition("/")[2]
        if question == until:
            return count
        patient.browser.send(patient.page.path, answers.get(question, {}), button="Continue")
    raise Surprised(f"{patient.page.described}: {MOST_QUESTIONS} questions, and none was {until}")


def submit(patient: Patient) -> Page:
    """Send the answers."""
    return patient.browser.send("/submit", {}, button="Send my answers")


def ask_for(patient: Patient, product: str, answers: Answers) -> Page:
    """Go the whole way from the first questions to the protocol's answer."""
    see_if_eligible(patient, product).expect("you can go on")
    enroll(patient)
    start_questions(patient)
    answer(patient, answers)
    return submit(patient)


def enrollment_of(page: Page) -> str:
    """Return the enrollment that a page is about, by its address."""
    parts = page.path.split("/")
    return parts[parts.index("enrollments") + 1]
