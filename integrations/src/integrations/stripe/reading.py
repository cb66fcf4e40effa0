"""Stripe's objects, read into the port's words."""

from datetime import UTC, datetime

import stripe
from stripe.checkout import Session

from integrations.stripe.port import Checkout, CheckoutStatus, Intent, IntentStatus, Refund, RefundStatus
from shared_lib.money import Money


def checkout(session: Session) -> Checkout:
    """Return a hosted page, with its payment where that was asked for in full."""
    paid_by = session.payment_intent
    return Checkout(
        id=session.id,
        status=CheckoutStatus(session.status or "open"),
        paid=session.payment_status == "paid",
        url=session.url,
        intent_id=_id(paid_by),
        expires_at=_time(session.expires_at),
        ref=_noted(session.metadata, "ref"),
        intent=intent(paid_by) if isinstance(paid_by, stripe.PaymentIntent) else None,
    )


def intent(found: stripe.PaymentIntent) -> Intent:
    """Return a payment whose `latest_charge` was asked for in full."""
    charge = found.latest_charge if isinstance(found.latest_charge, stripe.Charge) else None
    return Intent(
        id=found.id,
        status=IntentStatus(found.status),
        total=Money(found.amount, found.currency.upper()),
        held=found.amount_capturable,
        captured=found.amount_received,
        refunded=_refunded(charge),
        capture_before=_capture_before(charge),
        failure=_failure(found.last_payment_error),
        disputed=bool(charge and charge.disputed),
        ref=_noted(found.metadata, "ref"),
        customer_id=_id(found.customer),
        method_id=_id(found.payment_method),
        created_at=_time(found.created),
    )


def refund(found: stripe.Refund) -> Refund:
    """Return a refund."""
    return Refund(
        id=found.id,
        status=RefundStatus(found.status or "pending"),
        amount=Money(found.amount, found.currency.upper()),
        intent_id=_id(found.payment_intent),
        key=_noted(found.metadata, "key"),
        failure=getattr(found, "failure_reason", None),
    )


def _refunded(charge: stripe.Charge | None) -> int:
    """Stripe counts the part of a hold that was let go as refunded; it was never the clinic's money."""
    if charge is None or not charge.captured:
        return 0
    return charge.amount_refunded - (charge.amount - charge.amount_captured)


def _capture_before(charge: stripe.Charge | None) -> datetime | None:
    """A field that does not apply is absent from Stripe's answer, not null."""
    card = getattr(charge.payment_method_details, "card", None) if charge else None
    deadline = getattr(card, "capture_before", None)
    return _time(deadline) if deadline else None


def _failure(error: stripe.StripeObject | None) -> str | None:
    return getattr(error, "decline_code", None) or getattr(error, "code", None)


def _noted(metadata: stripe.StripeObject | None, name: str) -> str | None:
    return str(metadata[name]) if metadata is not None and name in metadata else None


def _id(reference: object) -> str | None:
    found = getattr(reference, "id", reference)
    return str(found) if found else None


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
