"""Attempts, refunds, their history, and the inbox of the processor's webhooks. Amounts are minor units."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.payment.states import LIVE, RefundStatus, Status


class Attempt(models.Model):
    """One hosted page on which an order can be paid once. The order slice's constraint keeps `order_id`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order_id = models.UUIDField(db_index=True)
    reference = models.TextField()
    number = models.IntegerField()
    status = models.TextField(default=Status.REQUESTED.value)
    amount = models.BigIntegerField()
    currency = models.TextField()
    checkout_id = models.TextField(null=True, unique=True)
    url = models.TextField(null=True)
    intent_id = models.TextField(null=True, unique=True)
    expires_at = models.DateTimeField()
    requested_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payment_attempt"
        ordering = ["requested_at", "id"]
        constraints = [
            models.UniqueConstraint("order_id", "number", name="payment_attempt_number"),
            models.UniqueConstraint(
                fields=["order_id"],
                condition=Q(status__in=[one.value for one in LIVE]),
                name="payment_attempt_one_live_per_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in Status]), name="payment_attempt_status"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_attempt_amount"),
        ]

    @property
    def total(self) -> Money:
        """Return what is to be paid."""
        return Money(self.amount, self.currency)

    def key(self, verb: str) -> str:
        """Return the idempotency key of a vendor call for this attempt."""
        return f"pay:{self.reference}:{self.number}:{verb}"


class Refund(models.Model):
    """Money that is to go back to whoever paid an attempt."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order_id = models.UUIDField(db_index=True)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="refunds")
    reference = models.TextField(unique=True)
    status = models.TextField(default=RefundStatus.REQUESTED.value)
    amount = models.BigIntegerField()
    currency = models.TextField()
    reason = models.TextField()
    submission_id = models.UUIDField(null=True, unique=True)
    vendor_id = models.TextField(null=True, unique=True)
    failure = models.TextField(default="", blank=True)
    requested_at = models.DateTimeField(db_index=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payment_refund"
        ordering = ["requested_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[one.value for one in RefundStatus]), name="payment_refund_status"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_refund_amount"),
        ]

    @property
    def total(self) -> Money:
        """Return what goes back."""
        return Money(self.amount, self.currency)

    @property
    def key(self) -> str:
        """Return the idempotency key of the vendor call."""
        return f"{self.attempt.key('refund')}:{self.reference}"


class PaymentStep(models.Model):
    """One move of an attempt or a refund; only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_id = models.UUIDField(db_index=True)
    noun = models.TextField()
    move = models.TextField()
    from_status = models.TextField()
    to_status = models.TextField()
    actor_id = models.TextField()
    actor_role = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "payment_step"
        ordering = ["at", "id"]

    @classmethod
    def record(
        cls, subject: Attempt | Refund, move: str, was: str, *, actor: Actor, at: datetime
    ) -> "PaymentStep":
        """Write down a move that was just made."""
        return cls.objects.create(
            subject_id=subject.id,
            noun="attempt" if isinstance(subject, Attempt) else "refund",
            move=move,
            from_status=was,
            to_status=subject.status,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class Delivery(models.Model):
    """One webhook as it was received; `received_at` is real time."""

    event_id = models.TextField(primary_key=True)
    type = models.TextField()
    object_id = models.TextField(db_index=True)
    received_at = models.DateTimeField()

    OF_PAYMENTS: ClassVar[frozenset[str]] = frozenset(
        {
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "payment_intent.succeeded",
            "payment_intent.canceled",
        }
    )
    OF_REFUNDS: ClassVar[frozenset[str]] = frozenset({"refund.created", "refund.updated", "refund.failed"})

    class Meta:
        db_table = "payment_delivery"
