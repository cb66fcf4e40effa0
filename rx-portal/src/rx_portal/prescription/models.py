"""Tables of signed prescriptions, their history, and the checks that went before."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.prescription.states import CheckKind, CheckResult, Move, Status
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


class Prescription(Base):
    """A signed prescription. `content` is the signed bytes, sealed; the plain columns repeat what is needed
    to find and count. `signed_at` is real time, `written_at` the clinic's."""

    __tablename__ = "prescription"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    review_id: Mapped[UUID] = mapped_column(unique=True)
    enrollment_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    product: Mapped[str]
    sku: Mapped[str]
    pharmacy: Mapped[str]
    state: Mapped[str]
    quantity: Mapped[int]
    refills: Mapped[int]
    days_supply: Mapped[int]
    expires_on: Mapped[date]
    status: Mapped[Status]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    kid: Mapped[str]
    signed_by: Mapped[UUID]
    signed_at: Mapped[datetime]
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"prescription:{self.id}"


class PrescriptionStep(Base):
    """One move of a prescription. Rows are only ever added; `reason` is sealed."""

    __tablename__ = "prescription_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    prescription_id: Mapped[UUID] = mapped_column(ForeignKey("rx.prescription.id"))
    patient_id: Mapped[UUID]
    move: Mapped[Move]
    from_status: Mapped[Status | None]
    to_status: Mapped[Status]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]
    reason_code: Mapped[str | None]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)

    @classmethod
    def of(
        cls, prescription: Prescription, move: Move, before: Status | None, *, actor: Actor, at: datetime
    ) -> "PrescriptionStep":
        """Return the step that brought this prescription to its present status."""
        return cls(
            id=uuid7(),
            prescription_id=prescription.id,
            patient_id=prescription.patient_id,
            move=move,
            from_status=before,
            to_status=prescription.status,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class Check(Base):
    """What was checked before a signature, with what was found and why the prescriber went on; sealed."""

    __tablename__ = "prescription_check"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    prescription_id: Mapped[UUID] = mapped_column(ForeignKey("rx.prescription.id"))
    patient_id: Mapped[UUID]
    kind: Mapped[CheckKind]
    result: Mapped[CheckResult]
    source: Mapped[str]
    findings: Mapped[bytes | None] = mapped_column(LargeBinary)
    override_code: Mapped[str | None]
    override_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    unchecked_code: Mapped[str | None]
    unchecked_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime]
