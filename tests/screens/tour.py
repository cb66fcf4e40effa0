"""`python -m tests.screens.tour`: walk through a demo clinic, and make the pictures of docs/tour.

The clinic of this checkout is used where it runs; else it is started, and stopped again.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, Page

from clinic import demo, home
from clinic.down import down
from clinic.home import Home
from clinic.process import record
from clinic.story import asking, deciding, dispensary, paying
from clinic.story.answers import about_blood_sugar, about_weight_without_blood_pressure
from clinic.story.people import Details, Patient, Person
from clinic.story.scene_1 import GOODS
from clinic.story.scene_2 import HER
from clinic.story.scene_5 import HIM
from clinic.story.story import Story
from clinic.story.telling import Telling
from clinic.story.town import Town
from clinic.story.waiting import until
from clinic.up import up
from tests.harness.browser import chromium
from tests.harness.prepared import ROOT

PICTURES = ROOT / "docs" / "tour"
LARGEST = 250_000
DENSITY = 2
WIDE, TALL = {"width": 1280, "height": 860}, {"width": 390, "height": 800}
OTHERS = (
    Details("Agathe Lindqvist", (5, 2, 1979), "4 Mill Row", "Eugene", "OR", "97401", "541 555 0120"),
    Details("Desmond Achebe", (9, 21, 1966), "81 Fern Street", "Salem", "OR", "97301", "503 555 0163"),
)


class Camera:
    """Takes pictures of what people see, each in a fresh window of theirs."""

    def __init__(self, town: Town, chrome: Browser) -> None:
        self._town = town
        self._chrome = chrome

    @contextmanager
    def window(self, person: Person | None = None, *, narrow: bool = False) -> Iterator[Page]:
        """Open a window for a while, a phone's if `narrow`."""
        context = self._chrome.new_context(
            viewport=TALL if narrow else WIDE,  # type: ignore[arg-type]
            device_scale_factor=DENSITY,
            locale="en-US",
            reduced_motion="reduce",
        )
        if person:
            address = self._town.at("storefront")
            context.add_cookies(
                [
                    {"name": name, "value": value, "url": address}
                    for name, value in person.browser.cookies.items()
                ]
            )
        yield context.new_page()
        context.close()

    def take(self, name: str, url: str, person: Person | None = None, *, narrow: bool = False) -> None:
        """Open a page and keep its picture."""
        with self.window(person, narrow=narrow) as tab:
            tab.goto(url, wait_until="networkidle")
            keep(tab, name)


def keep(tab: Page, name: str) -> None:
    """Write what is in sight, as well as `LARGEST` bytes allow."""
    picture = Image.open(io.BytesIO(tab.screenshot()))
    for quality in (90, 80, 70):
        picture.save(PICTURES / f"{name}.webp", "WEBP", quality=quality, method=6)
        if (PICTURES / f"{name}.webp").stat().st_size < LARGEST:
            break
    sys.stdout.write(f"  docs/tour/{name}.webp\n")


def shop(story: Story, camera: Camera) -> None:
    """Take what a shopper sees: the door, a shelf, the checkout."""
    town = story.town
    camera.take("shop", town.at("storefront", "/"))
    camera.take("shelf", town.at("storefront", "/shop/"))
    with camera.window() as tab:
        for slug in GOODS:
            tab.goto(town.at("storefront", f"/p/{slug}/"))
            with tab.expect_response(lambda answer: "/basket/add/" in answer.url):
                tab.get_by_role("button", name="Add to basket").first.click()
        tab.goto(town.at("storefront", "/checkout/"), wait_until="networkidle")
        keep(tab, "checkout")


def others(story: Story) -> None:
    """Let two others ask, so that the queue is one."""
    for other in OTHERS:
        asking.ask_for(Patient(story.town, other), "metformin-er", about_blood_sugar(story.town.now.date()))


def question(story: Story, camera: Camera) -> Patient:
    """Take one question on a phone, and return her with her answers sent."""
    patient = Patient(story.town, HER)
    asking.see_if_eligible(patient, "metformin-er")
    asking.enroll(patient)
    asking.start_questions(patient)
    answers = about_blood_sugar(story.town.now.date())
    asking.answer(patient, answers, until="history")
    camera.take("question", patient.page.url, patient, narrow=True)
    asking.answer(patient, answers)
    asking.submit(patient)
    return patient


def visit(story: Story, camera: Camera) -> None:
    """Take the free times on a phone."""
    patient = Patient(story.town, HIM)
    asking.ask_for(patient, "semaglutide-weekly", about_weight_without_blood_pressure(story.town.now.date()))
    choose = patient.page.link("Choose a time")
    until("the visit", lambda: patient.sees(choose) and "/care/visits/" in patient.page.path)
    patient.browser.open(patient.page.link("See free times"))
    camera.take("visit", patient.page.url, patient, narrow=True)


def desk(story: Story, camera: Camera, patient: Patient) -> None:
    """Take the queue, the case and its signing, and the protocol behind it."""
    come, clinician = len(story.town.mails(patient.email)), story.a_signer()
    case = deciding.find_case(clinician, "metformin-er", "OR")
    camera.take("queue", story.town.at("portal", "/desk/reviews"), clinician)
    deciding.claim(clinician, case)
    camera.take("case", case, clinician)
    deciding.approve(clinician)
    versions = clinician.visit("portal", "/desk/protocols").links("/desk/protocols/")
    decides = next(one for one in versions if "decides since" in clinician.browser.open(one).words)
    camera.take("protocol", decides, clinician)
    paying.open_offer(patient, after=come)
    paying.pay(patient)


def afterwards(story: Story, camera: Camera, patient: Patient) -> None:
    """Take the held order on a phone, and its fill in the dispensary."""
    camera.take("order", patient.page.url, patient, narrow=True)
    pharmacist = story.at_the_desk("pharmacist")
    order = patient.page.words.split("Order ")[1].split()[0].rstrip(".,:")
    fill = dispensary.open_fill(pharmacist, order)
    dispensary.verify(pharmacist)
    camera.take("dispensary", fill, pharmacist)


def walk(home: Home) -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    town = Town(home)
    story = Story(town, Telling(is_quiet=True))
    with chromium() as chrome:
        camera = Camera(town, chrome)
        shop(story, camera)
        visit(story, camera)
        others(story)
        patient = question(story, camera)
        desk(story, camera, patient)
        afterwards(story, camera, patient)
    town.close()


def main() -> None:
    """Use the clinic that runs, or one for as long as this takes."""
    place = home.find()
    was_running = record.find(place, record.SUPERVISOR) is not None
    if not was_running:
        up(place)
    try:
        demo.load(place)
        walk(place)
    finally:
        if not was_running:
            down(place)


if __name__ == "__main__":
    main()
