"""Values sealed for exactly one place: table, column, row and owner.

Format: version (1), algorithm (1), data-key version (4, big endian), nonce (12), ciphertext and tag (16).
Plain text is padded to whole buckets first, so that the length of a short answer tells nothing.
"""

import secrets
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared_lib.vault.envelope import NONCE_BYTES, DataKey, Tampered

FORMAT = 1
AES_256_GCM = 1
BUCKET = 32
_HEAD = struct.Struct(">BBI")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value belongs: `column` as `schema.table.column`, `row` its primary key."""

    column: str
    row: str


def seal(key: DataKey, place: Place, plain: bytes) -> bytes:
    """Return `plain` sealed by this key for this place only."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    head = _HEAD.pack(FORMAT, AES_256_GCM, key.version)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, _pad(plain), _bound_to(key, place))


def open_(key: DataKey, place: Place, sealed: bytes) -> bytes:
    """Return what was sealed for this place.

    :raises Tampered: it was altered, moved, or sealed by another key.
    """
    if len(sealed) < _HEAD.size + NONCE_BYTES:
        raise Tampered(f"A sealed value of {place.column} is cut short.")
    version, algorithm, _ = _HEAD.unpack_from(sealed)
    if (version, algorithm) != (FORMAT, AES_256_GCM):
        raise Tampered(f"A sealed value of {place.column} has an unknown format.")
    nonce, rest = sealed[_HEAD.size : _HEAD.size + NONCE_BYTES], sealed[_HEAD.size + NONCE_BYTES :]
    try:
        padded = AESGCM(key.secret).decrypt(nonce, rest, _bound_to(key, place))
    except InvalidTag as error:
        raise Tampered(f"A sealed value of {place.column} does not open in its place.") from error
    return _unpad(padded)


def key_version(sealed: bytes) -> int:
    """Return the version of the data key that a sealed value needs."""
    return int(_HEAD.unpack_from(sealed)[2])


def _bound_to(key: DataKey, place: Place) -> bytes:
    return f"v1|{place.column}|{place.row}|{key.owner}|{key.version}".encode()


def _pad(plain: bytes) -> bytes:
    size = len(plain) + 1
    return plain + b"\x80" + bytes(-size % BUCKET)


def _unpad(padded: bytes) -> bytes:
    return padded.rstrip(b"\x00")[:-1]
