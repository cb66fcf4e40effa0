"""What Stripe may learn, field by field; anything else never leaves.

The list names every key an outgoing request may carry and what its value may look like, so a name, an
address or a product has no place to hide in. The references are opaque, the label is "Order" and one of
them, and page addresses carry no query but Stripe's own placeholder.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from integrations.stripe.errors import Undisclosable

REF = r"[A-Za-z0-9][A-Za-z0-9-]{2,63}"
ID = r"[a-z]{2,6}_[A-Za-z0-9_]{1,120}"
PAGE = r"https?://[A-Za-z0-9.:/_-]+(\?[a-z_]+=\{CHECKOUT_SESSION_ID\})?"
NUMBER = r"[0-9]{1,12}"
METHOD = r"card|us_bank_account"
CAPTURE = r"automatic|manual"
SUFFIX = r"[A-Z0-9][A-Z0-9 ]{1,21}"
KEY = rf"pay:{REF}:[0-9]{{1,4}}:[a-z_]{{2,20}}(:{REF})?"

ALLOWED: Mapping[str, str] = {
    "mode": "payment",
    "allowed_payment_method_types[0]": METHOD,
    "allowed_payment_method_types[1]": METHOD,
    "line_items[0][price_data][currency]": "[a-z]{3}",
    "line_items[0][price_data][unit_amount]": NUMBER,
    "line_items[0][price_data][product_data][name]": f"Order {REF}",
    "line_items[0][quantity]": "1",
    "metadata[ref]": REF,
    "metadata[key]": KEY,
    "payment_intent_data[capture_method]": CAPTURE,
    "payment_intent_data[metadata][ref]": REF,
    "payment_intent_data[statement_descriptor_suffix]": SUFFIX,
    "payment_intent_data[setup_future_usage]": "off_session",
    "success_url": PAGE,
    "cancel_url": PAGE,
    "expires_at": NUMBER,
    "customer": ID,
    "customer_creation": "always",
    "amount": NUMBER,
    "amount_to_capture": NUMBER,
    "currency": "[a-z]{3}",
    "capture_method": CAPTURE,
    "payment_intent": ID,
    "payment_method": ID,
    "confirm": "true",
    "off_session": "true",
    "statement_descriptor_suffix": SUFFIX,
    "expand[0]": r"(data\.|payment_intent\.)?latest_charge",
    "limit": NUMBER,
    "created[gte]": NUMBER,
    "created[lt]": NUMBER,
    "starting_after": ID,
}

PATHS = re.compile(rf"/v1/[a-z_]+(/[a-z_]+)?(/{ID}(/[a-z_]+)?)?")
KEYS = re.compile(KEY)


def inspect(url: str, headers: Mapping[str, str], body: str | None) -> None:
    """Look at a request as it is about to leave.

    :raises Undisclosable: it carries anything that is not on the list.
    """
    address = urlsplit(url)
    _match("the path", PATHS, address.path)
    if "Idempotency-Key" in headers:
        _match("the idempotency key", KEYS, headers["Idempotency-Key"])
    for part in (address.query, body or ""):
        for key, value in parse_qsl(part, keep_blank_values=True):
            _match(key, re.compile(ALLOWED.get(key, r"(?!)")), value)


def _match(what: str, pattern: re.Pattern[str], value: str) -> None:
    if not pattern.fullmatch(value):
        raise Undisclosable(f"Not for the payment processor: {what}.")
