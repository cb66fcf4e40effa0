"""A passkey in a real browser: made at the desk, signing a prescription there, and taken away again."""

import pytest
from playwright.sync_api import CDPSession

from clinic.story import asking, deciding
from clinic.story.answers import about_blood_sugar
from clinic.story.people import Member, Patient
from clinic.story.story import Story
from tests.journeys.facts import rows
from tests.screens.conftest import OpenWindow
from tests.screens.eyes import Eyes, Window
from tests.screens.people import WILHELMINE

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
NAME = "Office laptop"
SIGNED = (
    "SELECT prescription.status, (SELECT count(*) FROM rx.passkey_challenge asked WHERE purpose = 'sign'"
    " AND asked.staff_id = signed_by AND used_at IS NOT NULL) FROM rx.prescription"
    " WHERE review_id = %s"
)


def plug_in(window: Window) -> CDPSession:
    """Give the window's machine an authenticator of its own, which answers by itself."""
    device = window.context.new_cdp_session(window.tab)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return device


def test_a_passkey_is_added_signs_and_is_removed(story: Story, window_of: OpenWindow, all_eyes: Eyes) -> None:
    patient = Patient(story.town, WILHELMINE)
    asking.ask_for(patient, "metformin-er", about_blood_sugar(story.town.now.date()))
    clinician = story.a_signer()
    case = deciding.find_case(clinician, "metformin-er", "OR")
    deciding.claim(clinician, case)
    window = window_of(clinician)
    plug_in(window)

    tab = window.tab
    tab.goto(story.town.at("portal", "/desk/security"))
    while not added(window, clinician):
        all_eyes.told()  # another file's story has used this code up: that is no fault
    window.look("security with a passkey")
    sign(window, case)
    assert rows(story.town, "rx", SIGNED, case.rpartition("/")[2]) == [("active", 1)]

    remove(window, story)


def added(window: Window, clinician: Member) -> bool:
    """Fill the form in and send it; return whether the code was good."""
    tab = window.tab
    tab.get_by_label("Name").fill(NAME)
    tab.get_by_label("Authenticator code").fill(clinician.signature.code())
    with tab.expect_response(lambda answer: answer.url.endswith("/passkeys/begin")) as begun:
        tab.get_by_role("button", name="Add a passkey").click()
    tab.get_by_text("The passkey is yours" if begun.value.ok else "That code is not right").wait_for()
    return begun.value.ok


def sign(window: Window, case: str) -> None:
    tab = window.tab
    tab.goto(f"{case}/prescription")
    tab.get_by_role("button", name="Check it").click()
    tab.get_by_role("button", name="Sign with a passkey").wait_for()
    window.look("signing with a passkey")
    tab.get_by_role("button", name="Sign with a passkey").click()
    tab.get_by_text("Signed. The patient").wait_for()


def remove(window: Window, story: Story) -> None:
    tab = window.tab
    tab.goto(story.town.at("portal", "/desk/security"))
    tab.get_by_role("link", name=NAME).click()
    window.look("a passkey")
    tab.get_by_role("button", name="Remove it with a passkey").click()
    tab.get_by_text("The passkey is removed").wait_for()
    assert tab.get_by_role("link", name=NAME).count() == 0
