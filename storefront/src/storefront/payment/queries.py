"""What is known of an order's money."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, Sum

from shared_lib.errors import NotFound
from storefront.payment.models import Attempt, Delivery, Refund
from storefront.payment.states import LIVE, RefundStatus, Status


class AttemptNotFound(NotFound):
    """There is no such payment."""

    code = "payment_not_found"


class RefundNotFound(NotFound):
    """There is no such refund."""

    code = "refund_not_found"


def get(attempt_id: UUID) -> Attempt:
    """Return an attempt.

    :raises AttemptNotFound: there is none.
    """
    return _one(Attempt.objects.filter(id=attempt_id).first())


def lock(attempt_id: UUID) -> Attempt:
    """Return an attempt and keep others from changing it.

    :raises AttemptNotFound: there is none.
    """
    return _one(Attempt.objects.select_for_update().filter(id=attempt_id).first())


def find_live(order_id: UUID) -> Attempt | None:
    """Return the attempt that could still be paid, if any."""
    return Attempt.objects.filter(order_id=order_id, status__in=LIVE).first()


def find_paid(order_id: UUID) -> Attempt | None:
    """Return the attempt that paid the order: the first one that did."""
    return Attempt.objects.filter(order_id=order_id, status=Status.PAID).order_by("settled_at").first()


def find_latest(order_id: UUID) -> Attempt | None:
    """Return the order's last attempt."""
    return Attempt.objects.filter(order_id=order_id).order_by("-number").first()


def find_by_checkout(checkout_id: str) -> Attempt | None:
    """Return the attempt made on this page of the processor."""
    return Attempt.objects.filter(checkout_id=checkout_id).first()


def find_by_intent(intent_id: str) -> Attempt | None:
    """Return the attempt that this payment of the processor belongs to."""
    return Attempt.objects.filter(intent_id=intent_id).first()


def is_paid(object_id: str) -> bool:
    """Tell whether this page or payment of the processor has paid for something already."""
    its = Q(checkout_id=object_id) | Q(intent_id=object_id)
    return Attempt.objects.filter(its, status=Status.PAID).exists()


def find_latest_by_reference(reference: str) -> Attempt | None:
    """Return the last attempt of the order with this reference."""
    return Attempt.objects.filter(reference=reference).order_by("-number").first()


def get_delivery(event_id: str) -> Delivery:
    """Return a webhook that was received."""
    return Delivery.objects.get(event_id=event_id)


def list_refunds(order_id: UUID) -> Sequence[Refund]:
    """Return the order's refunds, oldest first."""
    return list(Refund.objects.filter(order_id=order_id))


def refunded(attempt: Attempt) -> int:
    """Return how much of an attempt went back or is on its way, in minor units."""
    refunds = Refund.objects.filter(attempt=attempt).exclude(status=RefundStatus.FAILED)
    return refunds.aggregate(sum=Sum("amount"))["sum"] or 0


def kept_of(order_id: UUID) -> int:
    """Return how much of what was paid for an order could still go back, in minor units."""
    attempt = find_paid(order_id)
    return attempt.amount - refunded(attempt) if attempt else 0


def find_refund(submission_id: UUID) -> Refund | None:
    """Return the refund that this form asked for, if it did."""
    return Refund.objects.filter(submission_id=submission_id).first()


def find_refund_at(vendor_id: str, key: str | None) -> Refund | None:
    """Return the refund that the processor knows by this id, or was asked for under this key."""
    known = Refund.objects.filter(vendor_id=vendor_id).first()
    if known is not None or key is None:
        return known
    named = Refund.objects.select_related("attempt").filter(reference=key.rpartition(":")[2]).first()
    return named if named is not None and named.key == key else None


def lock_refund(refund_id: UUID) -> Refund:
    """Return a refund and keep others from changing it."""
    return Refund.objects.select_for_update().get(id=refund_id)


def get_refund(refund_id: UUID) -> Refund:
    """Return a refund.

    :raises RefundNotFound: there is none.
    """
    found = Refund.objects.filter(id=refund_id).first()
    if found is None:
        raise RefundNotFound("There is no such refund.")
    return found


def list_unsettled(before: datetime, *, limit: int = 200) -> Sequence[Attempt]:
    """Return live attempts that were asked for before then, oldest first."""
    return list(Attempt.objects.filter(status__in=LIVE, requested_at__lt=before)[:limit])


def list_unsent(before: datetime, *, limit: int = 200) -> Sequence[Refund]:
    """Return refunds asked for before then of which nobody knows whether they were made."""
    return list(Refund.objects.filter(status=RefundStatus.REQUESTED, requested_at__lt=before)[:limit])


def _one(found: Attempt | None) -> Attempt:
    if found is None:
        raise AttemptNotFound("There is no such payment.")
    return found
