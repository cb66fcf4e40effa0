"""What a person typed on the hosted page, and what is wrong with it in plain words."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from integrations.stripe.double.cards import ACCOUNTS, plausible

EXPIRY = re.compile(r"(0[1-9]|1[0-2])\s*/\s*(\d{2}|20\d{2})")


def mistakes(form: Mapping[str, str], now: int) -> dict[str, str]:
    """Return a sentence for each field that cannot be right. `now` is domain time in seconds."""
    if form.get("method") == "us_bank_account":
        return _bank(form)
    found = {"number": _number(form), "expiry": _expiry(form, now), "cvc": _cvc(form)}
    return {field: said for field, said in found.items() if said}


def _number(form: Mapping[str, str]) -> str | None:
    digits = form.get("number", "").replace(" ", "")
    if not digits:
        return "Enter the card number."
    if not digits.isdigit() or not plausible(digits):
        return "Check the card number: a digit is wrong or missing."
    return None


def _expiry(form: Mapping[str, str], now: int) -> str | None:
    match = EXPIRY.fullmatch(form.get("expiry", "").strip())
    if not match:
        return "Enter the expiry as month and year, like 12 / 34."
    today = datetime.fromtimestamp(now, UTC)
    year = int(match[2]) if len(match[2]) > 2 else 2000 + int(match[2])  # noqa: PLR2004 - 34 means 2034
    return "This card is out of date." if (year, int(match[1])) < (today.year, today.month) else None


def _cvc(form: Mapping[str, str]) -> str | None:
    right = re.fullmatch(r"\d{3,4}", form.get("cvc", "").strip())
    return None if right else "Enter the 3 or 4 digits of the security code."


def _bank(form: Mapping[str, str]) -> dict[str, str]:
    if form.get("account", "").replace(" ", "") in ACCOUNTS:
        return {}
    return {"account": "Enter one of the test account numbers below."}
