"""Tables of protocols by version, and of assessments that are only ever added."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.risk.evaluator import Decision
from rx_portal.risk.states import Move, Status
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


class ProtocolRow(Base):
    """One version of a protocol. The database refuses every change after it was published."""

    __tablename__ = "protocol"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("publisher_id <> author_id", name="second_person"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    key: Mapped[str]
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[Status]
    author_id: Mapped[str]
    publisher_id: Mapped[str | None]
    drafted_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"protocol:{self.id}"


class ProtocolStep(Base):
    """One move of a protocol. Rows are only ever added."""

    __tablename__ = "protocol_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    protocol_id: Mapped[UUID] = mapped_column(ForeignKey("rx.protocol.id"))
    move: Mapped[Move]
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]

    @classmethod
    def of(
        cls, row: ProtocolRow, move: Move, before: Status, *, actor: Actor, at: datetime
    ) -> "ProtocolStep":
        """Return the step that brought this protocol to its present status."""
        return cls(
            protocol_id=row.id,
            move=move,
            from_status=before,
            to_status=row.status,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class AssessmentRow(Base):
    """What a protocol concluded from one submission. Rows are only ever added.

    `inputs` and `findings` are sealed JSON: the facts that were read, and each rule's outcome in words.
    """

    __tablename__ = "assessment"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    enrollment_id: Mapped[UUID] = mapped_column(ForeignKey("rx.enrollment.id"))
    intake_id: Mapped[UUID] = mapped_column(ForeignKey("rx.intake.id"))
    patient_id: Mapped[UUID]
    protocol_id: Mapped[UUID] = mapped_column(ForeignKey("rx.protocol.id"))
    product: Mapped[str]
    state: Mapped[str]
    decision: Mapped[Decision]
    visit_required: Mapped[bool]
    urgent: Mapped[bool]
    inputs: Mapped[bytes] = mapped_column(LargeBinary)
    findings: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"assessment:{self.id}"
