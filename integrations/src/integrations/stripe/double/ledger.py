"""The books of an account, summed: what is held, what was taken, what went back, and for which order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from integrations.stripe.double.account import Account
from integrations.stripe.double.errors import Object

SUMMED = ("authorised", "held", "captured", "refunded")


def of(account: Account) -> Object:
    """Return the totals (minor units) and one line for each payment, the newest first."""
    charges, refunds = _by_payment(account.all("charge")), _by_payment(account.all("refund"))
    intents = account.all("payment_intent")
    lines = [_line(intent, charges[intent["id"]], refunds[intent["id"]]) for intent in intents]
    totals = {name: sum(line[name] for line in lines) for name in SUMMED}
    return {"account": account.merchant.name, "now": account.now, **totals, "payments": lines}


def _by_payment(found: Sequence[Object]) -> Mapping[str, list[Object]]:
    grouped: defaultdict[str, list[Object]] = defaultdict(list)
    for one in found:
        grouped[one["payment_intent"]].append(one)
    return grouped


def _went_back(refund: Object) -> bool:
    return not refund["_release"] and refund["status"] != "failed"


def _line(intent: Object, charges: Sequence[Object], refunds: Sequence[Object]) -> Object:
    latest = charges[0] if charges else None
    card = latest["payment_method_details"].get("card", {}) if latest else {}
    return {
        "id": intent["id"],
        "ref": intent["metadata"].get("ref"),
        "status": intent["status"],
        "currency": intent["currency"],
        "amount": intent["amount"],
        "authorised": sum(charge["amount"] for charge in charges if charge["status"] == "succeeded"),
        "held": intent["amount_capturable"],
        "captured": intent["amount_received"],
        "refunded": sum(refund["amount"] for refund in refunds if _went_back(refund)),
        "capture_before": card.get("capture_before"),
        "disputed": bool(latest and latest["disputed"]),
        "attempts": len(charges),
        "created": intent["created"],
    }
