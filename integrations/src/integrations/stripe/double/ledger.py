"""The books of an account, summed: what is held, what was taken, what went back, and for which order."""

from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object


def of(account: Account) -> Object:
    """Return the totals (minor units) and one line for each payment, the newest first."""
    lines = [_line(account, intent) for intent in account.all("payment_intent")]
    totals = {
        name: sum(line[name] for line in lines) for name in ("authorised", "held", "captured", "refunded")
    }
    return {"account": account.merchant.name, "now": account.now, **totals, "payments": lines}


def _line(account: Account, intent: Object) -> Object:
    charge = account.find(intent["latest_charge"]) if intent["latest_charge"] else None
    tried = account.all("charge", payment_intent=intent["id"])
    refunds = account.all("refund", payment_intent=intent["id"])
    card = charge["payment_method_details"].get("card", {}) if charge else {}
    return {
        "id": intent["id"],
        "ref": intent["metadata"].get("ref"),
        "status": intent["status"],
        "currency": intent["currency"],
        "amount": intent["amount"],
        "authorised": sum(one["amount"] for one in tried if one["status"] == "succeeded"),
        "held": intent["amount_capturable"],
        "captured": intent["amount_received"],
        "refunded": sum(refund["amount"] for refund in refunds if not refund["_release"]),
        "capture_before": card.get("capture_before"),
        "disputed": bool(charge and charge["disputed"]),
        "attempts": len(tried),
        "created": intent["created"],
    }
