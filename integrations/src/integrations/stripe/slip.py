"""A payment that a person takes by hand: cash, a cheque, a terminal on the counter."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from integrations.stripe.errors import Refused
from integrations.stripe.port import (
    Bill,
    Capture,
    Checkout,
    CheckoutStatus,
    Intent,
    IntentStatus,
    Refund,
    RefundStatus,
)
from shared_lib.money import Money

PAGES: Mapping[IntentStatus, CheckoutStatus] = {
    IntentStatus.UNPAID: CheckoutStatus.OPEN,
    IntentStatus.CANCELLED: CheckoutStatus.EXPIRED,
}

OF = "_re_"
"""Between the slip's id and the refund's own number, in a refund's id."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What an application keeps of it. `refunds` is minor units by the key each was asked under.

    `taken_by` is the id of the person who took the money, `receipt` what they wrote on it.
    """

    id: str
    ref: str
    total: Money
    capture: Capture
    expires_at: datetime
    created_at: datetime
    status: IntentStatus = IntentStatus.UNPAID
    captured: int = 0
    refunds: Mapping[str, int] = field(default_factory=dict)
    taken_by: str | None = None
    receipt: str | None = None


def written(bill: Bill, key: str, now: datetime) -> Slip:
    """Return a slip for a bill; the same key always writes the same slip."""
    number = f"man_{hashlib.sha256(key.encode()).hexdigest()[:24]}"
    return Slip(number, bill.ref, bill.total, bill.capture, bill.expires_at, created_at=now)


def taken(slip: Slip, amount: Money, *, by: str, receipt: str, now: datetime) -> Slip:
    """Return the slip once a person has the money: kept aside if it is to be captured later.

    :raises Refused: it is not the bill's amount, or is no longer wanted.
    """
    if slip.taken_by == by and slip.receipt == receipt:
        return slip
    if slip.status is not IntentStatus.UNPAID or now >= slip.expires_at:
        raise Refused("This bill is no longer to be paid.", "payment_intent_unexpected_state")
    if amount != slip.total:
        raise Refused(f"The bill is {slip.total}.", "amount_mismatch")
    paid = replace(slip, taken_by=by, receipt=receipt, status=IntentStatus.HELD)
    return captured(paid, amount) if slip.capture is Capture.AUTOMATIC else paid


def captured(slip: Slip, amount: Money) -> Slip:
    """Return the slip once the money is the clinic's; what is over is handed back.

    :raises Refused: nothing is kept aside, or not so much.
    """
    if slip.status is IntentStatus.PAID and slip.captured == amount.amount:
        return slip
    if slip.status is not IntentStatus.HELD:
        raise Refused("Nothing is held on this slip.", "payment_intent_unexpected_state")
    if not 0 < amount.amount <= slip.total.amount or amount.currency != slip.total.currency:
        raise Refused(f"Only {slip.total} is held.", "amount_too_large")
    return replace(slip, status=IntentStatus.PAID, captured=amount.amount)


def voided(slip: Slip) -> Slip:
    """Return the slip torn up, and what was kept aside handed back.

    :raises Refused: the money is the clinic's already.
    """
    if slip.status is IntentStatus.PAID:
        raise Refused("This was captured: refund it instead.", "payment_intent_unexpected_state")
    return replace(slip, status=IntentStatus.CANCELLED)


def closed(slip: Slip) -> Slip:
    """Return the slip closed to payment.

    :raises Refused: somebody has paid.
    """
    if slip.status is not IntentStatus.UNPAID:
        raise Refused("Only an open page can be closed.", "checkout_not_open")
    return voided(slip)


def refunded(slip: Slip, amount: Money, key: str) -> Slip:
    """Return the slip with that much handed back, once for each key.

    :raises Refused: it is more than was captured and is left.
    """
    if key in slip.refunds:
        return slip
    left = slip.captured - sum(slip.refunds.values())
    if not 0 < amount.amount <= left or amount.currency != slip.total.currency:
        raise Refused(f"Only {Money(left, slip.total.currency)} can be refunded.", "charge_already_refunded")
    return replace(slip, refunds={**slip.refunds, key: amount.amount})


def as_checkout(slip: Slip, url: str) -> Checkout:
    """Return the slip as the port's page; its address tells the customer how to pay."""
    status = PAGES.get(slip.status, CheckoutStatus.COMPLETE)
    paid = slip.status is IntentStatus.PAID
    shown = url if status is CheckoutStatus.OPEN else None
    return Checkout(slip.id, status, paid, shown, slip.id, slip.expires_at, slip.ref)


def as_intent(slip: Slip) -> Intent:
    """Return the slip as the port's payment. Money in a drawer has no deadline."""
    return Intent(
        id=slip.id,
        status=slip.status,
        total=slip.total,
        held=slip.total.amount if slip.status is IntentStatus.HELD else 0,
        captured=slip.captured,
        refunded=sum(slip.refunds.values()),
        capture_before=None,
        failure=None,
        disputed=False,
        ref=slip.ref,
        customer_id=None,
        method_id=None,
        created_at=slip.created_at,
    )


def as_refund(slip: Slip, key: str) -> Refund:
    """Return one refund of the slip."""
    amount = Money(slip.refunds[key], slip.total.currency)
    number = hashlib.sha256(key.encode()).hexdigest()[:24]
    return Refund(f"{slip.id}{OF}{number}", RefundStatus.SUCCEEDED, amount, slip.id, key)


def refunds_on(slip: Slip) -> Sequence[Refund]:
    """Return every refund of the slip, newest first."""
    return [as_refund(slip, key) for key in reversed(list(slip.refunds))]


def refund_on(slip: Slip, refund_id: str) -> Refund:
    """Return the refund of the slip that has this id.

    :raises Refused: it has none.
    """
    for found in refunds_on(slip):
        if found.id == refund_id:
            return found
    raise Refused("There is no such refund.", "resource_missing")


def slip_of(refund_id: str) -> str:
    """Return the id of the slip a refund is written on."""
    return refund_id.partition(OF)[0]
