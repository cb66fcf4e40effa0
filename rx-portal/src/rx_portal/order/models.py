"""Rx orders and the insert-only history of their moves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base
from rx_portal.order.states import Move, Status, WorkKind
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from shared_lib.money import Money


class RxOrder(Base):
    """One fill. `reference` is all that the processor, carriers and mails ever see of it."""

    __tablename__ = "rx_order"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID]
    enrollment_id: Mapped[UUID]
    prescription_id: Mapped[UUID]
    fill: Mapped[int]
    reference: Mapped[str] = mapped_column(unique=True)
    product_slug: Mapped[str]
    sku_id: Mapped[UUID]
    quantity: Mapped[int]
    pharmacy: Mapped[str]
    amount: Mapped[int]
    currency: Mapped[str]
    status: Mapped[str]
    offer_expires_at: Mapped[datetime]
    approval_valid_until: Mapped[datetime]
    reoffers: Mapped[int]
    parcels: Mapped[int]
    short_since: Mapped[datetime | None]
    delivery: Mapped[bytes | None] = mapped_column(LargeBinary)
    carrier: Mapped[str | None]
    tracking: Mapped[str | None]
    created_at: Mapped[datetime]

    @property
    def total(self) -> Money:
        """Return the price that was offered."""
        return Money(self.amount, self.currency)

    @property
    def ref(self) -> str:
        """Return how the audit names this order."""
        return f"order:{self.id}"

    @property
    def reservation(self) -> str:
        """Return the reference under which the shop's stock is held for its present parcel."""
        return f"rx:{self.id}" if self.parcels == 1 else f"rx:{self.id}:{self.parcels}"


class RxOrderStep(Base):
    """One move of an order: who, when, from where to where, and a reason's code."""

    __tablename__ = "rx_order_step"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
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
        cls, order: RxOrder, move: Move, to: Status, *, actor: Actor, at: datetime, reason: str | None
    ) -> "RxOrderStep":
        """Return the step that this move is."""
        return cls(
            id=uuid7(),
            order_id=order.id,
            patient_id=order.patient_id,
            move=move,
            from_status=order.status,
            to_status=to,
            reason=reason,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class OrderWork(Base):
    """Something that the clinic has to put right before an order can go on; open until it is."""

    __tablename__ = "rx_order_work"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    order_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    kind: Mapped[WorkKind]
    raised_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]


class PayLink(Base):
    """A way to the payment of one order without signing in. Only hashes are kept; all its times are real."""

    __tablename__ = "pay_link"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    patient_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    redeemed_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    session_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    session_until: Mapped[datetime | None]

    @property
    def ref(self) -> str:
        """Return how the audit names this link."""
        return f"pay_link:{self.id}"
