"""Signing and verifying with the portal's Ed25519 keys; the key's id goes with every signature.

One key signs. Keys that signed before it verify what they signed and sign nothing any more: they lie as PEM
files, their public halves being enough, in a folder beside it (`signing.pem`, `signing.pem.retired/`).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from rx_portal.prescription.errors import BadSignature

KID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Signer:
    """The portal's key ring. `kid` is the beginning of the public key's SHA-256; `retired` by theirs."""

    kid: str
    private: Ed25519PrivateKey = field(repr=False)
    retired: Mapping[str, Ed25519PublicKey] = field(default_factory=dict, repr=False, hash=False)

    @property
    def public(self) -> Ed25519PublicKey:
        """Return the key that verifies what this one signs."""
        return self.private.public_key()

    def sign(self, data: bytes) -> bytes:
        """Return the signature of these bytes."""
        return self.private.sign(data)

    def verify(self, data: bytes, *, signature: bytes, kid: str) -> None:
        """Accept bytes that this key, or one before it, signed as they are.

        :raises BadSignature: a byte is different, or a key signed them that is not on the ring.
        """
        public = self.public if kid == self.kid else self.retired.get(kid)
        if public is None:
            raise BadSignature("This was signed with a key that the portal does not hold.")
        try:
            public.verify(signature, data)
        except InvalidSignature as error:
            raise BadSignature("This is not what was signed.") from error


@lru_cache
def signer_at(path: Path) -> Signer:
    """Return the signing key in a PEM file, with the retired keys beside it, read once.

    :raises ValueError: a file holds no Ed25519 key.
    """
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("The signing key must be an Ed25519 key.")  # noqa: TRY004 - the file is at fault
    folder = path.with_name(path.name + ".retired")
    return signer_of(key, retired=[_public(file) for file in sorted(folder.glob("*.pem"))])


def signer_of(key: Ed25519PrivateKey, *, retired: Iterable[Ed25519PublicKey] = ()) -> Signer:
    """Return a signer with this key, named after its public half."""
    return Signer(kid_of(key.public_key()), key, {kid_of(old): old for old in retired})


def kid_of(key: Ed25519PublicKey) -> str:
    """Return the name of a key."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:KID_LENGTH]


def _public(path: Path) -> Ed25519PublicKey:
    data = path.read_bytes()
    if b"PRIVATE" in data:
        private = load_pem_private_key(data, password=None)
        found = private.public_key() if isinstance(private, Ed25519PrivateKey) else None
    else:
        read = load_pem_public_key(data)
        found = read if isinstance(read, Ed25519PublicKey) else None
    if found is None:
        raise ValueError(f"{path.name} is no Ed25519 key.")
    return found
