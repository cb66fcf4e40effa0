"""When a payment may move at Stripe, and where to (docs.stripe.com/payments/paymentintents/lifecycle)."""

from collections.abc import Mapping
from enum import StrEnum

from integrations.stripe.double.errors import Object, wrong_state


class Status(StrEnum):
    """A PaymentIntent's status."""

    NO_METHOD = "requires_payment_method"
    UNCONFIRMED = "requires_confirmation"
    ACTION = "requires_action"
    PROCESSING = "processing"
    HELD = "requires_capture"
    PAID = "succeeded"
    CANCELED = "canceled"


class Move(StrEnum):
    """What can happen to it; the value completes "you cannot ... this PaymentIntent"."""

    ATTACH = "give a payment method to"
    CHALLENGE = "authenticate"
    DECLINE = "decline"
    HOLD = "authorize"
    PROCESS = "process"
    PAY = "confirm"
    SETTLE = "settle"
    BOUNCE = "fail"
    CAPTURE = "capture"
    CANCEL = "cancel"
    EXPIRE = "expire"
    UPDATE = "update"


_OPEN = (Status.NO_METHOD, Status.UNCONFIRMED, Status.ACTION)

NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.NO_METHOD, Move.ATTACH): Status.UNCONFIRMED,
    (Status.UNCONFIRMED, Move.ATTACH): Status.UNCONFIRMED,
    (Status.ACTION, Move.ATTACH): Status.UNCONFIRMED,
    **{(status, Move.UPDATE): status for status in _OPEN},
    **{(status, Move.CHALLENGE): Status.ACTION for status in _OPEN},
    **{(status, Move.DECLINE): Status.NO_METHOD for status in _OPEN},
    **{(status, Move.HOLD): Status.HELD for status in _OPEN},
    **{(status, Move.PROCESS): Status.PROCESSING for status in _OPEN},
    **{(status, Move.PAY): Status.PAID for status in _OPEN},
    (Status.PROCESSING, Move.SETTLE): Status.PAID,
    (Status.PROCESSING, Move.BOUNCE): Status.NO_METHOD,
    (Status.HELD, Move.CAPTURE): Status.PAID,
    **{(status, Move.CANCEL): Status.CANCELED for status in (*_OPEN, Status.HELD)},
    (Status.HELD, Move.EXPIRE): Status.CANCELED,
}


def advance(intent: Object, move: Move) -> None:
    """Move the intent, or refuse as Stripe does.

    :raises Fault: 400 `payment_intent_unexpected_state`, the table has no such step.
    """
    after = NEXT.get((Status(intent["status"]), move))
    if after is None:
        allowed = ", ".join(status for status, allowed in NEXT if allowed is move)
        raise wrong_state(intent, move, allowed)
    intent["status"] = after.value
