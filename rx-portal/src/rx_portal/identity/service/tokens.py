"""Random tokens: the browser holds one, the database its digest."""

import hashlib


def digest(token: str) -> bytes:
    """Return the stored form of a random token."""
    return hashlib.sha256(token.encode()).digest()
