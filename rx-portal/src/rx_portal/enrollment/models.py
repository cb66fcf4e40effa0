"""Tables of enrollments: their history, the consents given, and the patient's own particulars."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.enrollment.states import OPEN, Move, Status
from rx_portal.kit.db import Base
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

_IS_OPEN = "status IN ({})".format(", ".join(f"'{status}'" for status in OPEN))


class Enrollment(Base):
    """One patient and one product. `state` is where the patient says they are; consent lets them go on."""

    __tablename__ = "enrollment"
    __table_args__ = (
        Index("enrollment_open_key", "patient_id", "product", unique=True, postgresql_where=_IS_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    patient_id: Mapped[UUID]
    product: Mapped[str]
    state: Mapped[str]
    status: Mapped[Status]
    consented_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"enrollment:{self.id}"


class EnrollmentStep(Base):
    """One move of an enrollment. Rows are only ever added; `reason` is a code."""

    __tablename__ = "enrollment_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    enrollment_id: Mapped[UUID] = mapped_column(ForeignKey("rx.enrollment.id"))
    patient_id: Mapped[UUID]
    move: Mapped[Move | None]
    from_status: Mapped[Status | None]
    to_status: Mapped[Status]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]

    @classmethod
    def of(
        cls,
        enrollment: Enrollment,
        move: Move | None,
        before: Status | None,
        *,
        actor: Actor,
        at: datetime,
        reason: str | None,
    ) -> "EnrollmentStep":
        """Return the step that brought this enrollment to its present status; the first has no move."""
        return cls(
            enrollment_id=enrollment.id,
            patient_id=enrollment.patient_id,
            move=move,
            from_status=before,
            to_status=enrollment.status,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
            reason=reason,
        )


class Consent(Base):
    """That a patient agreed to a consent text for one enrollment. Rows are only ever added.

    `address_digest` and `agent_digest` are keyed digests of the request's IP address and browser: they prove,
    when somebody brings the original, that it was this one.
    """

    __tablename__ = "consent"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    enrollment_id: Mapped[UUID] = mapped_column(ForeignKey("rx.enrollment.id"))
    patient_id: Mapped[UUID]
    text_version: Mapped[str] = mapped_column(ForeignKey("rx.consent_text.version"))
    state: Mapped[str]
    address_digest: Mapped[bytes] = mapped_column(LargeBinary)
    agent_digest: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class ProfileRow(Base):
    """Who the patient is and how to reach them, sealed for contact; `address` is sealed JSON."""

    __tablename__ = "profile"

    patient_id: Mapped[UUID] = mapped_column(primary_key=True)
    legal_name: Mapped[bytes] = mapped_column(LargeBinary)
    birth_date: Mapped[bytes] = mapped_column(LargeBinary)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    phone: Mapped[bytes] = mapped_column(LargeBinary)
    email: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]
