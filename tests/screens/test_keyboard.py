"""The main forms with the keyboard alone: Tab reaches every field in sight, Enter sends."""

import pytest

from clinic.story import asking, deciding
from clinic.story.answers import about_blood_sugar
from clinic.story.people import CARD, Patient
from clinic.story.story import Story
from clinic.story.town import Town
from tests.screens.conftest import OpenWindow
from tests.screens.eyes import Window
from tests.screens.keys import Keys
from tests.screens.people import LONG_ADDRESS, WILHELMINE

pytestmark = pytest.mark.browser


def test_the_first_stop_skips_to_the_content(town: Town, window: Window) -> None:
    keys = Keys(window.tab)
    window.tab.goto(town.at("storefront"))

    keys.reach("Skip to content")
    keys.press("Enter")

    assert window.tab.evaluate("document.activeElement.closest('main') !== null")


def test_buying(town: Town, window: Window) -> None:
    tab, keys = window.tab, Keys(window.tab)
    tab.goto(town.at("storefront", "/p/fiber-blend/"))
    keys.reach("Add to basket")
    with tab.expect_response(lambda answer: "/basket/add/" in answer.url):
        keys.press("Enter")
    tab.goto(town.at("storefront", "/basket/"))
    keys.reach("Check out")
    keys.enter()
    for name, words in LONG_ADDRESS.items():
        keys.fill(name, words)
    keys.reach("Continue to payment")
    keys.enter()
    for name, words in CARD.items():
        keys.fill(name, words)
    keys.enter()
    tab.get_by_text("Paid").first.wait_for()


def test_narrowing_down(town: Town, window: Window) -> None:
    keys = Keys(window.tab)
    window.tab.goto(town.at("storefront", "/shop/"))

    keys.reach("stock")
    with window.tab.expect_response(lambda answer: "stock=in" in answer.url):
        keys.press("Space")


def test_asking_whether_care_is_possible(town: Town, window: Window) -> None:
    tab, keys = window.tab, Keys(window.tab)
    tab.goto(town.at("portal", "/start/metformin-er"))
    keys.fill("state", "Oreg")
    for part, value in zip(asking.PARTS, WILHELMINE.born, strict=True):
        keys.fill(f"born-{part}", str(value))
    groups = tab.locator('input[type="radio"]').evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for name in groups:
        keys.reach(name)
        keys.press("ArrowRight")
    keys.reach("See if I am eligible")
    keys.enter()

    tab.get_by_text("you can go on").first.wait_for()


def test_signing_in_and_answering(story: Story, window: Window) -> None:
    patient, keys = Patient(story.town, WILHELMINE), Keys(window.tab)
    asking.see_if_eligible(patient, "metformin-er")
    asking.enroll(patient)
    asking.start_questions(patient)

    window.tab.goto(story.town.at("portal", "/login?next=/care"))
    keys.fill("login", patient.email)
    keys.fill("password", patient.password)
    keys.enter()
    window.tab.goto(patient.page.url)
    keys.reach("answer")
    window.tab.locator('[name="answer"][value="none"]').focus()
    keys.press("Space")
    keys.reach("Continue")
    keys.enter()

    assert not window.tab.url.endswith("/right-now")


def test_claiming_a_case(story: Story, window_of: OpenWindow) -> None:
    patient = Patient(story.town, WILHELMINE)
    asking.ask_for(patient, "metformin-er", about_blood_sugar(story.town.now.date()))
    clinician = story.at_the_desk("clinician")
    case = deciding.find_case(clinician, "metformin-er", "OR")
    window = window_of(clinician)
    keys = Keys(window.tab)
    window.tab.goto(case)

    keys.reach("Claim this case")
    keys.enter()
    keys.reach("Approve and prescribe")
    keys.enter()
    keys.reach("Check it")
    keys.enter()
    keys.reach("code")
