"""What the applications ask of any payment processor, in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared_lib.money import Money


class Capture(StrEnum):
    """When money moves: at once, or later by a `capture` before the hold's deadline."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class Method(StrEnum):
    """What may be paid with. A bank debit cannot be held, and settles days later."""

    CARD = "card"
    BANK_DEBIT = "us_bank_account"


class CheckoutStatus(StrEnum):
    """Whether a hosted page can still be paid on."""

    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


class IntentStatus(StrEnum):
    """Where a payment stands at the processor."""

    UNPAID = "requires_payment_method"
    UNCONFIRMED = "requires_confirmation"
    NEEDS_ACTION = "requires_action"
    PROCESSING = "processing"
    HELD = "requires_capture"
    PAID = "succeeded"
    CANCELLED = "canceled"


class RefundStatus(StrEnum):
    """Whether money has gone back."""

    PENDING = "pending"
    NEEDS_ACTION = "requires_action"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "canceled"


@dataclass(frozen=True, slots=True)
class Bill:
    """All that the processor is told about an order.

    `ref` is the opaque order reference (also what the customer reads: "Order 8F3K"); `expires_at` is UTC,
    30 minutes to 24 hours ahead. `save_for_later` keeps the card for charges the customer agreed to;
    `customer_id` is the processor's own id of an earlier such customer.
    """

    ref: str
    total: Money
    capture: Capture
    success_url: str
    cancel_url: str
    expires_at: datetime
    methods: Sequence[Method] = (Method.CARD,)
    save_for_later: bool = False
    customer_id: str | None = None


@dataclass(frozen=True, slots=True)
class SavedCharge:
    """A charge on a saved method with nobody present, as the customer agreed beforehand."""

    ref: str
    total: Money
    capture: Capture
    customer_id: str
    method_id: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """A hosted payment page.

    `url` is None once it is over; `intent_id` is None until somebody tries to pay. `paid` is true when the
    money has arrived, so it is false for a hold and for a bank debit on its way: see the intent, which some
    processors tell in the same answer.
    """

    id: str
    status: CheckoutStatus
    paid: bool
    url: str | None
    intent_id: str | None
    expires_at: datetime
    ref: str | None
    intent: "Intent | None" = None


@dataclass(frozen=True, slots=True)
class Intent:
    """A payment as the processor holds it now. Amounts are minor units of `total`'s currency.

    `capture_before` is the hold's deadline (UTC), which is the processor's to set. `refunded` counts money
    given back after capture, not what a partial capture let go. `failure` is the last decline's code.
    """

    id: str
    status: IntentStatus
    total: Money
    held: int
    captured: int
    refunded: int
    capture_before: datetime | None
    failure: str | None
    disputed: bool
    ref: str | None
    customer_id: str | None
    method_id: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back to the customer.

    One that succeeded may still fail days later, when the bank returns it. `key` is the one it was asked
    under, by which it is found after the processor has forgotten the key itself; None for one that somebody
    made at the processor. `failure` is the processor's code for why the money did not arrive.
    """

    id: str
    status: RefundStatus
    amount: Money
    intent_id: str | None
    key: str | None = None
    failure: str | None = None


class Processor(Protocol):
    """A payment processor for code that blocks.

    Every verb that moves money takes `key`, made and stored by the caller before the call
    (`pay:{order}:{attempt}:{verb}`): repeating a call with its key acts once. Each raises `Declined`,
    `NeedsAction`, `Refused` or `Unreachable` of `integrations.stripe.errors`.
    """

    def open_checkout(self, bill: Bill, *, key: str) -> Checkout:
        """Open a hosted page on which the bill can be paid once."""
        ...

    def expire_checkout(self, checkout_id: str, *, key: str) -> Checkout:
        """Close a page nobody has paid on, so that nobody can."""
        ...

    def read_checkout(self, checkout_id: str) -> Checkout:
        """Return the page as it stands."""
        ...

    def read_intent(self, intent_id: str) -> Intent:
        """Return the payment as it stands."""
        ...

    def list_intents(self, *, since: datetime, until: datetime) -> Sequence[Intent]:
        """Return every payment created in the span, newest first, for the reconciler."""
        ...

    def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        """Take that much of a hold, and let go of the rest."""
        ...

    def void(self, intent_id: str, *, key: str) -> Intent:
        """Let go of a hold, or give up a payment that was never made."""
        ...

    def refund(self, intent_id: str, amount: Money, *, key: str) -> Refund:
        """Give back that much of what was captured."""
        ...

    def read_refund(self, refund_id: str) -> Refund:
        """Return the refund as it stands."""
        ...

    def list_refunds(self, intent_id: str) -> Sequence[Refund]:
        """Return every refund of a payment, newest first; what a partial capture let go may be among them."""
        ...

    def charge_off_session(self, charge: SavedCharge, *, key: str) -> Intent:
        """Charge or hold on a saved method while the customer is away."""
        ...


class AsyncProcessor(Protocol):
    """`Processor` for code that awaits; see there."""

    async def open_checkout(self, bill: Bill, *, key: str) -> Checkout:
        """Open a hosted page on which the bill can be paid once."""
        ...

    async def expire_checkout(self, checkout_id: str, *, key: str) -> Checkout:
        """Close a page nobody has paid on, so that nobody can."""
        ...

    async def read_checkout(self, checkout_id: str) -> Checkout:
        """Return the page as it stands."""
        ...

    async def read_intent(self, intent_id: str) -> Intent:
        """Return the payment as it stands."""
        ...

    async def list_intents(self, *, since: datetime, until: datetime) -> Sequence[Intent]:
        """Return every payment created in the span, newest first, for the reconciler."""
        ...

    async def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        """Take that much of a hold, and let go of the rest."""
        ...

    async def void(self, intent_id: str, *, key: str) -> Intent:
        """Let go of a hold, or give up a payment that was never made."""
        ...

    async def refund(self, intent_id: str, amount: Money, *, key: str) -> Refund:
        """Give back that much of what was captured."""
        ...

    async def read_refund(self, refund_id: str) -> Refund:
        """Return the refund as it stands."""
        ...

    async def list_refunds(self, intent_id: str) -> Sequence[Refund]:
        """Return every refund of a payment, newest first; what a partial capture let go may be among them."""
        ...

    async def charge_off_session(self, charge: SavedCharge, *, key: str) -> Intent:
        """Charge or hold on a saved method while the customer is away."""
        ...
