"""Line 5: a second patient has to be seen first; then an outside pharmacy fills his prescription."""

from dataclasses import dataclass

from clinic.story import deciding, outside, paying, visiting
from clinic.story.answers import about_weight_without_blood_pressure
from clinic.story.asking import ask_for
from clinic.story.people import Details, Patient
from clinic.story.story import Story
from clinic.story.visiting import Visit
from clinic.story.waiting import until

TITLE = "More is needed: a visit within 7 days, then an outside pharmacy"
PRODUCT = "semaglutide-weekly"
HIM = Details("Theodore Lindgren", (11, 2, 1974), "900 Quarry Road", "Seattle", "WA", "98109", "206 555 0178")
REASON = "clarified_at_visit"
WORDS = "Blood pressure measured at the visit is well within the limit; nothing else was open."


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    patient: Patient
    visit: Visit
    fill: str
    payment: str
    tracking: str


def play(story: Story) -> Outcome:
    """Ask, see a clinician, be approved with a reason, pay, be sent the parcel."""
    patient = Patient(story.town, HIM)
    visit = _see_a_clinician(story, patient)
    known = set(outside.fills(story.town))
    payment = _offer(story, patient)
    fill = outside.fill_of(story.town, known)
    _fill(story, patient, fill, payment)
    tracking = outside.tracking_of(story.town, fill)
    address = patient.page.url
    until("the parcel to be shown", lambda: tracking in patient.browser.open(address).words)
    story.step(f"he follows his parcel {tracking}", address)
    return Outcome(patient, visit, fill, payment, tracking)


def _see_a_clinician(story: Story, patient: Patient) -> Visit:
    answers = about_weight_without_blood_pressure(story.town.now.date())
    ask_for(patient, PRODUCT, answers).expect(
        "a clinician wants to talk to you first", "has to take place by"
    )
    story.step("he does not know his blood pressure: the protocol asks for more", patient.page.url)
    visit = visiting.book(patient)
    local = f"{visit.starts_at:%a %d %b}, times in {visit.zone}"
    story.step(f"he books a visit within 7 days ({local})", patient.page.url)
    clinician = visiting.take_place(story, patient, visit)
    story.step(
        f"the clock moves to {story.town.now:%a %d %b %H:%M} UTC; the visit takes place", clinician.page.url
    )
    return visit


def _offer(story: Story, patient: Patient) -> str:
    come = len(story.town.mails(patient.email))
    clinician = story.a_signer()
    case = deciding.find_case(clinician, PRODUCT, patient.details.state)
    deciding.claim(clinician, case)
    deciding.approve(clinician, reason=REASON, words=WORDS)
    story.step("a clinician approves with a reason, and signs", case)
    paying.open_offer(patient, after=come)
    held = paying.pay(patient)
    assert held["captured"] == 0, "nothing is taken before the fill is ready"
    story.step(f"he pays: ${held['held'] / 100:,.2f} is held", patient.page.url)
    return str(held["id"])


def _fill(story: Story, patient: Patient, fill: str, payment: str) -> None:
    town, address = story.town, story.town.at("counterparts", "/pharmacy")
    drug = outside.prescription_of(town, fill)["medicationCodeableConcept"]["text"]
    story.step(f"the outside pharmacy is sent a FHIR R4 MedicationRequest: {drug}", address)
    town.pharmacy(fill, "accept")
    assert town.payments("rx")[payment]["captured"] == 0, "an accepted fill is not yet paid for"
    town.pharmacy(fill, "ready")
    paying.wait_until_captured(patient, payment)
    story.step("it accepts, and reports the fill ready; the money is taken", story.town.at("stripe"))
    outside.wait_for_release(town, fill)
    town.pharmacy(fill, "dispense")
    town.pharmacy(fill, "ship")
    story.step("the release is sent; it dispenses and ships", address)
