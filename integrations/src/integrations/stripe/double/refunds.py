"""Refunds: never more than was captured, never twice, never of what was only held."""

from stripe.params import RefundCreateParams, RefundListParams, RefundRetrieveParams

from integrations.stripe.double import instruments, lists
from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import DAY, Return
from integrations.stripe.double.errors import Object, invalid, public
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params, Routes

routes = Routes()

BANK_DAYS = 5
CARD_DAYS = 1
REASON = "expired_or_canceled_card"


@routes.post("/v1/refunds", RefundCreateParams)
def create(account: Account, params: Params) -> Object:
    """Give money back."""
    charge = _charge(account, params)
    left = charge["amount"] - charge["amount_refunded"]
    if charge["refunded"] or left == 0:
        raise invalid(
            f"Charge {charge['id']} has already been refunded.",
            code="charge_already_refunded",
            param="charge",
        )
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} is disputed.", code="charge_disputed", param="charge")
    amount = params.get("amount", left)
    if amount < 1:
        raise invalid(
            "Refunds must be for a positive amount.", code="parameter_invalid_integer", param="amount"
        )
    if amount > left:
        message = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})."
        raise invalid(message, code="charge_already_refunded" if left == 0 else None, param="amount")
    pairs = merged({}, params.get("metadata"))
    return public(returned(account, charge, amount, reason=params.get("reason"), metadata=pairs))


@routes.get("/v1/refunds/{refund}", RefundRetrieveParams)
def retrieve(account: Account, _: Params, refund: str) -> Object:
    """Return a refund."""
    return public(account.get("refund", refund, "refund"))


@routes.get("/v1/refunds", RefundListParams)
def index(account: Account, params: Params) -> Object:
    """Return refunds, newest first."""
    where = {name: params.get(name) for name in ("payment_intent", "charge") if params.get(name)}
    return lists.page(account.all("refund", **where), params, "/v1/refunds")


def returned(account: Account, charge: Object, amount: int, **fields: object) -> Object:
    """Return that much of a charge: to a card at once, to a bank account in five days.

    Some test cards take it a day later, or send it back then. What a capture lets go never went anywhere.
    """
    bank = charge["payment_method_details"]["type"] == "us_bank_account"
    fields = {"metadata": {}, "reason": None, "_release": False, **fields}
    fate = Return.AT_ONCE if fields["_release"] else _fate(account, charge)
    days = {Return.AT_ONCE: 0, Return.LATER: BANK_DAYS if bank else CARD_DAYS, Return.BOUNCES: CARD_DAYS}[
        fate
    ]
    refund = account.new(
        "re",
        "refund",
        **fields,
        amount=amount,
        balance_transaction=None,
        charge=charge["id"],
        customer=charge["customer"],
        customer_account=None,
        currency=charge["currency"],
        destination_details={"type": "us_bank_transfer"} if bank else _card_details(charge),
        payment_intent=charge["payment_intent"],
        payment_method=charge["payment_method"],
        receipt_number=None,
        source_transfer_reversal=None,
        status="pending" if fate is Return.LATER else "succeeded",
        transfer_reversal=None,
        _due=account.now + days * DAY if days else None,
    )
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    account.save(charge)
    account.emit("refund.created", refund)
    account.emit("charge.refunded", charge)
    return refund


def conclude(account: Account, refund: Object) -> None:
    """Let a refund that was pending arrive, and one that seemed to have arrived come back."""
    charge = account.get("charge", refund["charge"])
    fails = _fate(account, charge) is Return.BOUNCES
    refund |= {"status": "failed" if fails else "succeeded", "_due": None}
    if fails:
        refund["failure_reason"] = REASON
        charge |= {"amount_refunded": charge["amount_refunded"] - refund["amount"], "refunded": False}
        account.save(charge)
    account.save(refund)
    account.emit("refund.updated", refund)
    if fails:
        account.emit("refund.failed", refund)


def _fate(account: Account, charge: Object) -> Return:
    if charge["payment_method_details"]["type"] == "us_bank_account":
        return Return.LATER
    return instruments.card_of(account.get("payment_method", charge["payment_method"])).refund


def _charge(account: Account, params: Params) -> Object:
    charge_id, intent_id = params.get("charge"), params.get("payment_intent")
    if not charge_id and not intent_id:
        raise invalid("One of charge or payment_intent is needed.", code="parameter_missing", param="charge")
    if intent_id:
        charge_id = account.get("payment_intent", intent_id, "payment_intent")["latest_charge"]
    charge = account.get("charge", charge_id, "charge") if charge_id else None
    if charge is None or not charge["captured"] or charge["status"] != "succeeded":
        message = f"{intent_id or charge_id} does not have a successful charge to refund."
        raise invalid(message, code="payment_intent_unexpected_state", param="payment_intent")
    return charge


def _card_details(charge: Object) -> Object:
    kind = "refund" if charge["captured"] else "reversal"
    return {
        "type": "card",
        "card": {"type": kind, "reference_status": "pending", "reference_type": "acquirer_reference_number"},
    }
