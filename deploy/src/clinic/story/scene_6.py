"""Line 6: one is denied, one pharmacy rejects, one offer lapses; nobody's money is kept."""

from dataclasses import dataclass
from datetime import timedelta

from clinic.story import deciding, outside, paying
from clinic.story.answers import Answers, about_a_daily_tablet, about_blood_sugar, about_weight
from clinic.story.asking import ask_for
from clinic.story.people import Details, Patient
from clinic.story.story import Story
from clinic.story.waiting import until

TITLE = "Denied, rejected by the pharmacy, lapsed: no money is kept"
OFFER = timedelta(days=7)
DENIED = Details("Rufus Adeyemi", (6, 9, 1969), "17 Birch Street", "Chicago", "IL", "60614", "312 555 0191")
REJECTED = Details("Hollis Vance", (1, 23, 1988), "6 Ferry Lane", "Brooklyn", "NY", "11201", "718 555 0116")
LAPSED = Details("Paloma Reyes", (8, 30, 1979), "230 Coral Way", "Miami", "FL", "33145", "305 555 0133")


@dataclass(frozen=True)
class Kept:
    """Who they were, and what the processor's books say of the payments since: minor units."""

    denied: Patient
    rejected: Patient
    lapsed: Patient
    payments: int
    kept: int


def play(story: Story) -> Kept:
    """Play the three, and add up what is held or was taken from them."""
    before = set(story.town.payments("rx"))
    denied = _denied(story)
    rejected = _rejected(story)
    lapsed = _lapsed(story)
    lines = [line for name, line in story.town.payments("rx").items() if name not in before]
    kept = sum(line["held"] + line["captured"] - line["refunded"] for line in lines)
    assert kept == 0, lines
    story.step("the processor's books hold nothing of theirs", story.town.at("stripe"))
    return Kept(denied, rejected, lapsed, len(lines), kept)


def _denied(story: Story) -> Patient:
    patient = _asks(story, DENIED, "tadalafil-daily", about_a_daily_tablet(story.town.now.date()))
    come = len(story.town.mails(patient.email))
    clinician = story.at_the_desk("clinician")
    case = deciding.find_case(clinician, "tadalafil-daily", DENIED.state)
    deciding.claim(clinician, case)
    deciding.deny(clinician, reason="not_indicated", words="His own doctor is looking into the cause first.")
    mail = story.town.mail(patient.email, "/care/", after=come)
    patient.browser.open(mail.link("/care/")).expect("nothing was charged")
    story.step(f"a third is denied; the mail says “{mail.subject}”", patient.page.url)
    return patient


def _rejected(story: Story) -> Patient:
    patient = _approved(story, REJECTED, "semaglutide-weekly", about_weight(story.town.now.date()))
    known = set(outside.fills(story.town))
    held = paying.pay(patient)
    fill = outside.fill_of(story.town, known)
    story.town.pharmacy(fill, "reject", reason="out_of_stock")
    line = paying.wait_until_let_go(patient, held["id"])
    assert line["captured"] == 0, line
    story.step(
        f"a fifth pays, ${held['held'] / 100:,.2f} is held; the pharmacy rejects, and it is let go",
        patient.page.url,
    )
    return patient


def _lapsed(story: Story) -> Patient:
    patient = _approved(story, LAPSED, "metformin-er", about_blood_sugar(story.town.now.date()))
    come, address = len(story.town.mails(patient.email)), patient.page.url
    story.town.move_clock(OFFER + timedelta(hours=1))
    until("the offer to lapse", lambda: "/pay" not in _forms(patient, address))
    mail = story.town.mail(patient.email, "ended", after=come)
    story.step(f"a fourth lets seven days pass; the mail says “{mail.subject}”", address)
    return patient


def _asks(story: Story, details: Details, product: str, answers: Answers) -> Patient:
    patient = Patient(story.town, details)
    ask_for(patient, product, answers).expect("your answers fit")
    return patient


def _approved(story: Story, details: Details, product: str, answers: Answers) -> Patient:
    patient = _asks(story, details, product, answers)
    come = len(story.town.mails(patient.email))
    clinician = story.a_signer()
    deciding.claim(clinician, deciding.find_case(clinician, product, details.state))
    deciding.approve(clinician)
    paying.open_offer(patient, after=come)
    return patient


def _forms(patient: Patient, address: str) -> str:
    return " ".join(form.action for form in patient.browser.open(address).forms)
