"""What a browser carries for us and cannot read: sealed under a key that only the portal has."""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

_NONCE = 12


class NotOurs(ValueError):
    """It was not sealed here for this purpose, or was altered."""


def seal(root: bytes, purpose: bytes, plain: bytes) -> str:
    """Return `plain` sealed for one purpose, fit for a cookie; `root` is the portal's secret key."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.urlsafe_b64encode(nonce + _cipher(root, purpose).encrypt(nonce, plain, purpose)).decode()


def open_(root: bytes, purpose: bytes, token: str) -> bytes:
    """Return what was sealed for this purpose.

    :raises NotOurs: it was not, or was altered.
    """
    try:
        sealed = base64.urlsafe_b64decode(token)
        return _cipher(root, purpose).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose)
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise NotOurs("It was not sealed here.") from error


def _cipher(root: bytes, purpose: bytes) -> AESGCM:
    return AESGCM(HKDFExpand(SHA256(), 32, purpose).derive(root))
