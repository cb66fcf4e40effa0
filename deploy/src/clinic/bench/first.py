"""The first of each kind comes in by the front doors: an order, a case, a patient amid their questions."""

import secrets
from dataclasses import dataclass
from uuid import UUID

import psycopg

from clinic.bench.house import House
from clinic.story import answers, asking
from clinic.story.people import Details, Member, Patient, Person
from clinic.story.town import Town
from clinic.story.waiting import until

PRODUCT = "metformin-er"
GOODS = ("vitamin-d3-k2", "fiber-blend")
ADDRESS = {
    "name": "Ottilie Marsh",
    "line1": "48 Larkspur Lane",
    "city": "Portland",
    "state": "OR",
    "postcode": "97205",
}
WHO = Details("Ines Calloway", (4, 12, 1979), "7 Alder Court", "Portland", "OR", "97209", "503 555 0147")


@dataclass(frozen=True)
class Firsts:
    """The ids of the originals, and the cookie of a clinician who signed in."""

    order: UUID
    decided: UUID
    asked: UUID
    clinician: str


def come_in(house: House) -> Firsts:
    """Have a guest buy, a patient send their answers, another stop before sending, a clinician sign in."""
    town = Town(house.home)
    try:
        reference = _buy(town)
        decided, asked = _answer(town, send=True), _answer(town, send=False)
        clinician = Member(town, "clinician")
        clinician.open_desk()
        cookie = clinician.browser.cookie("rx_session")
        return Firsts(
            _one(house, "shop", "SELECT id FROM storefront.shop_order WHERE reference = %s", reference),
            _one(house, "rx", "SELECT patient_id FROM rx.enrollment WHERE id = %s", decided),
            _one(house, "rx", "SELECT patient_id FROM rx.enrollment WHERE id = %s", asked),
            cookie,
        )
    finally:
        town.close()


def _buy(town: Town) -> str:
    guest = Person(town, f"guest.{secrets.token_hex(4)}@example.com")
    for slug in GOODS:
        guest.visit("storefront", f"/p/{slug}/")
        guest.browser.send("/basket/add/", {"quantity": "1"})
    guest.visit("storefront", "/basket/")
    guest.browser.open(guest.page.link("Check out"))
    guest.browser.send("/checkout/", {"email": guest.email, **ADDRESS}, button="Continue to payment")
    guest.pay()
    until("the order to be paid", lambda: "Paid" in guest.browser.open(guest.page.url).words)
    return guest.page.path.strip("/").split("/")[-1]


def _answer(town: Town, *, send: bool) -> str:
    patient = Patient(town, WHO)
    asking.see_if_eligible(patient, PRODUCT).expect("you can go on")
    asking.enroll(patient)
    enrollment = patient.page.path.split("/")[patient.page.path.split("/").index("enrollments") + 1]
    asking.start_questions(patient)
    asking.answer(patient, answers.about_blood_sugar(town.now.date()))
    if send:
        asking.submit(patient)
        until("the case to be opened", lambda: _has_case(town, enrollment))
    return enrollment


def _has_case(town: Town, enrollment: str) -> bool:
    with psycopg.connect(town.told.logins["portal"]) as connection:
        connection.execute("SELECT set_config('app.reach', 'clinic', false)")
        found = connection.execute("SELECT FROM rx.review WHERE enrollment_id = %s", [enrollment])
        return found.fetchone() is not None


def _one(house: House, database: str, query: str, value: str) -> UUID:
    with psycopg.connect(house.database(database)) as connection:
        row = connection.execute(query.encode(), [value]).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found
