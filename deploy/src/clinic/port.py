"""Ports on loopback: the preferred one, or the next that nobody holds."""

import socket
import time
from collections.abc import Callable, Collection

from clinic.unable import Unable


class NoPort(Unable):
    """Nothing is free where we looked."""


def is_free(port: int) -> bool:
    """Return whether a server could listen there now."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose(preferred: int, taken: Collection[int] = (), claim: Callable[[int], bool] = lambda _: True) -> int:
    """Return `preferred`, or the first free port after it that is not in `taken` and that can be claimed.

    :raises NoPort: two hundred in a row are held.
    """
    for port in range(preferred, preferred + 200):
        if port not in taken and claim(port) and is_free(port):
            return port
    raise NoPort(f"no port is free from {preferred} on")


def answers(port: int) -> bool:
    """Return whether something listens there."""
    with socket.socket() as trial:
        trial.settimeout(0.5)
        return trial.connect_ex(("127.0.0.1", port)) == 0


def wait_until_it_answers(port: int, patience: float) -> bool:
    """Return whether something listened there within `patience` seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if answers(port):
            return True
        time.sleep(0.05)
    return False
