"""Tables of intakes: questionnaires by version, and answers that are only ever added."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.intake.states import Move, Status
from rx_portal.kit.db import Base
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


class QuestionnaireRow(Base):
    """One version of a FHIR Questionnaire. Rows are only ever added; the highest version is the one asked."""

    __tablename__ = "questionnaire"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    key: Mapped[str]
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_at: Mapped[datetime]


class Intake(Base):
    """The answers of one enrollment to one version of a questionnaire.

    `birth_date` is sealed with the answers, so that an age can be worked out without opening contact details.
    """

    __tablename__ = "intake"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    enrollment_id: Mapped[UUID] = mapped_column(ForeignKey("rx.enrollment.id"), unique=True)
    patient_id: Mapped[UUID]
    questionnaire_id: Mapped[UUID] = mapped_column(ForeignKey("rx.questionnaire.id"))
    birth_date: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[Status]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"intake:{self.id}"


class IntakeStep(Base):
    """One move of an intake. Rows are only ever added."""

    __tablename__ = "intake_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    intake_id: Mapped[UUID] = mapped_column(ForeignKey("rx.intake.id"))
    patient_id: Mapped[UUID]
    move: Mapped[Move]
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str | None]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)

    @classmethod
    def of(cls, intake: Intake, move: Move, before: Status, *, actor: Actor, at: datetime) -> "IntakeStep":
        """Return the step that brought this intake to its present status."""
        return cls(
            id=uuid7(),
            intake_id=intake.id,
            patient_id=intake.patient_id,
            move=move,
            from_status=before,
            to_status=intake.status,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class Mark(StrEnum):
    """Why an answer has a new version."""

    GIVEN = "given"
    CLEARED = "cleared"
    HIDDEN = "hidden"


class PhotoRow(Base):
    """A photo that answers a question, sealed, with a small picture of it.

    One that was replaced or removed has no picture any more; one that was submitted is kept with the record.
    """

    __tablename__ = "intake_photo"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    intake_id: Mapped[UUID] = mapped_column(ForeignKey("rx.intake.id"))
    patient_id: Mapped[UUID]
    link_id: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    picture: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    taken_in_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"photo:{self.id}"


class AnswerRow(Base):
    """One version of one answer. Rows are only ever added; the highest version counts.

    Only a given answer has a value. A hidden one was dropped at submission: its question no longer applied.
    """

    __tablename__ = "intake_answer"
    __table_args__ = (UniqueConstraint("intake_id", "link_id", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    intake_id: Mapped[UUID] = mapped_column(ForeignKey("rx.intake.id"))
    patient_id: Mapped[UUID]
    link_id: Mapped[str]
    version: Mapped[int]
    mark: Mapped[Mark]
    value: Mapped[bytes | None] = mapped_column(LargeBinary)
    actor_id: Mapped[str]
    at: Mapped[datetime]
