"""Pairwise subjects (OpenID Connect Core 1.0, section 8.1).

A subject is the account's id under deterministic authenticated encryption (RFC 5297), with a key derived for
the client's sector. So it says nothing without the salt, differs by sector, and needs no table that would
list which shoppers are patients.
"""

import base64
import binascii
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def sector_of(redirect_uri: str) -> str:
    """Return the sector of a client: the host that its people come back to."""
    return (urlsplit(redirect_uri).hostname or "").lower()


def subject_of(account_id: UUID, *, salt: str, sector: str) -> str:
    """Return the subject by which this sector knows the account."""
    sealed = AESSIV(_key(salt, sector)).encrypt(account_id.bytes, None)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def account_of(subject: str, *, salt: str, sector: str) -> UUID | None:
    """Return the account behind a subject, or None if this sector was never given it."""
    try:
        sealed = base64.b64decode(subject + "=" * (-len(subject) % 4), altchars=b"-_", validate=True)
        return UUID(bytes=AESSIV(_key(salt, sector)).decrypt(sealed, None))
    except (InvalidTag, ValueError, binascii.Error):
        return None


def _key(salt: str, sector: str) -> bytes:
    return HKDF(SHA256(), 64, None, f"pairwise-subject|v1|{sector}".encode()).derive(salt.encode())
