"""Tickets: what an eligible visitor carries to their login. The portal keeps nothing until one is used.

A ticket is sealed with a key that only the portal has, so it can be neither read nor made elsewhere. It holds
the product, the state and the birth date, and serves once, for two hours of real time.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from rx_portal.kit import carried
from shared_lib.errors import Invalid

LIFETIME = timedelta(hours=2)
_PURPOSE = b"eligibility-ticket|v1"


class TicketRefused(Invalid):
    """The ticket is altered, expired or used; answering the first questions again gives a new one."""

    code = "ticket_refused"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What was found eligible, and until when (real time) that may be used."""

    product: str
    state: str
    born: date
    expires_at: datetime


def issue(root: bytes, *, product: str, state: str, born: date, real_now: datetime) -> tuple[str, Ticket]:
    """Return a sealed ticket and what it holds; `root` is the portal's secret key."""
    ticket = Ticket(product, state, born, real_now + LIFETIME)
    plain = json.dumps([product, state, born.isoformat(), int(ticket.expires_at.timestamp())]).encode()
    return carried.seal(root, _PURPOSE, plain), ticket


def read(root: bytes, token: str, *, real_now: datetime) -> Ticket:
    """Return what a sealed ticket holds.

    :raises TicketRefused: it was not issued here, was altered, or has expired.
    """
    try:
        plain = carried.open_(root, _PURPOSE, token)
    except carried.NotOurs as error:
        raise TicketRefused("Answer the first questions again to go on.") from error
    product, state, born, expires = json.loads(plain)
    ticket = Ticket(product, state, date.fromisoformat(born), datetime.fromtimestamp(expires, UTC))
    if ticket.expires_at <= real_now:
        raise TicketRefused(
            "It is more than two hours since the first questions. Answer them again to go on."
        )
    return ticket


def digest(token: str) -> bytes:
    """Return the form of a ticket that is remembered once it was used."""
    return hashlib.sha256(token.encode()).digest()


def cookie_name(*, secure: bool) -> str:
    """Return the name of the cookie that carries a ticket: bound to this host where the address is https."""
    return "__Host-rx_ticket" if secure else "rx_ticket"
