"""What the double is told at start: its merchants, its clock, and where its books lie."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared_lib.clock import Clock


@dataclass(frozen=True, slots=True)
class Merchant:
    """One account: who may speak for it, and whom it tells what. `title` is what customers read."""

    name: str
    key: str
    webhook_url: str | None = None
    webhook_secret: str = ""
    enabled_events: Sequence[str] = ("*",)
    title: str = ""

    def wants(self, event: str) -> bool:
        """Tell whether the webhook was registered for this type of event."""
        return self.webhook_url is not None and not {event, "*"}.isdisjoint(self.enabled_events)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything from the environment, once. `public_url` is set where a browser needs another address."""

    merchants: tuple[Merchant, ...]
    clock: Clock
    state_file: Path | None = None
    public_url: str | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings.

        :raises ValueError: there are no merchants, two share a key or a name, or this is production.
        """
        if environ.get("COUNTERSIGN_PROFILE") == "production":
            raise ValueError("The Stripe double takes no real money and does not run in production.")
        merchants = tuple(Merchant(**entry) for entry in json.loads(environ.get("STRIPE_ACCOUNTS") or "[]"))
        if not merchants or any(len(set(column)) < len(merchants) for column in _columns(merchants)):
            raise ValueError(
                "STRIPE_ACCOUNTS must name at least one account, each with its own name and key."
            )
        clock, state = environ.get("CLOCK_FILE"), environ.get("DOUBLE_STATE_FILE")
        return cls(
            merchants=merchants,
            clock=Clock(Path(clock) if clock else None),
            state_file=Path(state) if state else None,
            public_url=environ.get("DOUBLE_PUBLIC_URL"),
        )


def _columns(merchants: tuple[Merchant, ...]) -> tuple[list[str], list[str]]:
    return [merchant.name for merchant in merchants], [merchant.key for merchant in merchants]
