"""How a payment is described, and what Stripe refuses to have described that way."""

from integrations.stripe.double import banking, customers, instruments
from integrations.stripe.double.account import Account, new_id
from integrations.stripe.double.blank import blank
from integrations.stripe.double.errors import Object, invalid, wrong_state
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params
from integrations.stripe.double.states import Move, Status, advance

MINIMUM = 50
MOST = 99_999_999
SUFFIX = 22
GIVEN = blank("""
    amount capture_method currency description receipt_email setup_future_usage shipping
    statement_descriptor statement_descriptor_suffix
""")
EMPTY = blank("""
    application application_fee_amount canceled_at cancellation_reason customer customer_account
    excluded_payment_method_types last_payment_error latest_charge managed_payments next_action on_behalf_of
    payment_method payment_method_configuration_details processing review source transfer_data
    transfer_group
""")


def made(account: Account, params: Params) -> Object:
    """Keep a new payment.

    :raises Fault: 400 or 404, what was given makes no sense.
    """
    kinds = params.get("allowed_payment_method_types")
    automatic = params.get("automatic_payment_methods") or (None if kinds else {"enabled": True})
    check_amount(params["amount"], params["currency"])
    intent = account.new(
        "pi",
        "payment_intent",
        **GIVEN,
        **EMPTY,
        allowed_payment_method_types=kinds,
        amount_capturable=0,
        amount_details={"tip": {}},
        amount_received=0,
        automatic_payment_methods=automatic,
        confirmation_method=params.get("confirmation_method", "automatic"),
        metadata=merged({}, params.get("metadata")),
        payment_method_options={},
        payment_method_types=kinds or ["card"],
        status=Status.NO_METHOD.value,
        _off_session=False,
        _return_url=None,
    )
    intent |= {"capture_method": "automatic", "client_secret": new_id(f"{intent['id']}_secret")}
    fill(account, intent, params)
    return intent


def fill(account: Account, intent: Object, params: Params) -> None:
    """Write what was given into a payment, and keep it.

    :raises Fault: 400 or 404, what was given makes no sense.
    """
    intent |= {field: params.get(field) for field in GIVEN if field in params}
    check_amount(intent["amount"], intent["currency"])
    check_descriptor(intent)
    if params.get("customer"):
        intent["customer"] = customers.live(account, params["customer"])["id"]
    if params.get("return_url"):
        intent["_return_url"] = params["return_url"]
    if params.get("payment_method"):
        give(intent, instruments.resolve(account, params["payment_method"]))
    account.save(intent)


def give(intent: Object, method: Object) -> None:
    """Give a payment something to pay with.

    :raises Fault: 400, the method is used up, somebody else's, or of a kind this payment does not take.
    """
    if method["type"] not in intent["payment_method_types"]:
        allowed = ", ".join(intent["payment_method_types"])
        raise invalid(f"This PaymentIntent takes only: {allowed}.", param="payment_method")
    if method["type"] == "us_bank_account" and intent["capture_method"] == "manual":
        raise invalid("A bank debit cannot be held: capture_method=manual.", param="capture_method")
    if method.get("_used") or method["customer"] not in (None, intent["customer"]):
        raise invalid(
            "This PaymentMethod was used before, or belongs to another customer.", param="payment_method"
        )
    advance(intent, Move.ATTACH)
    intent["payment_method"] = method["id"]


def confirm(account: Account, intent: Object, params: Params) -> None:
    """Try a payment, as its `off_session` and `error_on_requires_action` say.

    :raises Fault: 400, there is nothing to pay with, or it is past that; 402, the bank said no.
    """
    if intent["status"] == Status.NO_METHOD:
        message = "You cannot confirm this PaymentIntent because it has no payment method."
        raise invalid(message, code="payment_intent_unexpected_state")
    if intent["status"] not in (Status.UNCONFIRMED, Status.ACTION):
        raise wrong_state(intent, "confirm", f"{Status.UNCONFIRMED}, {Status.ACTION}")
    intent["_off_session"] = bool(params.get("off_session"))
    if intent["_off_session"] and intent["customer"] is None:
        raise invalid("An off-session payment needs the customer whose method it is.", param="customer")
    banking.attempt(account, intent)


def check_amount(amount: int, currency: str, param: str = "amount") -> None:
    """Hold an amount (minor units) to Stripe's limits.

    :raises Fault: 400, it is too small or too large.
    """
    if amount < MINIMUM:
        raise invalid(f"Amount must be at least 50 {currency} cents.", code="amount_too_small", param=param)
    if amount > MOST:
        raise invalid("Amount must be no more than 999,999.99.", code="amount_too_large", param=param)


def check_descriptor(intent: Object) -> None:
    """A card's statement takes only a suffix (docs.stripe.com/get-started/account/statement-descriptors).

    :raises Fault: 400, it says more.
    """
    if intent["statement_descriptor"] and "card" in intent["payment_method_types"]:
        message = "For card charges, use statement_descriptor_suffix instead of statement_descriptor."
        raise invalid(message, param="statement_descriptor")
    if len(intent["statement_descriptor_suffix"] or "") > SUFFIX:
        raise invalid("At most 22 characters.", param="statement_descriptor_suffix")
