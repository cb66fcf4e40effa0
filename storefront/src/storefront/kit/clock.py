"""The one place where the shop reads a clock; everything further in is told the time."""

from datetime import datetime

from django.conf import settings

from shared_lib import clock


def now() -> datetime:
    """Return the domain time in UTC."""
    return clock.Clock(settings.SHOP.clock_file).now()


def real_now() -> datetime:
    """Return the real time in UTC: for leases, links, sessions and retries."""
    return clock.real_now()
