"""What money comes from: turning test numbers and test names into payment methods."""

import hashlib
from typing import Any

from integrations.stripe.double import cards
from integrations.stripe.double.account import Account
from integrations.stripe.double.cards import ACCOUNTS, ALIASES, CARDS, LIVE, BankAccount, Card
from integrations.stripe.double.errors import Fault, Object, invalid

NOBODY = {
    "address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")),
    **dict.fromkeys(("email", "name", "phone", "tax_id")),
}


def save_with(account: Account, method: Object, customer: str) -> None:
    """Attach a method to a customer.

    :raises Fault: 400, it is somebody else's, or was let go or used up without being saved.
    """
    if method["customer"] == customer:
        return
    if method["customer"] or method.get("_used"):
        raise invalid("This PaymentMethod was previously used or detached and may not be used again.")
    method["customer"] = customer
    account.save(method)
    account.emit("payment_method.attached", method)


def resolve(account: Account, reference: str, param: str = "payment_method") -> Object:
    """Return a method by its id, or a new one for a test name such as `pm_card_visa`.

    :raises Fault: 404, there is none.
    """
    test = ALIASES.get(reference)
    if isinstance(test, Card):
        return of_card(account, test.number, 12, 2034)
    if isinstance(test, BankAccount):
        return of_account(account, test.number)
    return account.get("payment_method", reference, param)


def card_of(method: Object) -> Card:
    """Return the test card behind a method."""
    return CARDS[method["_number"]]


def account_of(method: Object) -> BankAccount:
    """Return the test bank account behind a method."""
    return ACCOUNTS[method["_number"]]


def of_card(account: Account, number: str, month: int, year: int) -> Object:
    """Make a method of a card number.

    :raises Fault: 402, the number is no card's, or not a test card's.
    """
    if not number.isdigit() or not cards.plausible(number):
        raise _unusable("incorrect_number", None, "Your card number is incorrect.", "number")
    if number not in CARDS:
        raise _unusable(LIVE.code, LIVE.reason, LIVE.message, "number")
    card = CARDS[number]
    described = {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "US",
        "display_brand": card.brand,
        "exp_month": month,
        "exp_year": year if year > 99 else 2000 + year,  # noqa: PLR2004 - 34 means 2034
        "fingerprint": _fingerprint(number),
        "funding": "credit",
        "generated_from": None,
        "last4": number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
    return _new(account, "card", number, described)


def of_account(account: Account, number: str) -> Object:
    """Make a method of a bank account number.

    :raises Fault: 400, it is not a test account.
    """
    if number not in ACCOUNTS:
        raise invalid("Only test bank accounts are taken here.", param="us_bank_account[account_number]")
    described = {
        "account_holder_type": "individual",
        "account_type": "checking",
        "bank_name": "TEST BANK",
        "financial_connections_account": None,
        "fingerprint": _fingerprint(number),
        "last4": number[-4:],
        "networks": {"preferred": "ach", "supported": ["ach"]},
        "routing_number": "110000000",
        "status_details": None,
    }
    return _new(account, "us_bank_account", number, described)


def _new(account: Account, kind: str, number: str, described: dict[str, Any]) -> Object:
    return account.new(
        "pm",
        "payment_method",
        allow_redisplay="unspecified",
        billing_details=NOBODY,
        customer=None,
        customer_account=None,
        metadata={},
        type=kind,
        _number=number,
        **{kind: described},
    )


def _fingerprint(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()[:16]


def _unusable(code: str, reason: str | None, message: str, param: str) -> Fault:
    error = {"type": "card_error", "code": code, "decline_code": reason, "message": message, "param": param}
    return Fault(402, error)
