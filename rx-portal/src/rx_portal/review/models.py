"""Tables of cases, their history, and what was asked of the patient."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.review.states import OPEN, Lane, Move, Status, advance
from rx_portal.risk.evaluator import Decision
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

_IS_OPEN = "status IN ({})".format(", ".join(f"'{status}'" for status in OPEN))


class Review(Base):
    """One case. `outcome` is what the protocol said; `visit_forced` that no clinician may waive the visit.

    `told` is what a denied patient reads; `returns_to` who asked them something and gets the answer first.
    """

    __tablename__ = "review"
    __table_args__ = (
        Index("review_enrollment_open_key", "enrollment_id", unique=True, postgresql_where=_IS_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    enrollment_id: Mapped[UUID]
    assessment_id: Mapped[UUID] = mapped_column(unique=True)
    patient_id: Mapped[UUID]
    product: Mapped[str]
    state: Mapped[str]
    lane: Mapped[Lane]
    outcome: Mapped[Decision]
    visit_forced: Mapped[bool]
    urgent: Mapped[bool]
    status: Mapped[Status]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    claimed_by: Mapped[UUID | None]
    claimed_until: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    reason_code: Mapped[str | None]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)
    told: Mapped[bytes | None] = mapped_column(LargeBinary)
    returns_to: Mapped[UUID | None]
    returns_until: Mapped[datetime | None]
    overridden: Mapped[bool]
    changed_at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"review:{self.id}"


class ReviewStep(Base):
    """One move of a case: who, when, from where to where. Rows are only ever added."""

    __tablename__ = "review_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("rx.review.id"))
    patient_id: Mapped[UUID]
    move: Mapped[Move]
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]
    reason_code: Mapped[str | None]

    @classmethod
    def of(
        cls, review: Review, move: Move, *, actor: Actor, at: datetime, reason: str | None
    ) -> "ReviewStep":
        """Return the step of moving this case now, before its status is assigned."""
        return cls(
            review_id=review.id,
            patient_id=review.patient_id,
            move=move,
            from_status=review.status,
            to_status=advance(review.status, move),
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
            reason_code=reason,
        )


class Question(Base):
    """What a clinician asked a patient about a case, and what the patient answered."""

    __tablename__ = "review_question"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("rx.review.id"))
    patient_id: Mapped[UUID]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    question: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime | None]


class Draft(Base):
    """What a clinician has typed on a case and not sent: it outlives their claim and their session."""

    __tablename__ = "review_draft"
    __table_args__ = (UniqueConstraint("review_id", "staff_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("rx.review.id"))
    patient_id: Mapped[UUID]
    staff_id: Mapped[UUID]
    words: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]


class View(Base):
    """A filter of the queue under a name. `first` is what its owner sees first; `shared`, everybody's too."""

    __tablename__ = "review_view"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    staff_id: Mapped[UUID]
    name: Mapped[str]
    query: Mapped[str]
    first: Mapped[bool]
    shared: Mapped[bool]
    saved_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
