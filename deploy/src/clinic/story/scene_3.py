"""Line 3: she enrols, agrees, leaves the questions half done, comes back elsewhere, and sends them."""

from clinic.story.answers import about_blood_sugar
from clinic.story.asking import answer, enroll, enrollment_of, start_questions, submit
from clinic.story.people import Patient
from clinic.story.story import Story

TITLE = "She enrols, leaves the questions half done, comes back, submits"
HALF_WAY = "history"


def play(story: Story, patient: Patient) -> str:
    """Go from being eligible to the protocol's answer, and return the enrollment's id."""
    enroll(patient)
    story.step(f"she makes an account as {patient.email}, says who she is, and agrees", patient.page.url)
    enrollment = enrollment_of(patient.page)
    start_questions(patient)
    count = answer(patient, about_blood_sugar(story.town.now.date()), until=HALF_WAY)
    story.step(f"she answers {count} questions and closes the browser", patient.page.url)
    _come_back(story, patient, enrollment)
    submit(patient).expect("your answers fit")
    story.step(
        "the protocol approves; a clinician has to read it, and she has paid nothing", patient.page.url
    )
    return enrollment


def _come_back(story: Story, patient: Patient, enrollment: str) -> None:
    patient.at_another_device()
    patient.visit("portal", f"/login?next=/care/enrollments/{enrollment}/questions")
    patient.sign_in()
    assert patient.page.path.endswith(f"/{HALF_WAY}"), patient.page.described
    story.step("on another device she is where she left off", patient.page.url)
    rest = answer(patient, about_blood_sugar(story.town.now.date()))
    patient.page.expect("check your answers", "prediabetes", "vitamin d")
    story.step(f"{rest} more, and she sees every answer before she sends it", patient.page.url)
