"""Dispenses, the insert-only history of their moves, and the inbox of the pharmacies' deliveries."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.dispensing.states import Direction, Move, Outcome, Status, Verb
from rx_portal.kit.db import Base
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


class Dispense(Base):
    """One fill at one pharmacy; `record` is an outside pharmacy's MedicationDispense, sealed as received.

    `asked_at` is when that pharmacy was last asked how the fill stands; `ending` is the order's move
    (`cancel` or `rescind`) that it was asked to allow.
    """

    __tablename__ = "dispense"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(unique=True)
    patient_id: Mapped[UUID]
    prescription_id: Mapped[UUID]
    pharmacy: Mapped[str]
    status: Mapped[str]
    due_at: Mapped[datetime]
    fill_id: Mapped[str | None]
    lot_id: Mapped[UUID | None]
    lot_code: Mapped[str | None]
    lot_expires_on: Mapped[date | None]
    lot_reason: Mapped[str | None]
    record: Mapped[bytes | None] = mapped_column(LargeBinary)
    verified_by: Mapped[UUID | None]
    handed_over_by: Mapped[UUID | None]
    handed_over_at: Mapped[datetime | None]
    asked_at: Mapped[datetime]
    ending: Mapped[str | None]
    created_at: Mapped[datetime]

    @property
    def ref(self) -> str:
        """Return how the audit names this fill."""
        return f"dispense:{self.id}"

    def key(self, verb: str) -> str:
        """Return the idempotency key of one verb at the pharmacy, the same for every repetition."""
        return f"fill:{self.id}:{verb}"


class DispenseStep(Base):
    """One move of a fill: who, when, from where to where, and a reason's code."""

    __tablename__ = "dispense_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    dispense_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    move: Mapped[str]
    from_status: Mapped[str]
    to_status: Mapped[str]
    reason: Mapped[str | None]
    actor_id: Mapped[str]
    actor_role: Mapped[str]
    at: Mapped[datetime]

    @classmethod
    def of(
        cls, dispense: Dispense, move: Move, to: Status, *, actor: Actor, at: datetime, reason: str | None
    ) -> "DispenseStep":
        """Return the step that this move is."""
        return cls(
            id=uuid7(),
            dispense_id=dispense.id,
            patient_id=dispense.patient_id,
            move=move,
            from_status=dispense.status,
            to_status=to,
            reason=reason,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class DispenseQuestion(Base):
    """What a pharmacist asked the prescriber before filling, and the answer; both are sealed."""

    __tablename__ = "dispense_question"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    dispense_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    about: Mapped[str]
    words: Mapped[bytes] = mapped_column(LargeBinary)
    asked_of: Mapped[UUID]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]


class PharmacyExchange(Base):
    """One thing that was said to an outside pharmacy or that it told; only ever added to.

    `fill_status` is what it said of the fill, `code` why it would not, `body` what was asked and answered,
    sealed. Nobody was asked where `direction` is `in`: the pharmacy told that something happened.
    """

    __tablename__ = "pharmacy_exchange"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    dispense_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    direction: Mapped[Direction]
    verb: Mapped[Verb]
    at: Mapped[datetime]
    outcome: Mapped[Outcome]
    fill_status: Mapped[str | None]
    code: Mapped[str | None]
    duration_ms: Mapped[int | None]
    vendor_id: Mapped[str | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)

    @property
    def ref(self) -> str:
        """Return how the audit names it."""
        return f"pharmacy_exchange:{self.id}"


class PharmacyDelivery(Base):
    """A verified webhook delivery of a pharmacy, kept once; only a reason to ask it how the fill stands."""

    __tablename__ = "pharmacy_delivery"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(unique=True)
    fill_id: Mapped[str]
    received_at: Mapped[datetime]
