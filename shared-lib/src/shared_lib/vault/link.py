"""Time-limited, single-use links: the person holds the token, the database only its hash."""

import hashlib
import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A fresh link: `token` goes to the person once and is never stored; `hash` is stored."""

    token: str = field(repr=False)
    hash: bytes


def new_link() -> Link:
    """Return a link with 256 random bits."""
    token = secrets.token_urlsafe(32)
    return Link(token, link_hash(token))


def link_hash(token: str) -> bytes:
    """Return the stored form of a token."""
    return hashlib.sha256(token.encode()).digest()
