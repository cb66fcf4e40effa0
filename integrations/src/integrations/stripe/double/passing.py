"""What the passing of domain time does to an account: pages lapse, holds end, debits arrive."""

from integrations.stripe.double import hosted, refunds, sessions, settling
from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object
from integrations.stripe.double.states import Move, Status, advance


def catch_up(account: Account) -> None:
    """Do everything that has fallen due, in order."""
    for found in account.due():
        if found["object"] == "checkout.session":
            sessions.lapse(account, found)
        elif found["object"] == "refund":
            refunds.conclude(account, found)
        elif found["status"] == Status.HELD:
            _expire(account, found)
        else:
            settling.settle(account, found)
            hosted.conclude(account, found)


def _expire(account: Account, intent: Object) -> None:
    """End a hold that nobody captured: the money was never ours, and the payment is over."""
    advance(intent, Move.EXPIRE)
    intent |= {"canceled_at": account.now, "cancellation_reason": "automatic"}
    intent |= {"amount_capturable": 0, "_due": None}
    charge = account.get("charge", intent["latest_charge"])
    charge |= {"refunded": True, "amount_refunded": charge["amount"]}
    account.save(charge)
    account.save(intent)
    account.emit("charge.expired", charge)
    account.emit("payment_intent.canceled", intent)
