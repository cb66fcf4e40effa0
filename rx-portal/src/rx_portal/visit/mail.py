"""Mails about visits: neutral, with nothing but a time and the way to the portal."""

from datetime import datetime
from html import escape

from integrations.notify.port import Mail
from shared_lib.brand.wording import moment


def reminder(to: str, starts_at: datetime, zone: str, address: str) -> Mail:
    """Return the reminder of an appointment."""
    return _mail(
        to,
        "Your appointment",
        f"You have an appointment on {moment(starts_at, zone)}.",
        "Sign in to see the details, to join, or to choose another time:",
        address,
    )


def booked(to: str, starts_at: datetime, zone: str, address: str) -> Mail:
    """Return the confirmation of an appointment."""
    return _mail(
        to,
        "Your appointment is booked",
        f"Your appointment is on {moment(starts_at, zone)}.",
        "Sign in to see the details, add it to your calendar, or choose another time:",
        address,
    )


def invitation(to: str, last_on: str, address: str) -> Mail:
    """Return the invitation to choose a time."""
    return _mail(
        to,
        "Please choose a time",
        f"The next step is an appointment, which has to take place by {last_on}.",
        "Sign in to choose a time that suits you:",
        address,
    )


def freed(to: str, address: str) -> Mail:
    """Return the news that the clinic called an appointment off."""
    return _mail(
        to,
        "Your appointment was called off",
        "We had to call off your appointment, and we are sorry. You have longer to choose another time.",
        "Sign in to choose:",
        address,
    )


def _mail(to: str, subject: str, first: str, second: str, address: str) -> Mail:
    text = f"{first}\n\n{second}\n{address}\n\nAlder & Vale\n"
    html = (
        f"<p>{escape(first)}</p><p>{escape(second)} "
        f'<a href="{escape(address)}">{escape(address)}</a></p><p>Alder &amp; Vale</p>'
    )
    return Mail(to, subject, text, html)
