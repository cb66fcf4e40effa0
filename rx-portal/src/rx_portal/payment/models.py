"""Payment attempts, the insert-only history of their moves, and the inbox of the processor's deliveries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.payment.states import Move, Status
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from shared_lib.money import Money


class PaymentAttempt(Base):
    """One visit to the processor's page for one order; at most one of an order's attempts may hold money."""

    __tablename__ = "payment_attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    number: Mapped[int]
    reference: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    status: Mapped[str]
    page_expires_at: Mapped[datetime]
    checkout_id: Mapped[str | None]
    page_url: Mapped[str | None]
    intent_id: Mapped[str | None]
    capture_before: Mapped[datetime | None]
    refunds: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    @property
    def total(self) -> Money:
        """Return the amount that is asked for."""
        return Money(self.amount, self.currency)

    def key(self, verb: str) -> str:
        """Return the idempotency key of one verb on this attempt, the same for every repetition."""
        return f"pay:{self.reference}:{self.number}:{verb}"

    @property
    def refund_key(self) -> str:
        """Return the key of the refund that was asked for last; one after a failure is another refund."""
        again = f":again-{self.refunds}" if self.refunds > 1 else ""
        return self.key("refund") + again


class PaymentStep(Base):
    """One move of an attempt: who, when, from where to where."""

    __tablename__ = "payment_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    move: Mapped[str]
    from_status: Mapped[str]
    to_status: Mapped[str]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]

    @classmethod
    def of(
        cls, attempt: PaymentAttempt, move: Move, to: Status, *, actor: Actor, at: datetime
    ) -> "PaymentStep":
        """Return the step that this move is."""
        return cls(
            id=uuid7(),
            attempt_id=attempt.id,
            patient_id=attempt.patient_id,
            move=move,
            from_status=attempt.status,
            to_status=to,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class ProcessorDelivery(Base):
    """A verified webhook delivery, kept once; it is only a reason to look at the object again."""

    __tablename__ = "processor_delivery"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str]
    object_id: Mapped[str]
    received_at: Mapped[datetime]
