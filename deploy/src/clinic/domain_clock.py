"""Move the domain clock of a local clinic: forward only, so that nothing that has happened lies ahead."""

import fcntl
import os
import re
from datetime import datetime, timedelta

from clinic import secret
from clinic.home import Home
from clinic.unable import Unable
from shared_lib.clock import Clock

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
STEP = re.compile(r"\+(\d{1,6})([smhdw])")


def parse(step: str) -> timedelta:
    """Return how far `+8d`, `+3h` or `+90m` goes.

    :raises Unable: it is something else; the clock does not run backwards.
    """
    found = STEP.fullmatch(step)
    if not found:
        raise Unable("Say how far the clock moves forward: +8d, +3h, +90m.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def move(home: Home, by: timedelta) -> datetime:
    """Move the clock of this checkout and return the new domain time.

    :raises Unable: this is production, or the step goes back.
    """
    if os.environ.get("COUNTERSIGN_PROFILE") == "production":
        raise Unable("The domain clock stands still in production.")
    if by < timedelta():
        raise Unable("The domain clock only runs forward.")
    with (home.folder(".") / "clock.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ahead = Clock(home.clock).offset() + by
        secret.keep(home.clock, f"{ahead.total_seconds():.3f}\n")
    return show(home)


def show(home: Home) -> datetime:
    """Return the domain time of this checkout, in UTC."""
    return Clock(home.clock).now()
