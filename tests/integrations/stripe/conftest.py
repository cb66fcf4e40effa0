"""Tests that ask for `sdk` run against the double always, and against Stripe's test mode where
STRIPE_TEST_KEY is set. Tests that ask for `double` pull its levers, and so mean nothing at Stripe.
"""

import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from integrations.stripe.client import Account, AsyncStripeProcessor, StripeProcessor
from integrations.stripe.port import Bill, Capture
from shared_lib.money import Money
from tests.integrations.stripe.running import DESK, SHOP, Double

TEST_KEY = os.environ.get("STRIPE_TEST_KEY", "")
TARGETS = ("double", "stripe") if TEST_KEY else ("double",)


@pytest.fixture
def double(stripe_double: Double) -> Double:
    stripe_double.reset()
    return stripe_double


@pytest.fixture
def local(double: Double) -> Iterator[stripe.StripeClient]:
    """The official SDK, as the shop, at the double only: for what at Stripe takes a person or a while."""
    with transport() as http:
        yield stripe.StripeClient(
            SHOP, http_client=http, base_addresses={"api": double.base}, max_network_retries=0
        )


@pytest.fixture(params=TARGETS)
def sdk(request: pytest.FixtureRequest) -> Iterator[stripe.StripeClient]:
    """The official SDK, as the shop."""
    if request.param == "double":
        yield request.getfixturevalue("local")
        return
    with transport() as http:
        yield stripe.StripeClient(TEST_KEY, http_client=http, max_network_retries=0)


@contextmanager
def transport() -> Iterator[stripe.HTTPClient]:
    http = stripe.RequestsClient(timeout=20)
    yield http
    http.close()  # type: ignore[no-untyped-call] # the SDK leaves it so


@pytest.fixture
def processor(double: Double) -> Iterator[StripeProcessor]:
    """The shop's port, which does not repeat a call by itself."""
    made = StripeProcessor(Account(SHOP, double.base, retries=0, timeout=3))
    yield made
    made.close()


@pytest.fixture
async def desk(double: Double) -> AsyncIterator[AsyncStripeProcessor]:
    """The portal's port, on its own account."""
    made = AsyncStripeProcessor(Account(DESK, double.base, retries=0, timeout=3))
    yield made
    await made.close()


def a_bill(
    amount: int = 8400, capture: Capture = Capture.MANUAL, ref: str | None = None, hours: float = 1
) -> Bill:
    return Bill(
        ref=ref or f"T{secrets.token_hex(4).upper()}",
        total=Money(amount),
        capture=capture,
        success_url="http://shop.test/thanks?checkout={CHECKOUT_SESSION_ID}",
        cancel_url="http://shop.test/basket",
        expires_at=datetime.now(UTC) + timedelta(hours=hours),
    )


def a_key(verb: str = "open", ref: str = "8F3K") -> str:
    return f"pay:{ref}:1:{verb}:{secrets.token_hex(6)}"
