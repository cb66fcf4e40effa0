"""SetupIntents: save a payment method for later, with the customer there and no money moving."""

from stripe.params import (
    SetupIntentCancelParams,
    SetupIntentConfirmParams,
    SetupIntentCreateParams,
    SetupIntentListParams,
    SetupIntentRetrieveParams,
)

from integrations.stripe.double import instruments, lists, saving
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object, public, wrong_state
from integrations.stripe.double.routes import Params, Routes

routes = Routes()

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


@routes.post("/v1/setup_intents", SetupIntentCreateParams)
def create(account: Account, params: Params) -> Object:
    """Begin to save a method, and finish at once if asked to."""
    found = saving.made(account, params)
    if params.get("confirm"):
        saving.attempt(account, found)
    return public(found)


@routes.get("/v1/setup_intents/{intent}", SetupIntentRetrieveParams)
def retrieve(account: Account, _: Params, intent: str) -> Object:
    """Return a SetupIntent."""
    return public(account.get("setup_intent", intent, "intent"))


@routes.get("/v1/setup_intents", SetupIntentListParams)
def index(account: Account, params: Params) -> Object:
    """Return SetupIntents, newest first."""
    where = {"customer": params.get("customer")} if params.get("customer") else {}
    return lists.page(account.all("setup_intent", **where), params, "/v1/setup_intents")


@routes.post("/v1/setup_intents/{intent}/confirm", SetupIntentConfirmParams)
def confirm(account: Account, params: Params, intent: str) -> Object:
    """Save the method."""
    found = account.get("setup_intent", intent, "intent")
    _open(found, "confirm")
    found["_return_url"] = params.get("return_url", found["_return_url"])
    if params.get("payment_method"):
        saving.give(account, found, instruments.resolve(account, params["payment_method"]))
    saving.attempt(account, found)
    return public(found)


@routes.post("/v1/setup_intents/{intent}/cancel", SetupIntentCancelParams)
def cancel(account: Account, params: Params, intent: str) -> Object:
    """Give it up."""
    found = account.get("setup_intent", intent, "intent")
    _open(found, "cancel")
    found |= {"status": "canceled", "cancellation_reason": params.get("cancellation_reason")}
    account.save(found)
    account.emit("setup_intent.canceled", found)
    return public(found)


def _open(intent: Object, what: str) -> None:
    if intent["status"] not in OPEN:
        raise wrong_state(intent, what, ", ".join(OPEN))
