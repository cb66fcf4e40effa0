"""What a Checkout Session is asked to collect, and what Stripe refuses to collect that way."""

from typing import Any

from integrations.stripe.double import customers, intents
from integrations.stripe.double.account import Account, new_id
from integrations.stripe.double.blank import blank
from integrations.stripe.double.errors import Object, invalid
from integrations.stripe.double.metadata import merged
from integrations.stripe.double.routes import Params

SHORTEST = 30 * 60
LONGEST = 24 * 60 * 60
SLACK = 60
EMPTY = blank("""
    adaptive_pricing after_expiration allow_promotion_codes billing_address_collection client_secret
    collected_information consent consent_collection currency_conversion customer_account customer_details
    discounts excluded_payment_method_types integration_identifier invoice invoice_creation locale
    managed_payments origin_context payment_intent payment_link payment_method_collection
    payment_method_configuration_details permissions recovered_from saved_payment_method_options
    setup_intent shipping_address_collection shipping_cost submit_type subscription total_details
    wallet_options
""")
TEXTS = blank("""
    after_submit shipping_address submit terms_of_service_acceptance
""")


def page_for(account: Account, params: Params, mode: str) -> Object:
    """Keep a new page.

    :raises Fault: 400 or 404, what was given makes no sense.
    """
    kinds = params.get("allowed_payment_method_types") or ["card"]
    data: dict[str, Any] = params.get("payment_intent_data") or {}
    items = [_item(line) for line in params.get("line_items") or []]
    total = sum(item["amount_total"] for item in items)
    currency = items[0]["currency"] if items else params.get("currency")
    if mode == "payment":
        _check_payment(items, total, data, kinds)
    if params.get("customer") and params.get("customer_email"):
        raise invalid("Give customer or customer_email, not both.", param="customer_email")
    customer = customers.live(account, params["customer"])["id"] if params.get("customer") else None
    session = account.new(
        "cs_test",
        "checkout.session",
        **EMPTY,
        allowed_payment_method_types=params.get("allowed_payment_method_types"),
        amount_subtotal=total if items else None,
        amount_total=total if items else None,
        automatic_tax={"enabled": False, "liability": None, "provider": None, "status": None},
        cancel_url=params.get("cancel_url"),
        client_reference_id=params.get("client_reference_id"),
        currency=currency,
        custom_fields=[],
        custom_text=TEXTS,
        customer=customer,
        customer_creation=params.get("customer_creation", None if customer else "if_required"),
        customer_email=params.get("customer_email"),
        expires_at=_deadline(account, params.get("expires_at")),
        metadata=merged({}, params.get("metadata")),
        mode=mode,
        payment_method_options={},
        payment_method_types=kinds,
        payment_status="unpaid" if mode == "payment" else "no_payment_required",
        phone_number_collection={"enabled": False},
        shipping_options=[],
        status="open",
        success_url=params.get("success_url"),
        ui_mode="hosted_page",
        _intent={**data, "amount": total, "currency": currency, "allowed_payment_method_types": kinds},
        _line_items={"object": "list", "data": items, "has_more": False, "url": "/v1/checkout/sessions"},
    )
    session |= {"url": f"{account.base}/c/pay/{session['id']}", "_due": session["expires_at"]}
    return session


def _item(line: dict[str, Any]) -> Object:
    if "price_data" not in line:
        raise invalid("The double models price_data, not stored prices.", param="line_items[0][price]")
    price = line["price_data"]
    product = price.get("product_data")
    if product is None or price.get("unit_amount") is None:
        raise invalid("price_data needs product_data and unit_amount.", param="line_items[0][price_data]")
    quantity = line.get("quantity", 1)
    total = price["unit_amount"] * quantity
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price["currency"],
        "description": product["name"],
        "metadata": merged({}, line.get("metadata")),
        "price": None,
        "quantity": quantity,
    }


def _check_payment(items: list[Object], total: int, data: dict[str, Any], kinds: list[str]) -> None:
    if not items:
        raise invalid("Missing required param: line_items.", code="parameter_missing", param="line_items")
    if len({item["currency"] for item in items}) > 1:
        raise invalid("All line items must have the same currency.", param="line_items")
    intents.check_amount(total, items[0]["currency"], "line_items")
    if extra := set(data) - set(intents.GIVEN) - {"metadata"}:
        names = ", ".join(sorted(extra))
        raise invalid(f"The double does not model {names} here.", code="double_unmodelled")
    if data.get("capture_method") == "manual" and "us_bank_account" in kinds:
        message = "us_bank_account cannot be used with capture_method=manual: a bank debit cannot be held."
        raise invalid(message, param="allowed_payment_method_types")
    probe = {"statement_descriptor": None, "statement_descriptor_suffix": None, **data}
    intents.check_descriptor({**probe, "payment_method_types": kinds})


def _deadline(account: Account, wanted: int | None) -> int:
    """A page lives for 30 minutes to 24 hours; a minute's slack forgives the time a request takes."""
    if wanted is None:
        return account.now + LONGEST
    if not SHORTEST - SLACK <= wanted - account.now <= LONGEST + SLACK:
        message = "The `expires_at` timestamp must be 30 minutes to 24 hours after the Session's creation."
        raise invalid(message, param="expires_at")
    return wanted
