"""Parts of taking and returning money that an order's verbs join; a transaction is open."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from integrations.stripe.port import Checkout
from integrations.stripe.port import Refund as Answer
from integrations.stripe.port import RefundStatus as AtProcessor
from integrations.stripe.webhook import Nudge
from shared_lib.errors import Conflict
from shared_lib.identity import Actor
from shared_lib.ids import short_reference
from shared_lib.money import Money
from shared_lib.statement import Statement
from storefront.kit import audit, outbox
from storefront.kit.db import run
from storefront.payment import queries
from storefront.payment.events import RefundSettled
from storefront.payment.models import Attempt, PaymentStep, Refund
from storefront.payment.states import (
    REFUND_NEXT,
    Move,
    RefundMove,
    RefundStatus,
    Status,
    advance,
    advance_refund,
)

LOOKED_AT = timedelta(hours=6)
"""How often a refund that is on its way is looked at, where no webhook tells of it."""


_KEEP = """
INSERT INTO payment_delivery (event_id, type, object_id, received_at)
VALUES (%(event_id)s, %(type)s, %(object_id)s, %(received_at)s)
ON CONFLICT (event_id) DO NOTHING RETURNING event_id
"""


class TooMuch(Conflict):
    """More would go back than was paid."""

    code = "refund_too_much"


def keep(nudge: Nudge, *, real_now: datetime) -> bool:
    """Write a verified webhook down; tell whether it was new, which of two at once only one is told."""
    return bool(run(Statement(_KEEP, {**asdict(nudge), "received_at": real_now})))


def request(
    *, order_id: UUID, reference: str, total: Money, expires_at: datetime, actor: Actor, now: datetime
) -> Attempt:
    """Write down that a new order wants a hosted page, under its own key, before anybody asks for it."""
    attempt = Attempt.objects.create(
        order_id=order_id,
        reference=reference,
        number=1,
        amount=total.amount,
        currency=total.currency,
        expires_at=expires_at,
        requested_at=now,
    )
    audit.record(
        actor,
        "payment.request",
        f"payment:{attempt.id}",
        at=now,
        changes={"amount": total.amount, "currency": total.currency, "number": attempt.number},
    )
    return attempt


def opened(attempt: Attempt, page: Checkout, *, actor: Actor, now: datetime) -> None:
    """Write down the processor's answer to `request`; nothing happens to an attempt that has moved on."""
    if attempt.status == Status.REQUESTED:
        attempt.checkout_id, attempt.url, attempt.answered_at = page.id, page.url, now
        move(attempt, Move.OPEN, actor=actor, now=now)


def timers_of(attempt: Attempt) -> Sequence[tuple[str, str]]:
    """Return the timers that webhooks about an attempt have set, by job and id."""
    return [("payment.settle", known) for known in (attempt.checkout_id, attempt.intent_id) if known]


def move(attempt: Attempt, made: Move, *, actor: Actor, now: datetime) -> None:
    """Move an attempt, with its step and its audit entry."""
    was = attempt.status
    attempt.status = advance(Status(was), made).value
    attempt.settled_at = now if attempt.status not in {Status.REQUESTED, Status.OPEN} else None
    attempt.save()
    PaymentStep.record(attempt, made.value, was, actor=actor, at=now)
    audit.record(
        actor,
        f"payment.{made.value}",
        f"payment:{attempt.id}",
        at=now,
        changes={"from": was, "to": attempt.status},
    )


def request_refund(
    attempt: Attempt,
    total: Money,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    submission_id: UUID | None = None,
) -> Refund:
    """Have money sent back once this transaction has committed. The caller holds the attempt's lock.

    `submission_id` is the form's own, which the table keeps once.

    :raises TooMuch: with what went back already it would be more than was paid.
    """
    if queries.refunded(attempt) + total.amount > attempt.amount:
        left = Money(attempt.amount - queries.refunded(attempt), attempt.currency)
        raise TooMuch(f"More cannot go back than was paid: only {left} of it is left.")
    refund = Refund.objects.create(
        order_id=attempt.order_id,
        attempt=attempt,
        reference=short_reference(10),
        amount=total.amount,
        currency=total.currency,
        reason=reason,
        submission_id=submission_id,
        requested_at=now,
    )
    PaymentStep.record(refund, "request", "", actor=actor, at=now)
    audit.record(
        actor,
        "refund.request",
        f"refund:{refund.id}",
        at=now,
        purpose=reason,
        changes={"amount": total.amount, "currency": total.currency, "payment": str(attempt.id)},
    )
    outbox.put_job("refund.send", refund.id, now=now, queue="money")
    return refund


def refund_answered(refund: Refund, answer: Answer, *, actor: Actor, now: datetime) -> None:
    """Write down where the processor says a refund stands, and tell it when it is settled.

    What is settled stays so, but that money the bank sent back has failed. One on its way is looked at again.
    """
    refund.vendor_id = answer.id
    made = _MOVES.get(answer.status, RefundMove.ACCEPT)
    if made is RefundMove.ACCEPT and refund.status in {RefundStatus.REQUESTED, RefundStatus.PENDING}:
        outbox.timer("refund.send", refund.id, due_at=now + LOOKED_AT, queue="money")
    if (RefundStatus(refund.status), made) in REFUND_NEXT:
        move_refund(refund, made, failure=answer.failure or "", actor=actor, now=now)


def move_refund(refund: Refund, made: RefundMove, *, failure: str, actor: Actor, now: datetime) -> None:
    """Move a locked refund, with its step and its audit entry. `failure` is the processor's code."""
    was = refund.status
    refund.status = advance_refund(RefundStatus(was), made).value
    refund.settled_at = now if made is not RefundMove.ACCEPT else None
    refund.failure = failure
    refund.save()
    PaymentStep.record(refund, made.value, was, actor=actor, at=now)
    changes = {"from": was, "to": refund.status}
    audit.record(actor, f"refund.{made.value}", f"refund:{refund.id}", at=now, changes=changes)
    if made is not RefundMove.ACCEPT:
        outbox.cancel_timers(("refund.send", refund.id))
    if refund.status == RefundStatus.SUCCEEDED:
        outbox.put(
            RefundSettled(
                subject_id=refund.order_id,
                actor_id=actor.id,
                occurred_at=now,
                refund_id=refund.id,
                amount=refund.total,
                reason=refund.reason,
            )
        )


_MOVES = {
    AtProcessor.SUCCEEDED: RefundMove.SUCCEED,
    AtProcessor.FAILED: RefundMove.FAIL,
    AtProcessor.CANCELLED: RefundMove.FAIL,
}
