"""What is said about a patient, and what is told about an enrollment."""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from rx_portal.enrollment.states import Status
from rx_portal.formulary.places import state_name
from shared_lib.errors import Invalid
from shared_lib.places import is_in_state

_ZIP = re.compile(r"\d{5}(-\d{4})?")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,60}")
_PHONE_DIGITS = 10
_LONGEST = 120


class ProfileIncomplete(Invalid):
    """Some of a patient's particulars are missing or wrong; `errors` has a sentence for each field."""

    code = "profile_incomplete"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Address:
    """Where a patient lives and is sent things; `line2` may be empty, `zip_code` is 12345 or 12345-6789."""

    line1: str
    line2: str
    city: str
    state: str
    zip_code: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Return it as it is written on a parcel."""
        last = f"{self.city}, {self.state} {self.zip_code}"
        return tuple(line for line in (self.line1, self.line2, last) if line)

    def is_in_its_state(self) -> bool:
        """Tell whether the ZIP code, where it is one, lies in the state."""
        return not _ZIP.fullmatch(self.zip_code) or is_in_state(self.zip_code, self.state)


@dataclass(frozen=True, slots=True)
class Profile:
    """A patient's own particulars; the phone is ten digits."""

    legal_name: str
    birth_date: date
    address: Address
    phone: str
    email: str

    def checked(self) -> "Profile":
        """Return this profile if it is complete.

        :raises ProfileIncomplete: with a sentence for each field that is not right.
        """
        errors = {field: sentence for field, sentence, good in self._demands() if not good}
        if errors:
            raise ProfileIncomplete(errors)
        return self

    def _demands(self) -> list[tuple[str, str, bool]]:
        name, address = self.legal_name, self.address
        return [
            ("legal_name", "Give your full name as it is on your ID.", " " in name and len(name) <= _LONGEST),
            ("line1", "Give your street and number.", 0 < len(address.line1) <= _LONGEST),
            ("line2", "Shorten this line.", len(address.line2) <= _LONGEST),
            ("city", "Give your town or city.", 0 < len(address.city) <= _LONGEST),
            ("zip_code", "Give a ZIP code, such as 94103.", bool(_ZIP.fullmatch(address.zip_code))),
            ("zip_code", f"This ZIP code is not in {state_name(address.state)}.", address.is_in_its_state()),
            ("phone", "Give a US phone number with ten digits.", len(self.phone) == _PHONE_DIGITS),
            (
                "email",
                "Give an e-mail address, such as name@example.com.",
                bool(_EMAIL.fullmatch(self.email)),
            ),
        ]

    def address_fields(self) -> dict[str, str]:
        """Return the address as plain fields."""
        return asdict(self.address)


def phone_digits(given: str) -> str:
    """Return a US phone number as its ten digits, without the country's own."""
    digits = "".join(filter(str.isdecimal, given))
    return digits[1:] if len(digits) == _PHONE_DIGITS + 1 and digits.startswith("1") else digits


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a consent came from; only keyed digests of it are kept."""

    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class StartIn:
    """`POST /api/v1/enrollments`: the ticket of eligibility and the patient's particulars."""

    ticket: str
    legal_name: str
    birth_date: date
    line1: str
    city: str
    zip_code: str
    phone: str
    email: str
    line2: str = ""


@dataclass(frozen=True, slots=True)
class ConsentIn:
    """`POST /api/v1/enrollments/{id}/consent`: the version agreed to, and being in the state."""

    text_version: str
    in_state: bool


@dataclass(frozen=True, slots=True)
class EnrollmentOut:
    """An enrollment as its patient sees it."""

    id: UUID
    product: str
    state: str
    status: Status
    consented: bool
    started_at: datetime
    changed_at: datetime
