"""PaymentIntents: one payment from the wish to the money, along the table in `states`."""

from stripe.params import (
    PaymentIntentCancelParams,
    PaymentIntentCaptureParams,
    PaymentIntentConfirmParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
    PaymentIntentUpdateParams,
)

from integrations.stripe.double import hosted, intents, lists, refunds, settling
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object, invalid, public
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params, Routes
from integrations.stripe.double.states import Move, Status, advance

routes = Routes()


@routes.post("/v1/payment_intents", PaymentIntentCreateParams)
def create(account: Account, params: Params) -> Object:
    """Make a payment, and try it at once if asked to."""
    if not params.get("confirm") and (params.get("off_session") or params.get("error_on_requires_action")):
        raise invalid("off_session may be given only with confirm=true.", param="off_session")
    intent = intents.made(account, params)
    account.emit("payment_intent.created", intent)
    if params.get("confirm"):
        intents.confirm(account, intent, params)
    return public(intent)


@routes.get("/v1/payment_intents/{intent}", PaymentIntentRetrieveParams)
def retrieve(account: Account, _: Params, intent: str) -> Object:
    """Return a payment."""
    return public(account.get("payment_intent", intent, "intent"))


@routes.get("/v1/payment_intents", PaymentIntentListParams)
def index(account: Account, params: Params) -> Object:
    """Return payments, newest first."""
    where = {"customer": params.get("customer")} if params.get("customer") else {}
    return lists.page(account.all("payment_intent", **where), params, "/v1/payment_intents")


@routes.post("/v1/payment_intents/{intent}", PaymentIntentUpdateParams)
def update(account: Account, params: Params, intent: str) -> Object:
    """Change a payment that has not been made. Metadata and description may change later too."""
    found = account.get("payment_intent", intent, "intent")
    if set(params) - {"metadata", "description", "expand"}:
        advance(found, Move.UPDATE)
    intents.fill(account, found, params)
    found["metadata"] = merged(found["metadata"], params.get("metadata"))
    account.save(found)
    return public(found)


@routes.post("/v1/payment_intents/{intent}/confirm", PaymentIntentConfirmParams)
def confirm(account: Account, params: Params, intent: str) -> Object:
    """Try to make a payment."""
    found = account.get("payment_intent", intent, "intent")
    intents.fill(account, found, params)
    intents.confirm(account, found, params)
    return public(found)


@routes.post("/v1/payment_intents/{intent}/capture", PaymentIntentCaptureParams)
def capture(account: Account, params: Params, intent: str) -> Object:
    """Take what is held, or a part of it; the rest is let go."""
    found = account.get("payment_intent", intent, "intent")
    held = found["amount_capturable"]
    amount = params.get("amount_to_capture", held)
    if found["status"] == Status.HELD and not 0 < amount <= held:
        message = f"The amount to capture ({amount}) must be between 1 and the capturable amount ({held})."
        raise invalid(message, code="amount_too_large", param="amount_to_capture")
    if not params.get("final_capture", True):
        raise invalid("This payment cannot be captured more than once.", param="final_capture")
    found["metadata"] = merged(found["metadata"], params.get("metadata"))
    found["statement_descriptor_suffix"] = params.get(
        "statement_descriptor_suffix", found["statement_descriptor_suffix"]
    )
    settling.capture(account, found, amount)
    hosted.captured(account, found)
    return public(found)


@routes.post("/v1/payment_intents/{intent}/cancel", PaymentIntentCancelParams)
def cancel(account: Account, params: Params, intent: str) -> Object:
    """Give a payment up; what is held is let go."""
    found = account.get("payment_intent", intent, "intent")
    if found.get("_session") and found["status"] in (Status.NO_METHOD, Status.ACTION, Status.UNCONFIRMED):
        raise invalid("This PaymentIntent belongs to a Checkout Session: expire the session instead.")
    give_up(account, found, params.get("cancellation_reason"))
    return public(found)


def give_up(account: Account, intent: Object, reason: str | None) -> None:
    """Cancel a payment and let go of its hold.

    :raises Fault: 400, it is past cancelling.
    """
    was_held = intent["status"] == Status.HELD
    advance(intent, Move.CANCEL)
    intent |= {"canceled_at": account.now, "cancellation_reason": reason, "next_action": None}
    intent |= {"amount_capturable": 0, "_due": None}
    account.save(intent)
    if was_held:
        charge = account.get("charge", intent["latest_charge"])
        refunds.returned(account, charge, charge["amount"], _release=True)
    account.emit("payment_intent.canceled", intent)
