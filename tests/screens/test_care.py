"""A patient's pages, from the first question to a parcel on its way."""

import pytest

from clinic.story import asking
from clinic.story.answers import about_blood_sugar, about_weight_without_blood_pressure
from clinic.story.people import Patient
from clinic.story.story import Story
from clinic.story.waiting import until
from tests.screens.conftest import OpenWindow
from tests.screens.eyes import Window
from tests.screens.people import BARTHOLOMEW, WILHELMINE

pytestmark = pytest.mark.browser

LOOKED_AT = ("right-now", "height", "lab-report", "a1c-date", "a1c", "history", "other-medicines-list")
"""One of each kind: several choices, feet and inches, a photo, a date, a number, words."""


@pytest.fixture(scope="module")
def patient(story: Story) -> Patient:
    """Somebody whom the clinic does not know yet."""
    return Patient(story.town, WILHELMINE)


class TestAsking:
    """From the programmes to the protocol's answer, where it approves."""

    def test_before_there_is_an_account(self, patient: Patient, window: Window) -> None:
        window.open(patient.town.at("portal", "/"), "the portal's door")
        window.open(patient.town.at("portal", "/start"), "programmes")
        window.open(patient.town.at("portal", "/start/metformin-er"), "eligibility")
        window.tab.get_by_role("button", name="See if I am eligible").click()
        window.tab.wait_for_selector(".error-summary")
        window.look("eligibility with errors")

    def test_the_answer_at_once(self, patient: Patient, window: Window) -> None:
        tab = window.tab
        for state, name in (("NV", "refused"), ("OR", "eligible")):
            tab.goto(patient.town.at("portal", "/start/metformin-er"))
            tab.get_by_label("Which state do you live in?").select_option(state)
            for part, value in zip(("month", "day", "year"), patient.details.born, strict=True):
                tab.locator(f'[name="born-{part}"]').fill(str(value))
            for no in tab.locator('input[type="radio"][value="no"]').all():
                no.check()
            with tab.expect_navigation():
                tab.get_by_role("button", name="See if I am eligible").click()
            window.look(name)

    def test_enrolling(self, patient: Patient, window_of: OpenWindow) -> None:
        asking.see_if_eligible(patient, "metformin-er")
        patient.browser.open(patient.page.link("Continue"))
        window_of(patient).follow(patient, "signing in on the way to care")
        patient.sign_up()
        window = window_of(patient)
        window.follow(patient, "who she is")
        window.tab.get_by_role("button", name="Continue").click()
        window.tab.wait_for_selector(".error-summary")
        window.look("who she is with errors")
        window.open(patient.town.at("portal", "/care"), "care with nothing in it")
        window.open(patient.town.at("portal", "/care/notices"), "notices")
        window.open(patient.town.at("portal", "/care/access"), "who looked at her record")

    def test_consent_and_questions(self, patient: Patient, window_of: OpenWindow, story: Story) -> None:
        asking.say_who(patient)
        window = window_of(patient)
        window.follow(patient, "consent")
        window.tab.get_by_role("button", name="Agree and continue").click()
        window.tab.wait_for_selector(".error-summary")
        window.look("consent with neither box ticked")
        asking.consent(patient)
        window.follow(patient, "before the questions")
        answers = about_blood_sugar(story.town.now.date())
        asking.start_questions(patient)
        for _ in range(asking.MOST_QUESTIONS):
            question = patient.page.path.rpartition("/")[2]
            if question in LOOKED_AT:
                window.follow(patient, f"the question {question}")
            if question == "check":
                break
            patient.browser.send(patient.page.path, answers.get(question, {}), button="Continue")
        window.follow(patient, "her answers")
        asking.submit(patient)
        window.follow(patient, "the protocol's answer: it fits")
        window.open(patient.town.at("portal", "/care"), "care with a request")


class TestBeingSeen:
    """Where more is needed: a visit."""

    def test_a_visit(self, story: Story, window_of: OpenWindow) -> None:
        patient = Patient(story.town, BARTHOLOMEW)
        answers = about_weight_without_blood_pressure(story.town.now.date())
        asking.ask_for(patient, "semaglutide-weekly", answers)
        window = window_of(patient)
        window.follow(patient, "the protocol's answer: more is needed")
        choose = patient.page.link("Choose a time")
        until("the visit", lambda: patient.sees(choose) and "/care/visits/" in patient.page.path)
        window.follow(patient, "a visit to be booked")
        patient.browser.open(patient.page.link("See free times"))
        window.follow(patient, "free times")
        chosen = patient.page.form("/hold").fields["slot"].choices[0]
        patient.browser.send("/hold", {"slot": chosen})
        window.follow(patient, "a time held for him")
        patient.browser.send("/book", {"state": patient.details.state, "identity": "yes"})
        window.follow(patient, "a booked visit")
        window.open(patient.town.at("portal", "/care"), "care with a visit")
