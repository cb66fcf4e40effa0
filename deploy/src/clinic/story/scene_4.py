"""Line 4: a clinician countersigns, she pays, and the clinic's own dispensary fills it."""

import secrets
from dataclasses import dataclass

from clinic.story import deciding, dispensary, paying
from clinic.story.people import Patient
from clinic.story.scene_2 import PRODUCT
from clinic.story.story import Story
from clinic.story.town import Mail
from clinic.story.waiting import until

TITLE = "Approved: countersigned, paid, dispensed from a lot, shipped"


@dataclass(frozen=True)
class Fill:
    """What came of it."""

    mail: Mail
    order: str
    address: str
    payment: str
    lot: str
    tracking: str


def play(story: Story, patient: Patient) -> Fill:
    """Sign, offer, pay, dispense, ship, follow."""
    come = len(story.town.mails(patient.email))
    _countersign(story, patient)
    mail = paying.open_offer(patient, after=come)
    address = patient.page.url
    story.step(f"a mail says “{mail.subject}” and nothing else; it leads her to the offer", address)
    payment, order = _pay(story, patient)
    lot, tracking = _dispense(story, patient, order, payment)
    _follow(story, patient, address, tracking)
    return Fill(mail, order, address, payment, lot, tracking)


def _countersign(story: Story, patient: Patient) -> None:
    clinician = story.a_signer()
    case = deciding.find_case(clinician, PRODUCT, patient.details.state)
    deciding.claim(clinician, case).expect("approve and prescribe")
    story.step("a clinician claims the case in the fast lane", case)
    deciding.approve(clinician)
    story.step("and countersigns the prescription with a second factor", case)


def _pay(story: Story, patient: Patient) -> tuple[str, str]:
    held = paying.pay(patient)
    assert held["captured"] == 0, "nothing is taken before the fill is ready"
    amount = f"${held['held'] / 100:,.2f}"
    story.step(f"she pays: {amount} is held on her card, nothing is taken", story.town.at("stripe"))
    return held["id"], patient.page.words.split("Order ")[1].split()[0].rstrip(".,:")


def _dispense(story: Story, patient: Patient, order: str, payment: str) -> tuple[str, str]:
    pharmacist = story.at_the_desk("pharmacist")
    fill = dispensary.open_fill(pharmacist, order)
    dispensary.verify(pharmacist)
    story.step("the pharmacist verifies the signed prescription", fill)
    lot = dispensary.pick(pharmacist)
    paying.wait_until_captured(patient, payment)
    story.step(f"picks lot {lot}, the first to expire; now the money is taken", fill)
    dispensary.hand_over(pharmacist)
    tracking = f"1Z{secrets.token_hex(8).upper()}"
    dispensary.ship(pharmacist, tracking)
    story.step("hands it over with a second factor, and gives it to the carrier", fill)
    return lot, tracking


def _follow(story: Story, patient: Patient, address: str, tracking: str) -> None:
    until("the parcel to be shown", lambda: tracking in patient.browser.open(address).words)
    story.step(f"she follows her parcel {tracking}", address)
