"""Charges: one attempt each to move or hold money, successful or not."""

from stripe.params import ChargeListParams, ChargeRetrieveParams

from integrations.stripe.double import lists
from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import Decline
from integrations.stripe.double.errors import Object, public
from integrations.stripe.double.instruments import NOBODY
from integrations.stripe.double.routes import Params, Routes

routes = Routes()

COPIED = ("amount", "currency", "customer", "description", "metadata", "receipt_email", "shipping")


@routes.get("/v1/charges/{charge}", ChargeRetrieveParams)
def retrieve(account: Account, _: Params, charge: str) -> Object:
    """Return a charge."""
    return public(account.get("charge", charge, "id"))


@routes.get("/v1/charges", ChargeListParams)
def index(account: Account, params: Params) -> Object:
    """Return charges, newest first."""
    where = {name: params.get(name) for name in ("payment_intent", "customer") if params.get(name)}
    return lists.page(account.all("charge", **where), params, "/v1/charges")


def made(account: Account, intent: Object, method: Object, status: str, **differing: object) -> Object:
    """Keep a new attempt at an intent and make it the latest."""
    fields = {
        **{field: intent[field] for field in COPIED},
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": NOBODY,
        "calculated_statement_descriptor": None,
        "captured": False,
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "on_behalf_of": None,
        "outcome": _outcome("authorized", "approved_by_network", "Payment complete."),
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": described(method),
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": status,
        "transfer_data": None,
        "transfer_group": None,
    }
    charge = account.new("ch", "charge", **{**fields, **differing})
    intent["latest_charge"] = charge["id"]
    return charge


def failed(account: Account, intent: Object, method: Object, decline: Decline) -> Object:
    """Keep an attempt that a bank refused."""
    charge = made(
        *(account, intent, method, "failed"),
        failure_code=decline.code,
        failure_message=decline.message,
        outcome=_outcome("issuer_declined", "declined_by_network", decline.message, decline.reason),
        paid=False,
    )
    account.emit("charge.failed", charge)
    return charge


def hold(charge: Object, until: int) -> None:
    """Note on a charge until when it may be captured."""
    charge["payment_method_details"]["card"]["capture_before"] = until


def described(method: Object) -> Object:
    """Return how a charge describes what it was paid with."""
    kind = method["type"]
    if kind == "us_bank_account":
        kept = ("account_holder_type", "account_type", "bank_name", "fingerprint", "last4", "routing_number")
        return {"type": kind, kind: {field: method[kind][field] for field in kept}}
    dropped = ("display_brand", "generated_from", "networks", "three_d_secure_usage")
    card = {field: value for field, value in method["card"].items() if field not in dropped}
    extra = {
        "amount_authorized": None,
        "authorization_code": None,
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "network_transaction_id": None,
        "three_d_secure": None,
    }
    return {"type": "card", "card": {**card, **extra}}


def _outcome(kind: str, status: str, message: str, reason: str | None = None) -> Object:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": status,
        "reason": reason,
        "seller_message": message,
        "type": kind,
    }
