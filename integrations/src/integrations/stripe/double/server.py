"""What one running double holds: its settings, its books, its misfortunes and its courier."""

from collections.abc import Callable
from dataclasses import dataclass, field

from integrations.stripe.double.account import Account, Origin
from integrations.stripe.double.courier import Courier
from integrations.stripe.double.errors import Answer, Fault, Object
from integrations.stripe.double.faults import Faults
from integrations.stripe.double.passing import catch_up
from integrations.stripe.double.settings import Merchant, Settings
from integrations.stripe.double.store import Store

CLOCKWORK = Origin()


def _forget(_: Answer) -> None:
    """Keep no answer: there is no key to keep it under."""


@dataclass(slots=True)
class Server:
    """One process, one event loop: between two awaits nothing else touches the books."""

    settings: Settings
    store: Store
    courier: Courier
    faults: Faults = field(default_factory=Faults)
    busy: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, settings: Settings) -> "Server":
        """Return a double with its books open."""
        store = Store(settings.state_file)
        return cls(settings, store, Courier(store, settings.merchants))

    def account(self, merchant: Merchant, base: str, origin: Origin = CLOCKWORK) -> Account:
        """Return a merchant's account as of now, everything that has fallen due done."""
        now = int(self.settings.clock.now().timestamp())
        base = (self.settings.public_url or base).rstrip("/")
        with self.store.transaction():
            catch_up(Account(merchant, self.store, now, base))
        return Account(merchant, self.store, now, base, origin)

    def act(self, work: Callable[[], Object], remember: Callable[[Answer], None] = _forget) -> Answer:
        """Do something wholly or not at all, and return its answer.

        What was done and `remember` are kept together, so no key can forget a payment it made.
        """
        try:
            with self.store.transaction():
                try:
                    answer = (200, work())
                except Fault as fault:
                    if not fault.kept:
                        raise
                    answer = (fault.status, {"error": fault.error})
                remember(answer)
        except Fault as fault:
            answer = (fault.status, {"error": fault.error})
            remember(answer)
        return answer

    def tick(self) -> None:
        """Let every account catch up with the clock, though nobody asked."""
        for merchant in self.settings.merchants:
            self.account(merchant, self.settings.public_url or "")
