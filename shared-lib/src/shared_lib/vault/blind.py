"""Blind indexes: a keyed digest by which a sealed value can be found without being readable."""

import hashlib
import hmac
import unicodedata

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand


def normalise(value: str) -> str:
    """Return the form under which equal values are found: compatibility-composed, case-folded, trimmed."""
    return unicodedata.normalize("NFKC", value).casefold().strip()


def blind_index(root: bytes, column: str, value: str) -> bytes:
    """Return the 32-byte digest of a normalised value under the column's own key.

    `root` is the index key, never an encryption key; `column` is `schema.table.column`. Values of few
    possibilities (a birth date alone) must not be indexed: their frequency would give them away.
    """
    key = HKDFExpand(SHA256(), 32, f"blind-index|v1|{column}".encode()).derive(root)
    return hmac.digest(key, normalise(value).encode(), hashlib.sha256)
