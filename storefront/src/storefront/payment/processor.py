"""The shop's account at the payment processor."""

from functools import cache

from django.conf import settings

from integrations.stripe.client import Account, StripeProcessor
from integrations.stripe.port import Processor
from shared_lib.crash import brittle


def current() -> Processor:
    """Return the processor that the shop's settings name."""
    return _at(settings.SHOP.stripe_secret_key, settings.SHOP.stripe_api_base)


def close() -> None:
    """Let go of the connections to it."""
    for processor in _OPEN:
        processor.close()
    _OPEN.clear()
    _at.cache_clear()


_OPEN: list[StripeProcessor] = []


@cache
def _at(secret_key: str, base: str) -> Processor:
    _OPEN.append(StripeProcessor(Account(secret_key, base, suffix="ALDER VALE")))
    return brittle(_OPEN[-1], "stripe")
