"""Random secrets, made at first start and kept in files that only their owner can read."""

import base64
import os
import secrets
from pathlib import Path


def password() -> str:
    """Return a password of 192 random bits."""
    return secrets.token_urlsafe(24)


def key() -> str:
    """Return 256 random bits in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def totp() -> str:
    """Return a TOTP secret of 160 random bits in base32 (RFC 4226 recommends that length)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def keep(path: Path, content: str) -> None:
    """Write a file of mode 0600 so that a reader finds the old content or the new, never half."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
    draft.replace(path)
