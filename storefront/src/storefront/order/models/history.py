"""What happened to an order, what was written about it, and what was sent: only ever added to."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from storefront.order.models.order import Order
from storefront.order.states import Letter, Move, Status, advance


class OrderStep(models.Model):
    """One move of an order; only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    move = models.TextField()
    from_status = models.TextField()
    to_status = models.TextField()
    reason = models.TextField(default="", blank=True)
    actor_id = models.TextField()
    actor_role = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "shop_order_step"
        ordering = ["at", "id"]

    @classmethod
    def placed(cls, order: Order, *, actor: Actor, at: datetime) -> "OrderStep":
        """Write down that the order was placed."""
        return cls._add(order, "place", "", actor=actor, at=at)

    @classmethod
    def moved(cls, order: Order, move: Move, *, actor: Actor, at: datetime) -> "OrderStep":
        """Move the order and write it down.

        :raises IllegalMove: the table has no such step.
        """
        was = order.status
        order.status = advance(Status(was), move).value
        order.save()
        return cls._add(order, move.value, was, actor=actor, at=at)

    @classmethod
    def _add(cls, order: Order, move: str, was: str, *, actor: Actor, at: datetime) -> "OrderStep":
        return cls.objects.create(
            order=order,
            move=move,
            from_status=was,
            to_status=order.status,
            reason=order.reason,
            actor_id=actor.id,
            actor_role=actor.role,
            at=at,
        )


class OrderNote(models.Model):
    """What a member of staff wrote about an order for the others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    actor_id = models.TextField()
    actor_role = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "shop_order_note"
        ordering = ["at", "id"]


class OrderLetter(models.Model):
    """A mail about an order. `about` is the parcel or refund it tells of; `key` is the notifier's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="letters")
    kind = models.TextField()
    about = models.UUIDField(null=True)
    to = models.TextField()
    key = models.TextField(unique=True)
    asked_by = models.TextField(default="")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shop_order_letter"
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in Letter]), name="shop_order_letter_kind"
            )
        ]
