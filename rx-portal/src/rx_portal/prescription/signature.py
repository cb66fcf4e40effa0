"""Signing and verifying with the portal's Ed25519 key; the key's id goes with every signature."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from rx_portal.prescription.errors import BadSignature

KID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Signer:
    """The portal's signing key. `kid` is the beginning of the public key's SHA-256."""

    kid: str
    private: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> Ed25519PublicKey:
        """Return the key that verifies what this one signs."""
        return self.private.public_key()

    def sign(self, data: bytes) -> bytes:
        """Return the signature of these bytes."""
        return self.private.sign(data)

    def verify(self, data: bytes, *, signature: bytes, kid: str) -> None:
        """Accept bytes that this key signed as they are.

        :raises BadSignature: a byte is different, or another key signed them.
        """
        if kid != self.kid:
            raise BadSignature("This was signed with a key that the portal does not hold.")
        try:
            self.public.verify(signature, data)
        except InvalidSignature as error:
            raise BadSignature("This is not what was signed.") from error


@lru_cache
def signer_at(path: Path) -> Signer:
    """Return the signing key in a PEM file, read once.

    :raises ValueError: it is not an Ed25519 private key.
    """
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("The signing key must be an Ed25519 key.")  # noqa: TRY004 - the file is at fault
    return signer_of(key)


def signer_of(key: Ed25519PrivateKey) -> Signer:
    """Return a signer with this key, named after its public half."""
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signer(hashlib.sha256(raw).hexdigest()[:KID_LENGTH], key)
