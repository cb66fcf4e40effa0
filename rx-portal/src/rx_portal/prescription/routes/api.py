"""Prescriptions for programs: the same verbs as the screens."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.schemas import Proof
from rx_portal.kit.authority import SIGNED_IN, needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription import service
from rx_portal.prescription.models import Prescription
from rx_portal.prescription.schemas import LEGAL_STATEMENT, FindingReason, Signing, UncheckedReason, Written
from rx_portal.prescription.signature import signer_at
from rx_portal.prescription.states import CancelReason, Status
from rx_portal.review.schemas import Override
from rx_portal.review.states import OverrideReason
from shared_lib.identity import Actor, Scope

SIGN = needs(Scope.PRESCRIPTION_SIGN)
TAGS = ["prescriptions"]


@dataclass(frozen=True, slots=True)
class DraftOut:
    """A prescription before its signature. `digest` stands for what is shown, with the `statement`."""

    review_id: UUID
    content: dict[str, object]
    pharmacy: str
    expires_on: date
    missing: list[str]
    findings: list[str]
    unknown: list[str]
    digest: str
    statement: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """What is signed, with the code of the second factor."""

    written: Written
    code: str
    digest: str
    override_reason: OverrideReason | None = None
    override_words: str = ""
    finding_reason: FindingReason | None = None
    finding_note: str = ""
    unchecked_reason: UncheckedReason | None = None
    unchecked_note: str = ""


@dataclass(frozen=True, slots=True)
class PrescriptionOut:
    """A signed prescription: codes, counts and dates."""

    id: UUID
    review_id: UUID
    status: Status
    product: str
    sku: str
    pharmacy: str
    quantity: int
    refills: int
    days_supply: int
    expires_on: date
    kid: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class VerifiedOut:
    """Whether a prescription still is what was signed."""

    id: UUID
    status: Status
    valid: bool
    kid: str


@dataclass(frozen=True, slots=True)
class CancelIn:
    """Why a prescription is taken back; `words` are sealed."""

    reason: CancelReason
    words: str = ""


@post("/api/v1/reviews/{review_id:uuid}/prescription/draft", opt=SIGN, tags=TAGS, status_code=200)
async def draft_one(
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
    data: JSONBody[Written],
) -> DraftOut:
    """Return the prescription that a claimed case would get, with what is missing and what was found."""
    made = await service.draft(
        session, review_id=review_id, written=data, clinician=actor, now=now, knowledge=ports.interactions
    )
    found = (*made.interactions.findings, *made.allergies.findings)
    return DraftOut(
        review_id=review_id,
        content={"patient": asdict(made.patient), "medication": asdict(made.medication)},
        pharmacy=made.pharmacy,
        expires_on=made.expires_on,
        missing=[item.words for item in made.missing],
        findings=[finding.words for finding in found],
        unknown=[*made.interactions.unknown, *made.allergies.unknown],
        digest=made.digest,
        statement=LEGAL_STATEMENT,
    )


@post("/api/v1/reviews/{review_id:uuid}/prescription", opt=SIGN, tags=TAGS, status_code=201)
async def sign_one(
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
    data: JSONBody[SignIn],
) -> PrescriptionOut:
    """Approve a case and sign its prescription."""
    override = Override(data.override_reason, data.override_words) if data.override_reason else None
    signed = await service.sign(
        session,
        review_id=review_id,
        written=data.written,
        signing=Signing(
            Proof(data.code),
            data.digest,
            override,
            data.finding_reason,
            data.finding_note,
            data.unchecked_reason,
            data.unchecked_note,
        ),
        clinician=actor,
        signer=signer_at(settings.signing_key_file),
        now=now,
        real_now=real_now(),
        knowledge=ports.interactions,
    )
    return _out(signed)


@post("/api/v1/prescriptions/{prescription_id:uuid}/cancel", opt=SIGN, tags=TAGS, status_code=200)
async def cancel_one(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    prescription_id: FromPath[UUID],
    data: JSONBody[CancelIn],
) -> PrescriptionOut:
    """Take a prescription back."""
    taken = await service.cancel(
        session,
        prescription_id=prescription_id,
        clinician=actor,
        reason=data.reason,
        words=data.words,
        now=now,
    )
    return _out(taken)


@get("/api/v1/prescriptions/{prescription_id:uuid}/verification", opt=SIGNED_IN, tags=TAGS)
async def verify_one(
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    prescription_id: FromPath[UUID],
) -> VerifiedOut:
    """Tell its patient, or whoever may read records, whether it still is what was signed."""
    opened = await service.look(
        session,
        prescription_id=prescription_id,
        reader=actor,
        signer=signer_at(settings.signing_key_file),
        now=now,
    )
    return VerifiedOut(opened.id, opened.status, opened.valid, opened.kid)


def _out(made: Prescription) -> PrescriptionOut:
    return PrescriptionOut(
        id=made.id,
        review_id=made.review_id,
        status=made.status,
        product=made.product,
        sku=made.sku,
        pharmacy=made.pharmacy,
        quantity=made.quantity,
        refills=made.refills,
        days_supply=made.days_supply,
        expires_on=made.expires_on,
        kid=made.kid,
        signed_at=made.signed_at,
    )


handlers = [draft_one, sign_one, cancel_one, verify_one]
