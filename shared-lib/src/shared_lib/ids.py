"""Identifiers made by the application, before the row that carries them is written."""

import secrets
import time
from uuid import UUID

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def uuid7() -> UUID:
    """Return a UUID that sorts by the real time it was made (RFC 9562, version 7)."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def short_reference(length: int = 8) -> str:
    """Return a random reference that people can read out, without the look-alikes 0 and O, 1 and I."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
