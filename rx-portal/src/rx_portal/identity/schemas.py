"""What a login is about, between its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from shared_lib.errors import Invalid
from shared_lib.identity import Role

if TYPE_CHECKING:
    from rx_portal.identity.models import Passkey


class LoginRefused(Invalid):
    """The login cannot be finished; starting again may help."""

    code = "login_refused"


class DeskRefused(LoginRefused):
    """The login was as staff, who find the desk's door again."""

    again = "/desk"


class Kind(StrEnum):
    """As whom somebody signs in."""

    PATIENT = "patient"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lives (NIST SP 800-63B-4: AAL2 for patients, stricter for staff)."""

    idle: timedelta
    absolute: timedelta


LIFETIMES = {
    Kind.PATIENT: Lifetime(idle=timedelta(hours=1), absolute=timedelta(hours=24)),
    Kind.STAFF: Lifetime(idle=timedelta(minutes=30), absolute=timedelta(hours=12)),
}

STAFF_ROLES = frozenset({Role.CLINICIAN, Role.PHARMACIST, Role.ADMIN, Role.COMPLIANCE})

STRONG = frozenset({"mfa", "otp", "totp", "hwk", "swk", "webauthn", "pop"})
"""Authentication methods (RFC 8176, and the storefront's) that count as a second factor."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send a browser to sign in, and the secret it must bring back."""

    address: str
    browser_token: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where to send a browser that has signed in, with its new session's token."""

    next_path: str
    session_token: str
    lifetime: Lifetime


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows at the moment of a signature: a one-time code, or a passkey's answer (JSON)."""

    code: str = ""
    passkey: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One line of the list of staff; `arrived` once they have signed in, `codes` are authenticator apps."""

    id: UUID
    name: str
    email: str
    roles: Sequence[str]
    active: bool
    arrived: bool
    codes: int
    passkeys: int

    @property
    def signs_with(self) -> str:
        """Return what they can sign with, in words, or nothing."""
        keys = f"{self.passkeys} passkey{'' if self.passkeys == 1 else 's'}" if self.passkeys else ""
        return ", ".join(filter(None, [keys, "authenticator app" if self.codes else ""]))


@dataclass(frozen=True, slots=True)
class Factors:
    """Somebody's second factors here, whether an administrator lets them add their first, and their zone."""

    codes: int
    passkeys: "Sequence[Passkey]"
    enrolling: bool
    zone: str

    @property
    def last(self) -> bool:
        """Tell whether one more removal would leave nothing to sign with."""
        return self.codes + len(self.passkeys) <= 1
