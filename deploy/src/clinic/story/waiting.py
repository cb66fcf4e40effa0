"""Waiting for what happens by itself, with an end to the patience."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 15.0
"""Seconds; workers on a busy machine need one or two of them."""

PAUSE = 0.1

Found = TypeVar("Found")


class NotInTime(Exception):
    """What was waited for did not happen."""


def until(what: str, look: Callable[[], Found | None], patience: float = PATIENCE) -> Found:
    """Look again and again until something is found, and return it.

    :param what: what is waited for, for the refusal.
    :param look: returns what was found; None, False and emptiness mean not yet.
    :raises NotInTime: nothing was found within `patience` seconds.
    """
    deadline = time.monotonic() + patience
    while True:
        if found := look():
            return found
        if time.monotonic() > deadline:
            raise NotInTime(f"{what}: not within {patience:.0f} seconds")
        time.sleep(PAUSE)
