"""The double's objects have the fields of Stripe's own examples, of their types, and none that Stripe lacks.

`shapes.json` is the fields and types of the example objects in stripe/openapi (fixtures3.json, MIT). A null
there says nothing of the type; the SDK's annotations say which fields exist in the version it speaks.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import stripe
from stripe.checkout import Session

from integrations.stripe.client import StripeProcessor
from integrations.stripe.port import Capture
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import SHOP, Double, card

SHAPES: Mapping[str, Mapping[str, str]] = json.loads((Path(__file__).parent / "shapes.json").read_text())
CLASSES: Mapping[str, type] = {
    "charge": stripe.Charge,
    "checkout.session": Session,
    "customer": stripe.Customer,
    "dispute": stripe.Dispute,
    "event": stripe.Event,
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
    "refund": stripe.Refund,
    "setup_intent": stripe.SetupIntent,
}
TYPES: Mapping[type, str] = {
    str: "text",
    int: "number",
    bool: "truth",
    list: "list",
    dict: "object",
    type(None): "null",
}
# Only there when they are asked for with `expand`.
ON_REQUEST = {"refunds"}


@pytest.fixture
def objects(double: Double, processor: StripeProcessor) -> dict[str, dict[str, Any]]:
    """One of each kind, as the double answers it."""
    page = processor.open_checkout(a_bill(capture=Capture.AUTOMATIC), key=a_key())
    double.pay(page.url, card("4000000000000259"))
    paths = {
        "charge": "/v1/charges",
        "checkout.session": "/v1/checkout/sessions",
        "customer": "/v1/customers",
        "dispute": "/v1/disputes",
        "event": "/v1/events",
        "payment_intent": "/v1/payment_intents",
        "payment_method": "/v1/payment_methods",
        "refund": "/v1/refunds",
        "setup_intent": "/v1/setup_intents",
    }
    made = {kind: first(double, path) for kind, path in paths.items()}
    return {kind: found for kind, found in made.items() if found}


def first(double: Double, path: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {SHOP}"}
    if path == "/v1/refunds":
        form = {"amount": "900", "currency": "usd", "payment_method": "pm_card_visa", "confirm": "true"}
        paid = double.http.post("/v1/payment_intents", data=form, headers=headers).json()["id"]
        double.http.post(path, data={"payment_intent": paid}, headers=headers)
    creations = {
        "/v1/customers": {},
        "/v1/setup_intents": {},
        "/v1/payment_methods": {
            "type": "card",
            "card[number]": "4242424242424242",
            "card[exp_month]": "12",
            "card[exp_year]": "2034",
            "card[cvc]": "123",
        },
    }
    if path in creations:
        made: dict[str, Any] = double.http.post(path, data=creations[path], headers=headers).json()
        return made
    listed: dict[str, Any] = double.http.get(path, headers=headers).json()["data"][0]
    return listed


@pytest.mark.parametrize("kind", CLASSES)
def test_every_field_exists_at_stripe(objects: dict[str, dict[str, Any]], kind: str) -> None:
    assert set(objects[kind]) <= set(CLASSES[kind].__annotations__)


@pytest.mark.parametrize("kind", CLASSES)
def test_every_field_of_the_example_is_there_with_its_type(
    objects: dict[str, dict[str, Any]], kind: str
) -> None:
    known = set(CLASSES[kind].__annotations__) - ON_REQUEST
    expected = {field: said for field, said in SHAPES[kind].items() if field in known}

    assert set(expected) - set(objects[kind]) == set()
    assert mismatches(objects[kind], expected) == {}


def test_a_charge_describes_its_card_as_stripe_does(objects: dict[str, dict[str, Any]]) -> None:
    details = objects["charge"]["payment_method_details"]["card"]
    known = stripe.Charge.PaymentMethodDetails.Card.__annotations__

    assert set(details) <= set(known)
    assert mismatches(details, SHAPES["charge.payment_method_details.card"]) == {}


def mismatches(found: Mapping[str, Any], expected: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return where both sides name a type and the types differ."""
    both = {field: (TYPES[type(found[field])], said) for field, said in expected.items() if field in found}
    return {field: pair for field, pair in both.items() if "null" not in pair and pair[0] != pair[1]}
