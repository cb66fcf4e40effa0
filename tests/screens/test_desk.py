"""The staff's screens of the desk, and what their patient sees of each step."""

import secrets
from datetime import timedelta

import pytest

from clinic.story import asking, deciding, dispensary, paying
from clinic.story.answers import about_a_daily_tablet, about_blood_sugar
from clinic.story.people import Member, Patient
from clinic.story.story import Story
from clinic.story.waiting import until
from tests.screens import shelf
from tests.screens.conftest import OpenWindow
from tests.screens.people import BARTHOLOMEW, WILHELMINE
from tests.screens.setting_aside import set_aside

pytestmark = pytest.mark.browser

SKU = "RX-MET-500"
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
    "admin": ("/desk", "/desk/orders", "/desk/operations", "/desk/staff"),
    "compliance": ("/desk", "/desk/audit"),
}


@pytest.mark.parametrize(("role", "path"), [(role, path) for role, paths in PAGES.items() for path in paths])
def test_pages(story: Story, window_of: OpenWindow, role: str, path: str) -> None:
    member = story.at_the_desk(role)
    window_of(member).open(story.town.at("portal", path), f"{role} {path.replace('/', ' ').strip()}")


def test_operations_with_what_was_set_aside(story: Story, window_of: OpenWindow) -> None:
    set_aside(story.town, "portal", "rx")
    window = window_of(story.at_the_desk("admin"))
    window.open(story.town.at("portal", "/desk/operations"), "operations with a dead letter")
    row = window.tab.get_by_role("row").filter(has_text="screens.nobody").first
    row.get_by_role("button", name="Try again").click()
    window.tab.get_by_text("It is being tried again.").wait_for()


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


def test_an_empty_queue_tells_what_comes_and_a_denial_stays_readable(
    story: Story, window_of: OpenWindow
) -> None:
    clinician = story.at_the_desk("clinician")
    desk = window_of(clinician)
    tab = desk.tab
    tab.clock.install()
    desk.open(
        story.town.at("portal", "/desk/reviews?status=queued&product=tadalafil-daily&state=WA"), "nobody"
    )
    assert tab.get_by_text("Nothing here").is_visible()

    patient = Patient(story.town, BARTHOLOMEW)
    asking.ask_for(patient, "tadalafil-daily", about_a_daily_tablet(story.town.now.date()))
    case = deciding.find_case(clinician, "tadalafil-daily", "WA")
    tab.clock.fast_forward("00:21")
    tab.get_by_role("button", name="Show them").wait_for()
    desk.look("an empty queue with news")
    tab.get_by_role("button", name="Show them").click()
    tab.get_by_role("link", name=case[-6:].upper()).wait_for()

    come = len(story.town.mails(patient.email))
    deciding.claim(clinician, case)
    deciding.deny(clinician, reason="not_indicated", words="His own doctor looks into the cause first.")
    desk.follow(clinician, "a case denied")
    told = story.town.mail(patient.email, "/care/", after=come).link("/care/")
    window_of(patient).open(told, "what a patient reads of a denial")


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
        window.tab.get_by_label("Quantity a fill").fill("30,5")
        window.tab.get_by_role("button", name="Check it").click()
        window.tab.get_by_role("heading", name="There is a problem").wait_for()
        window.look("writing what cannot be so")
        window.tab.get_by_label("Quantity a fill").fill("30")
        window.tab.get_by_role("button", name="Check it").click()
        window.tab.get_by_role("heading", name="Sign the prescription").wait_for()
        window.look("signing")
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

    def test_what_the_counter_refuses_before_a_lot_is_picked(
        self, story: Story, patient: Patient, window_of: OpenWindow
    ) -> None:
        pharmacist, operator = story.at_the_desk("pharmacist"), story.in_the_back_office("operator")
        order = patient.page.words.split("Order ")[1].split()[0].rstrip(".,:")
        fill = dispensary.open_fill(pharmacist, order)
        today, tail = story.town.now.date(), secrets.token_hex(3).upper()
        soon = shelf.receive(operator, SKU, f"SOON-{tail}", today)
        bad = shelf.receive(operator, SKU, f"BAD-{tail}", today + timedelta(days=400))
        window = window_of(pharmacist)
        tab = window.tab

        window.open(fill + "/label", "a label before there is a lot", status=409)
        window.open(story.town.at("portal", "/desk/reviews"), "a page of the clinicians' alone", status=403)
        window.open(fill, "a fill to verify")
        dispensary.verify(pharmacist)
        window.open(fill, "a fill to pick")
        assert f"Lot SOON-{tail}" not in tab.locator("form[action$='/pick']").inner_text()
        tab.get_by_text("not to be used").click()
        tab.get_by_text(f"SOON-{tail}").wait_for()
        shelf.recall(operator, bad)
        tab.get_by_label(f"Lot BAD-{tail}").check()
        tab.get_by_role("button", name="Picked").click()
        tab.get_by_text(f"Lot BAD-{tail} cannot be used: recalled.").first.wait_for()
        window.look("a recalled lot refused")
        shelf.recall(operator, soon)

    def test_a_wrong_code(self, story: Story, patient: Patient, window_of: OpenWindow) -> None:
        pharmacist = story.at_the_desk("pharmacist")
        pharmacist.browser.open(story.town.at("portal", "/desk/dispensary"))
        order = patient.page.words.split("Order ")[1].split()[0].rstrip(".,:")
        fill = dispensary.open_fill(pharmacist, order)
        dispensary.pick(pharmacist)
        window = window_of(pharmacist)
        window.open(fill, "a fill to hand over")
        window.tab.get_by_label("Authenticator code").fill("000000")
        window.tab.get_by_role("button", name="Sign and hand over").click()
        window.tab.get_by_text("That code is not right").first.wait_for()
        window.look("a wrong code at the hand-over")
        window.open(fill + "/label", "a label")

    def test_dispensing(self, story: Story, patient: Patient, window_of: OpenWindow) -> None:
        pharmacist = story.at_the_desk("pharmacist")
        window = window_of(pharmacist)
        window.open(story.town.at("portal", "/desk/dispensary"), "the dispensary with work")
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
