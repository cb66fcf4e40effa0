"""Stripe through its official SDK, blocking and awaiting; the base address alone tells it from the double."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx
import stripe

from integrations.stripe import bodies, reading
from integrations.stripe.errors import asking
from integrations.stripe.port import Bill, Checkout, Intent, Refund, SavedCharge
from integrations.stripe.transport import Discreet
from shared_lib.money import Money

TIMEOUT = 8.0
RETRIES = 1


@dataclass(frozen=True, slots=True)
class Account:
    """One account at Stripe. `api_base` is where it answers; `suffix` is the neutral word on statements."""

    secret_key: str
    api_base: str = "https://api.stripe.com"
    suffix: str = "ORDER"
    timeout: float = TIMEOUT
    retries: int = RETRIES


class StripeProcessor:
    """`Processor`, by Stripe."""

    def __init__(self, account: Account) -> None:
        self._suffix = account.suffix
        self._http = Discreet(blocking=httpx.Client(timeout=account.timeout))
        self._v1 = _sdk(account, self._http).v1

    def close(self) -> None:
        """Close the connections to Stripe."""
        self._http.close()

    def open_checkout(self, bill: Bill, *, key: str) -> Checkout:
        """Open a hosted page on which the bill can be paid once."""
        with asking("open_checkout"):
            body = bodies.checkout(bill, self._suffix)
            return reading.checkout(self._v1.checkout.sessions.create(body, bodies.keyed(key)))

    def expire_checkout(self, checkout_id: str, *, key: str) -> Checkout:
        """Close a page nobody has paid on, so that nobody can."""
        with asking("expire_checkout"):
            sessions = self._v1.checkout.sessions
            return reading.checkout(sessions.expire(checkout_id, options=bodies.keyed(key)))

    def read_checkout(self, checkout_id: str) -> Checkout:
        """Return the page and its payment as they stand."""
        with asking("read_checkout"):
            return reading.checkout(self._v1.checkout.sessions.retrieve(checkout_id, bodies.WITH_INTENT))

    def read_intent(self, intent_id: str) -> Intent:
        """Return the payment as it stands."""
        with asking("read_intent"):
            return reading.intent(self._v1.payment_intents.retrieve(intent_id, bodies.WITH_CHARGE))

    def list_intents(self, *, since: datetime, until: datetime) -> Sequence[Intent]:
        """Return every payment created in the span, newest first."""
        with asking("list_intents"):
            pages = self._v1.payment_intents.list(bodies.created(since, until))
            return [reading.intent(found) for found in pages.auto_paging_iter()]

    def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        """Take that much of a hold, and let go of the rest."""
        with asking("capture"):
            body = bodies.capture(amount)
            return reading.intent(self._v1.payment_intents.capture(intent_id, body, bodies.keyed(key)))

    def void(self, intent_id: str, *, key: str) -> Intent:
        """Let go of a hold, or give up a payment that was never made."""
        with asking("void"):
            body = bodies.void()
            return reading.intent(self._v1.payment_intents.cancel(intent_id, body, bodies.keyed(key)))

    def refund(self, intent_id: str, amount: Money, *, key: str) -> Refund:
        """Give back that much of what was captured."""
        with asking("refund"):
            body = bodies.refund(intent_id, amount, key)
            return reading.refund(self._v1.refunds.create(body, bodies.keyed(key)))

    def read_refund(self, refund_id: str) -> Refund:
        """Return the refund as it stands."""
        with asking("read_refund"):
            return reading.refund(self._v1.refunds.retrieve(refund_id))

    def list_refunds(self, intent_id: str) -> Sequence[Refund]:
        """Return every refund of a payment, newest first."""
        with asking("list_refunds"):
            pages = self._v1.refunds.list(bodies.refunds_of(intent_id))
            return [reading.refund(found) for found in pages.auto_paging_iter()]

    def charge_off_session(self, charge: SavedCharge, *, key: str) -> Intent:
        """Charge or hold on a saved method while the customer is away."""
        with asking("charge_off_session"):
            body = bodies.off_session(charge, self._suffix)
            return reading.intent(self._v1.payment_intents.create(body, bodies.keyed(key)))


class AsyncStripeProcessor:
    """`AsyncProcessor`, by Stripe."""

    def __init__(self, account: Account) -> None:
        self._suffix = account.suffix
        self._http = Discreet(awaiting=httpx.AsyncClient(timeout=account.timeout))
        self._v1 = _sdk(account, self._http).v1

    async def close(self) -> None:
        """Close the connections to Stripe."""
        await self._http.close_async()

    async def open_checkout(self, bill: Bill, *, key: str) -> Checkout:
        """Open a hosted page on which the bill can be paid once."""
        with asking("open_checkout"):
            body = bodies.checkout(bill, self._suffix)
            return reading.checkout(await self._v1.checkout.sessions.create_async(body, bodies.keyed(key)))

    async def expire_checkout(self, checkout_id: str, *, key: str) -> Checkout:
        """Close a page nobody has paid on, so that nobody can."""
        with asking("expire_checkout"):
            sessions = self._v1.checkout.sessions
            return reading.checkout(await sessions.expire_async(checkout_id, options=bodies.keyed(key)))

    async def read_checkout(self, checkout_id: str) -> Checkout:
        """Return the page and its payment as they stand."""
        with asking("read_checkout"):
            return reading.checkout(
                await self._v1.checkout.sessions.retrieve_async(checkout_id, bodies.WITH_INTENT)
            )

    async def read_intent(self, intent_id: str) -> Intent:
        """Return the payment as it stands."""
        with asking("read_intent"):
            found = await self._v1.payment_intents.retrieve_async(intent_id, bodies.WITH_CHARGE)
            return reading.intent(found)

    async def list_intents(self, *, since: datetime, until: datetime) -> Sequence[Intent]:
        """Return every payment created in the span, newest first."""
        with asking("list_intents"):
            pages = await self._v1.payment_intents.list_async(bodies.created(since, until))
            return [reading.intent(found) async for found in pages.auto_paging_iter()]

    async def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        """Take that much of a hold, and let go of the rest."""
        with asking("capture"):
            body, options = bodies.capture(amount), bodies.keyed(key)
            return reading.intent(await self._v1.payment_intents.capture_async(intent_id, body, options))

    async def void(self, intent_id: str, *, key: str) -> Intent:
        """Let go of a hold, or give up a payment that was never made."""
        with asking("void"):
            body, options = bodies.void(), bodies.keyed(key)
            return reading.intent(await self._v1.payment_intents.cancel_async(intent_id, body, options))

    async def refund(self, intent_id: str, amount: Money, *, key: str) -> Refund:
        """Give back that much of what was captured."""
        with asking("refund"):
            body = bodies.refund(intent_id, amount, key)
            return reading.refund(await self._v1.refunds.create_async(body, bodies.keyed(key)))

    async def read_refund(self, refund_id: str) -> Refund:
        """Return the refund as it stands."""
        with asking("read_refund"):
            return reading.refund(await self._v1.refunds.retrieve_async(refund_id))

    async def list_refunds(self, intent_id: str) -> Sequence[Refund]:
        """Return every refund of a payment, newest first."""
        with asking("list_refunds"):
            pages = await self._v1.refunds.list_async(bodies.refunds_of(intent_id))
            return [reading.refund(found) async for found in pages.auto_paging_iter()]

    async def charge_off_session(self, charge: SavedCharge, *, key: str) -> Intent:
        """Charge or hold on a saved method while the customer is away."""
        with asking("charge_off_session"):
            body = bodies.off_session(charge, self._suffix)
            return reading.intent(await self._v1.payment_intents.create_async(body, bodies.keyed(key)))


def _sdk(account: Account, http: Discreet) -> stripe.StripeClient:
    stripe.enable_telemetry = False
    return stripe.StripeClient(
        account.secret_key,
        base_addresses={"api": account.api_base},
        http_client=http,
        max_network_retries=account.retries,
    )
