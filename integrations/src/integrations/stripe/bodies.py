"""The words in which Stripe is asked for something; shared by both colours of the client."""

from datetime import datetime
from typing import cast

from stripe import RequestOptions
from stripe.params import (
    PaymentIntentCancelParams,
    PaymentIntentCaptureParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
    RefundCreateParams,
    RefundListParams,
)
from stripe.params.checkout import SessionCreateParams, SessionRetrieveParams

from integrations.stripe.port import Bill, SavedCharge
from shared_lib.money import Money

WITH_CHARGE = cast("PaymentIntentRetrieveParams", {"expand": ["latest_charge"]})
WITH_INTENT = cast("SessionRetrieveParams", {"expand": ["payment_intent.latest_charge"]})


def keyed(key: str) -> RequestOptions:
    """Return the options that make a request act once."""
    return {"idempotency_key": key}


def checkout(bill: Bill, suffix: str) -> SessionCreateParams:
    """Return a request for a hosted page: one line, "Order REF", and the bill's total."""
    payment: dict[str, object] = {
        "capture_method": bill.capture.value,
        "metadata": {"ref": bill.ref},
        "statement_descriptor_suffix": suffix,
    }
    if bill.save_for_later:
        payment["setup_future_usage"] = "off_session"
    body: dict[str, object] = {
        "mode": "payment",
        "allowed_payment_method_types": [method.value for method in bill.methods],
        "line_items": [_line(bill)],
        "metadata": {"ref": bill.ref},
        "payment_intent_data": payment,
        "success_url": bill.success_url,
        "cancel_url": bill.cancel_url,
        "expires_at": int(bill.expires_at.timestamp()),
    }
    if bill.customer_id:
        body["customer"] = bill.customer_id
    elif bill.save_for_later:
        body["customer_creation"] = "always"
    return cast("SessionCreateParams", body)


def capture(amount: Money) -> PaymentIntentCaptureParams:
    """Return a request to take that much of a hold."""
    return {"amount_to_capture": amount.amount, "expand": ["latest_charge"]}


def void() -> PaymentIntentCancelParams:
    """Return a request to let go of a hold."""
    return {"expand": ["latest_charge"]}


def refund(intent_id: str, amount: Money, key: str) -> RefundCreateParams:
    """Return a request to give back that much; the key is left on it, to find it by later."""
    return {"payment_intent": intent_id, "amount": amount.amount, "metadata": {"key": key}}


def refunds_of(intent_id: str) -> RefundListParams:
    """Return a request for all refunds of a payment, a hundred to a page."""
    return {"payment_intent": intent_id, "limit": 100}


def off_session(charge: SavedCharge, suffix: str) -> PaymentIntentCreateParams:
    """Return a request to charge a saved method with nobody present."""
    return {
        "amount": charge.total.amount,
        "currency": charge.total.currency.lower(),
        "customer": charge.customer_id,
        "payment_method": charge.method_id,
        "capture_method": charge.capture.value,
        "confirm": True,
        "off_session": True,
        "metadata": {"ref": charge.ref},
        "statement_descriptor_suffix": suffix,
        "expand": ["latest_charge"],
    }


def created(since: datetime, until: datetime) -> PaymentIntentListParams:
    """Return a request for the payments of a span, the end excluded, a hundred to a page."""
    span = {"gte": int(since.timestamp()), "lt": int(until.timestamp())}
    return cast("PaymentIntentListParams", {"created": span, "limit": 100, "expand": ["data.latest_charge"]})


def _line(bill: Bill) -> dict[str, object]:
    price = {
        "currency": bill.total.currency.lower(),
        "unit_amount": bill.total.amount,
        "product_data": {"name": f"Order {bill.ref}"},
    }
    return {"price_data": price, "quantity": 1}
