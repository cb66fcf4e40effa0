"""The offline processor: it moves no money itself, but records that a person did.

For a clinic that no card processor will take on, or whose processor is down. The application keeps the
slips (a table of its own) behind `Till`, whose `change` reads, applies and writes under one row lock.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from integrations.stripe import slip as slips
from integrations.stripe.errors import NeedsAction
from integrations.stripe.port import Bill, Checkout, Intent, Refund, SavedCharge
from integrations.stripe.slip import Slip
from shared_lib.money import Money

Change = Callable[[Slip], Slip]
AWAY = "Nobody is there to hand over the money."


class Till(Protocol):
    """Where an application that blocks keeps its slips."""

    def keep(self, slip: Slip) -> Slip:
        """Keep a new slip, or return the one that already has its id."""
        ...

    def read(self, slip_id: str) -> Slip:
        """Return a slip, or raise `Refused`."""
        ...

    def change(self, slip_id: str, change: Change) -> Slip:
        """Change a slip under its lock and return it."""
        ...

    def between(self, since: datetime, until: datetime) -> Sequence[Slip]:
        """Return the slips created in a span, newest first."""
        ...


class AsyncTill(Protocol):
    """`Till` for an application that awaits; see there."""

    async def keep(self, slip: Slip) -> Slip:
        """Keep a new slip, or return the one that already has its id."""
        ...

    async def read(self, slip_id: str) -> Slip:
        """Return a slip, or raise `Refused`."""
        ...

    async def change(self, slip_id: str, change: Change) -> Slip:
        """Change a slip under its lock and return it."""
        ...

    async def between(self, since: datetime, until: datetime) -> Sequence[Slip]:
        """Return the slips created in a span, newest first."""
        ...


class ManualProcessor:
    """`Processor`, by hand. `page` is where the customer reads how to pay; `now` is domain time."""

    def __init__(self, till: Till, page: str, now: Callable[[], datetime]) -> None:
        self._till, self._page, self._now = till, page, now

    def open_checkout(self, bill: Bill, *, key: str) -> Checkout:
        """Write a slip for the bill."""
        return slips.as_checkout(self._till.keep(slips.written(bill, key, self._now())), self._page)

    def expire_checkout(self, checkout_id: str, *, key: str) -> Checkout:
        """Close a slip nobody has paid."""
        return slips.as_checkout(self._till.change(checkout_id, slips.closed), self._page)

    def read_checkout(self, checkout_id: str) -> Checkout:
        """Return the slip as a page."""
        return slips.as_checkout(self._till.read(checkout_id), self._page)

    def read_intent(self, intent_id: str) -> Intent:
        """Return the slip as a payment."""
        return slips.as_intent(self._till.read(intent_id))

    def list_intents(self, *, since: datetime, until: datetime) -> Sequence[Intent]:
        """Return every payment created in the span, newest first."""
        return [slips.as_intent(slip) for slip in self._till.between(since, until)]

    def take(self, intent_id: str, amount: Money, *, by: str, receipt: str) -> Intent:
        """Record that a person has the money; `by` is their id, `receipt` what they wrote on it."""
        change = partial(slips.taken, amount=amount, by=by, receipt=receipt, now=self._now())
        return slips.as_intent(self._till.change(intent_id, change))

    def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        """Record that money kept aside is now the clinic's."""
        return slips.as_intent(self._till.change(intent_id, partial(slips.captured, amount=amount)))

    def void(self, intent_id: str, *, key: str) -> Intent:
        """Record that the slip was torn up and the money handed back."""
        return slips.as_intent(self._till.change(intent_id, slips.voided))

    def refund(self, intent_id: str, amount: Money, *, key: str) -> Refund:
        """Record that money was handed back."""
        change = partial(slips.refunded, amount=amount, key=key)
        return slips.as_refund(self._till.change(intent_id, change), key)

    def read_refund(self, refund_id: str) -> Refund:
        """Return the refund as it was written on its slip."""
        return slips.refund_on(self._till.read(slips.slip_of(refund_id)), refund_id)

    def list_refunds(self, intent_id: str) -> Sequence[Refund]:
        """Return every refund on a slip, newest first."""
        return slips.refunds_on(self._till.read(intent_id))

    def charge_off_session(self, charge: SavedCharge, *, key: str) -> Intent:
        """Refuse: there is no charging a person who is away by hand.

        :raises NeedsAction: always.
        """
        raise NeedsAction(AWAY)


class AsyncManualProcessor:
    """`AsyncProcessor`, by hand; see `ManualProcessor`."""

    def __init__(self, till: AsyncTill, page: str, now: Callable[[], datetime]) -> None:
        self._till, self._page, self._now = till, page, now

    async def open_checkout(self, bill: Bill, *, key: str) -> Checkout:
        """Write a slip for the bill."""
        return slips.as_checkout(await self._till.keep(slips.written(bill, key, self._now())), self._page)

    async def expire_checkout(self, checkout_id: str, *, key: str) -> Checkout:
        """Close a slip nobody has paid."""
        return slips.as_checkout(await self._till.change(checkout_id, slips.closed), self._page)

    async def read_checkout(self, checkout_id: str) -> Checkout:
        """Return the slip as a page."""
        return slips.as_checkout(await self._till.read(checkout_id), self._page)

    async def read_intent(self, intent_id: str) -> Intent:
        """Return the slip as a payment."""
        return slips.as_intent(await self._till.read(intent_id))

    async def list_intents(self, *, since: datetime, until: datetime) -> Sequence[Intent]:
        """Return every payment created in the span, newest first."""
        return [slips.as_intent(slip) for slip in await self._till.between(since, until)]

    async def take(self, intent_id: str, amount: Money, *, by: str, receipt: str) -> Intent:
        """Record that a person has the money; `by` is their id, `receipt` what they wrote on it."""
        change = partial(slips.taken, amount=amount, by=by, receipt=receipt, now=self._now())
        return slips.as_intent(await self._till.change(intent_id, change))

    async def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        """Record that money kept aside is now the clinic's."""
        return slips.as_intent(await self._till.change(intent_id, partial(slips.captured, amount=amount)))

    async def void(self, intent_id: str, *, key: str) -> Intent:
        """Record that the slip was torn up and the money handed back."""
        return slips.as_intent(await self._till.change(intent_id, slips.voided))

    async def refund(self, intent_id: str, amount: Money, *, key: str) -> Refund:
        """Record that money was handed back."""
        change = partial(slips.refunded, amount=amount, key=key)
        return slips.as_refund(await self._till.change(intent_id, change), key)

    async def read_refund(self, refund_id: str) -> Refund:
        """Return the refund as it was written on its slip."""
        return slips.refund_on(await self._till.read(slips.slip_of(refund_id)), refund_id)

    async def list_refunds(self, intent_id: str) -> Sequence[Refund]:
        """Return every refund on a slip, newest first."""
        return slips.refunds_on(await self._till.read(intent_id))

    async def charge_off_session(self, charge: SavedCharge, *, key: str) -> Intent:
        """Refuse: there is no charging a person who is away by hand.

        :raises NeedsAction: always.
        """
        raise NeedsAction(AWAY)
