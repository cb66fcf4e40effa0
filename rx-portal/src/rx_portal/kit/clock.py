"""Where the portal reads the domain clock, and nowhere else."""

from datetime import datetime

from rx_portal.kit.settings import Settings
from shared_lib.clock import Clock, real_now

__all__ = ["now", "real_now"]


def now(settings: Settings) -> datetime:
    """Return the domain time in UTC."""
    return Clock(settings.clock_file).now()
