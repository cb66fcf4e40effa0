"""What happens when a method is to be saved: the bank agrees, asks for the customer, or says no."""

from integrations.stripe.double import cards, customers, instruments
from integrations.stripe.double.account import Account, new_id
from integrations.stripe.double.blank import blank
from integrations.stripe.double.cards import Challenge, Decline
from integrations.stripe.double.errors import Object, declined, invalid
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params

EMPTY = blank("""
    application cancellation_reason customer_account description excluded_payment_method_types
    flow_directions last_setup_error latest_attempt managed_payments mandate next_action on_behalf_of
    payment_method payment_method_configuration_details single_use_mandate
""")


def made(account: Account, params: Params) -> Object:
    """Keep a new SetupIntent."""
    kinds = params.get("allowed_payment_method_types")
    automatic = params.get("automatic_payment_methods") or (None if kinds else {"enabled": True})
    customer = params.get("customer")
    found = account.new(
        "seti",
        "setup_intent",
        **EMPTY | {"description": params.get("description")},
        allowed_payment_method_types=kinds,
        automatic_payment_methods=automatic,
        customer=customers.live(account, customer)["id"] if customer else None,
        metadata=merged({}, params.get("metadata")),
        payment_method_options={},
        payment_method_types=kinds or ["card"],
        status="requires_payment_method",
        usage=params.get("usage", "off_session"),
        _return_url=params.get("return_url"),
    )
    found["client_secret"] = new_id(f"{found['id']}_secret")
    if params.get("payment_method"):
        give(account, found, instruments.resolve(account, params["payment_method"]))
    account.save(found)
    account.emit("setup_intent.created", found)
    return found


def give(account: Account, intent: Object, method: Object) -> None:
    """Name the method to save."""
    if method["type"] not in intent["payment_method_types"]:
        raise invalid("This SetupIntent does not take that type.", param="payment_method")
    intent |= {"payment_method": method["id"], "status": "requires_confirmation"}
    account.save(intent)


def attempt(account: Account, intent: Object, *, authenticated: bool = False) -> None:
    """Ask the bank whether the method may be saved.

    :raises Fault: 402, it may not; 400, there is nothing to save.
    """
    if not intent["payment_method"]:
        raise invalid("This SetupIntent has no payment method.", code="setup_intent_unexpected_state")
    method = account.get("payment_method", intent["payment_method"])
    card = instruments.card_of(method) if method["type"] == "card" else None
    if card and card.challenge is not Challenge.NEVER and not authenticated:
        page = f"{account.base}/c/authenticate/{intent['id']}"
        redirect = {"return_url": intent["_return_url"], "url": page}
        action = {"type": "redirect_to_url", "redirect_to_url": redirect}
        intent |= {"status": "requires_action", "next_action": action}
        account.save(intent)
        account.emit("setup_intent.requires_action", intent)
    elif card and card.decline and card.number != "4000000000000341" and not authenticated:
        refuse(account, intent, card.decline)
    else:
        _keep(account, intent, method)


def refuse(account: Account, intent: Object, decline: Decline = cards.UNPROVEN) -> None:
    """Record that the method cannot be saved, and say so.

    :raises Fault: 402, always.
    """
    code = "setup_intent_authentication_failure" if decline is cards.UNPROVEN else decline.code
    error = {"type": "card_error", "code": code, "message": decline.message}
    error |= {"decline_code": decline.reason} if decline.reason else {}
    intent |= {"last_setup_error": error, "next_action": None, "payment_method": None}
    intent["status"] = "requires_payment_method"
    account.save(intent)
    account.emit("setup_intent.setup_failed", intent)
    raise declined(intent, error)


def _keep(account: Account, intent: Object, method: Object) -> None:
    method["_set_up"] = True
    account.save(method)
    if intent["customer"]:
        instruments.save_with(account, method, intent["customer"])
    intent |= {"status": "succeeded", "next_action": None, "last_setup_error": None}
    account.save(intent)
    account.emit("setup_intent.succeeded", intent)
