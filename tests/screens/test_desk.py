"""The staff's screens of the desk, and what their patient sees of each step."""

import secrets

import pytest

from clinic.story import asking, deciding, dispensary, paying
from clinic.story.answers import about_blood_sugar
from clinic.story.people import Member, Patient
from clinic.story.story import Story
from clinic.story.waiting import until
from tests.screens.conftest import OpenWindow
from tests.screens.people import WILHELMINE

pytestmark = pytest.mark.browser

PAGES = {
    "clinician": (
        "/desk",
        "/desk/protocols",
        "/desk/questions",
        "/desk/calendar",
        "/desk/security",
        "/desk/reviews?status=queued&state=WY",
    ),
    "pharmacist": ("/desk", "/desk/dispensary"),
    "admin": ("/desk", "/desk/orders", "/desk/operations", "/desk/security/enrolments"),
    "compliance": ("/desk", "/desk/audit"),
}


@pytest.mark.parametrize(("role", "path"), [(role, path) for role, paths in PAGES.items() for path in paths])
def test_pages(story: Story, window_of: OpenWindow, role: str, path: str) -> None:
    member = story.at_the_desk(role)
    window_of(member).open(story.town.at("portal", path), f"{role} {path.replace('/', ' ').strip()}")


def test_protocols(story: Story, window_of: OpenWindow) -> None:
    author = story.at_the_desk("clinician")
    page = author.visit("portal", "/desk/protocols")
    version = next(one for one in page.links("/desk/protocols/") if one.count("/") == 5)
    window = window_of(author)
    window.open(version, "a protocol")
    window.open(version + "/replay", "a protocol replayed")
    author.browser.open(version)
    author.browser.send("/copy", {})
    window.follow(author, "a protocol's draft")
    draft = author.page.url.removesuffix("/edit")
    window.open(draft + "/edit", "a protocol edited")
    author.browser.open(draft)
    author.browser.send("/discard", {})


@pytest.fixture(scope="module")
def patient(story: Story) -> Patient:
    """Somebody whose answers fit, and who waits for a clinician."""
    patient = Patient(story.town, WILHELMINE)
    asking.ask_for(patient, "metformin-er", about_blood_sugar(story.town.now.date()))
    return patient


@pytest.fixture(scope="module")
def clinician(story: Story) -> Member:
    return story.a_signer()


class TestOneCase:
    """From the queue to the parcel."""

    def test_countersigning(
        self, story: Story, patient: Patient, clinician: Member, window_of: OpenWindow
    ) -> None:
        come = len(story.town.mails(patient.email))
        case = deciding.find_case(clinician, "metformin-er", "OR")
        window = window_of(clinician)
        window.open(story.town.at("portal", "/desk/reviews"), "the queue")
        window.open(case, "a case that nobody has")
        deciding.claim(clinician, case)
        window.follow(clinician, "a case at work")
        clinician.browser.open(clinician.page.link("Approve and prescribe"))
        window.follow(clinician, "writing the prescription")
        clinician.browser.open(case)
        deciding.approve(clinician)
        window.follow(clinician, "a case decided")
        paying.open_offer(patient, after=come)
        window_of(patient).follow(patient, "an offer")

    def test_paying(self, story: Story, patient: Patient, window_of: OpenWindow) -> None:
        window = window_of(patient)
        offer = patient.page.url
        patient.browser.send("/pay", {})
        window.follow(patient, "the processor's page")
        patient.pay()
        until("the hold", lambda: "held" in patient.browser.open(offer).words.lower())
        window.follow(patient, "an order that is held")

    def test_dispensing(self, story: Story, patient: Patient, window_of: OpenWindow) -> None:
        pharmacist = story.at_the_desk("pharmacist")
        window = window_of(pharmacist)
        order = patient.page.words.split("Order ")[1].split()[0].rstrip(".,:")
        fill = dispensary.open_fill(pharmacist, order)
        window.open(story.town.at("portal", "/desk/dispensary"), "the dispensary with work")
        window.follow(pharmacist, "a fill to verify")
        dispensary.verify(pharmacist)
        window.follow(pharmacist, "a fill to pick")
        dispensary.pick(pharmacist)
        window.follow(pharmacist, "a fill to hand over")
        window.open(fill + "/label", "a label")
        dispensary.hand_over(pharmacist)
        tracking = f"1Z{secrets.token_hex(8).upper()}"
        dispensary.ship(pharmacist, tracking)
        window.follow(pharmacist, "a fill on its way")
        address = patient.page.url
        until("the parcel", lambda: tracking in patient.browser.open(address).words)
        hers = window_of(patient)
        hers.follow(patient, "a parcel on its way")
        hers.open(story.town.at("portal", "/care"), "care with an order")
        hers.open(story.town.at("portal", "/care/access"), "who looked at her record, afterwards")
