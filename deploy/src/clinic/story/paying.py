"""A patient's way from the neutral mail to a payment that is held, not taken."""

from typing import Any

from clinic.story.people import Patient
from clinic.story.town import Mail
from clinic.story.waiting import until

Line = dict[str, Any]


def open_offer(patient: Patient, *, after: int = 0) -> Mail:
    """Wait for the mail that leads to an offer, and follow it; return the mail.

    :param after: how many mails there were before.
    """
    mail = patient.town.mail(patient.email, "/care/orders/", after=after)
    patient.browser.open(mail.link("/care/orders/"))
    return mail


def pay(patient: Patient) -> Line:
    """Pay the offer that is shown, and return its line in the processor's books once it is held."""
    before = set(patient.town.payments("rx"))
    patient.browser.send("/pay", {})
    patient.pay()

    def look() -> Line | None:
        lines = patient.town.payments("rx")
        return next((line for name, line in lines.items() if name not in before and line["held"]), None)

    return until("the payment to be held", look)


def wait_until_captured(patient: Patient, payment: str) -> Line:
    """Wait until a payment has been taken, and return its line in the processor's books."""

    def look() -> Line | None:
        line = patient.town.payments("rx")[payment]
        return line if line["captured"] else None

    return until("the payment to be taken", look)


def wait_until_let_go(patient: Patient, payment: str) -> Line:
    """Wait until nothing of a payment is held any more, and return its line in the processor's books."""

    def look() -> Line | None:
        line = patient.town.payments("rx")[payment]
        return None if line["held"] else line

    return until("the payment to be let go", look)
