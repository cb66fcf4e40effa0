"""What prescriptions look like from outside the slice."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from rx_portal.formulary.schemas import Directions
from rx_portal.identity.schemas import Proof
from rx_portal.prescription.checking import Checked, Finding, Listed
from rx_portal.prescription.content import Medication, Person, Prescriber
from rx_portal.prescription.states import CheckKind, CheckResult, Status
from rx_portal.review.schemas import Override
from shared_lib.audit import canonical

LEGAL_STATEMENT = (
    "By completing the second factor at this time, you are legally signing the prescription shown above "
    "and authorizing it to be dispensed."
)
"""Shown beside the content while the second factor is asked for, in the manner of 21 CFR 1311.140(a)."""


class FindingReason(StrEnum):
    """Why a prescriber goes on although a check found something, or could not tell."""

    BENEFIT_OUTWEIGHS_RISK = "benefit_outweighs_risk"
    ALREADY_TOLERATED = "already_tolerated"
    PATIENT_NO_LONGER_TAKES_IT = "patient_no_longer_takes_it"
    WILL_MONITOR = "will_monitor"


class UncheckedReason(StrEnum):
    """Why a prescriber goes on although something could not be checked."""

    LOOKED_UP = "looked_up"
    ASKED_THE_PATIENT = "asked_the_patient"
    NOT_A_MEDICINE = "not_a_medicine"
    CANNOT_WAIT = "cannot_wait"


@dataclass(frozen=True, slots=True)
class Written:
    """What the prescriber fills in. `direction` is a code of the formulary; empty words take its own."""

    direction: str
    directions: str = ""
    quantity: int | None = None
    refills: int | None = None
    days_supply: int | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """What goes with a signature: the second factor, what was shown, and any reasons."""

    proof: Proof
    shown: str
    override: Override | None = None
    finding_reason: FindingReason | None = None
    finding_note: str = ""
    unchecked_reason: UncheckedReason | None = None
    unchecked_note: str = ""

    def content_of(self, review_id: UUID) -> str:
        """Return what a passkey signs: this case, and the digest of exactly what was shown."""
        return content_of(review_id, self.shown)


def content_of(review_id: UUID, shown: str) -> str:
    """Return what stands for signing what was shown for a case."""
    return f"{review_id} {shown}"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a prescription needs and has not."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What these ingredients meet in what a patient takes, and in what they cannot bear."""

    ingredients: Sequence[str]
    taken: Listed
    interactions: Checked
    allergies: Checked


@dataclass(frozen=True, slots=True)
class Draft:
    """A prescription before its signature, with everything the prescriber has to see."""

    review_id: UUID
    patient: Person
    prescriber: Prescriber
    medication: Medication
    pharmacy: str
    pharmacy_name: str
    state: str
    written_on: date
    expires_on: date
    choices: Sequence[Directions]
    direction: str
    taken: Listed
    interactions: Checked
    allergies: Checked
    missing: Sequence[Missing]
    needs_override: bool

    @property
    def digest(self) -> str:
        """Return what stands for everything that is shown, so that nothing else can be signed."""
        shown = (asdict(self.patient), asdict(self.prescriber), asdict(self.medication))
        rest = (self.pharmacy, self.written_on.isoformat(), self.expires_on.isoformat())
        return hashlib.sha256(canonical.encode([*shown, *rest])).hexdigest()

    @property
    def found(self) -> bool:
        """Tell whether a check found something that needs a reason."""
        return bool(self.interactions.findings or self.allergies.findings)

    @property
    def unchecked(self) -> bool:
        """Tell whether something the patient named could not be checked, or a check did not answer."""
        return self.interactions.unanswered or self.allergies.unanswered


@dataclass(frozen=True, slots=True)
class Answered:
    """A check as it was kept with a prescription: what was found, and why the prescriber went on."""

    kind: CheckKind
    result: CheckResult
    source: str
    findings: Sequence[Finding]
    unknown: Sequence[str]
    reason: FindingReason | None
    note: str = field(repr=False)
    unchecked_reason: UncheckedReason | None = None
    unchecked_note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A signed prescription, opened. `valid` tells whether it still is what was signed."""

    id: UUID
    review_id: UUID
    status: Status
    medication: Medication
    patient: Person
    prescriber: Prescriber
    pharmacy: str
    written_on: date
    expires_on: date
    signed_at: datetime
    kid: str
    valid: bool
