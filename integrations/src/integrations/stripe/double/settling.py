"""What becomes of money once the bank has answered: captured, arrived, bounced, disputed."""

from integrations.stripe.double import disputes, instruments, refunds
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object
from integrations.stripe.double.states import Move, advance


def capture(account: Account, intent: Object, amount: int) -> None:
    """Take that much of a hold and let go of the rest, which Stripe counts as refunded."""
    advance(intent, Move.CAPTURE)
    charge = account.get("charge", intent["latest_charge"])
    charge |= {"amount_captured": amount, "captured": True}
    intent |= {"amount_capturable": 0, "amount_received": amount, "_due": None}
    account.save(charge)
    account.save(intent)
    account.emit("charge.captured", charge)
    if amount < charge["amount"]:
        refunds.returned(account, charge, charge["amount"] - amount, _release=True)
    account.emit("payment_intent.succeeded", intent)
    disputed(account, intent, charge)


def settle(account: Account, intent: Object) -> None:
    """Let a bank debit arrive, or bounce."""
    charge = account.get("charge", intent["latest_charge"])
    method = account.get("payment_method", intent["payment_method"])
    bounce = instruments.account_of(method).bounce
    advance(intent, Move.BOUNCE if bounce else Move.SETTLE)
    intent["_due"] = intent["processing"] = None
    if bounce:
        error = {"type": "card_error", "code": bounce.code, "message": bounce.message, "charge": charge["id"]}
        intent |= {"last_payment_error": error, "payment_method": None}
        charge |= {"status": "failed", "paid": False, "failure_code": bounce.code}
    else:
        intent["amount_received"] = intent["amount"]
        charge |= {"status": "succeeded", "paid": True, "captured": True}
        charge["amount_captured"] = charge["amount"]
    account.save(charge)
    account.save(intent)
    account.emit("charge.failed" if bounce else "charge.succeeded", charge)
    account.emit("payment_intent.payment_failed" if bounce else "payment_intent.succeeded", intent)


def disputed(account: Account, intent: Object, charge: Object) -> None:
    """Let a captured charge be disputed, if its card is one that disputes."""
    method = account.get("payment_method", intent["payment_method"])
    if method["type"] == "card" and instruments.card_of(method).disputes:
        disputes.opened(account, charge)
