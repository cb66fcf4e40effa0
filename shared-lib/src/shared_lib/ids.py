"""Identifiers made by the application, before the row that carries them is written."""

import secrets
import time
from uuid import UUID

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def uuid7() -> UUID:
    """Return a UUID that sorts by the real time it was made (RFC 9562, version 7).

    After the millisecond comes its fraction (6.2, method 3): rows of one transaction keep their order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62))


def short_reference(length: int = 8) -> str:
    """Return a random reference that people can read out, without the look-alikes 0 and O, 1 and I."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
