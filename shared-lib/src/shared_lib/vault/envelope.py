"""Data keys, and their wrapping by a key-encryption key that only the portal holds."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class Tampered(Exception):
    """Ciphertext is altered, or was moved from the place it was sealed for."""


class KeyUnavailable(Exception):
    """The key was destroyed or is not held here: what it sealed cannot be read by anyone."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """A 256-bit key of one owner and record class. `version` goes into everything it seals."""

    owner: str
    version: int
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as stored: sealed by the key-encryption key named `kek_id`, bound to owner and version."""

    owner: str
    version: int
    kek_id: str
    blob: bytes


def new_data_key(owner: str, version: int, *, kek_id: str, kek: bytes) -> tuple[DataKey, Wrapped]:
    """Return a fresh data key and the form of it that may be stored."""
    key = DataKey(owner, version, secrets.token_bytes(KEY_BYTES))
    nonce = secrets.token_bytes(NONCE_BYTES)
    blob = nonce + AESGCM(kek).encrypt(nonce, key.secret, _bound_to(owner, version, kek_id))
    return key, Wrapped(owner, version, kek_id, blob)


def unwrap(wrapped: Wrapped, keks: Mapping[str, bytes]) -> DataKey:
    """Return the data key of a stored form; during a rotation `keks` holds the old key and the new.

    :raises KeyUnavailable: no key of that id is held.
    :raises Tampered: it was altered, or belongs to another owner or version.
    """
    if wrapped.kek_id not in keks:
        raise KeyUnavailable(f"No key-encryption key {wrapped.kek_id!r} is held.")
    nonce, sealed = wrapped.blob[:NONCE_BYTES], wrapped.blob[NONCE_BYTES:]
    bound = _bound_to(wrapped.owner, wrapped.version, wrapped.kek_id)
    try:
        secret = AESGCM(keks[wrapped.kek_id]).decrypt(nonce, sealed, bound)
    except InvalidTag as error:
        raise Tampered("A wrapped data key does not open for its owner.") from error
    return DataKey(wrapped.owner, wrapped.version, secret)


def _bound_to(owner: str, version: int, kek_id: str) -> bytes:
    return f"dek|v1|{kek_id}|{owner}|{version}".encode()
