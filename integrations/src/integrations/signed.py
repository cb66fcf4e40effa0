"""A delivery vouched for by a shared secret: `t=seconds,v1=hex`, over the seconds and the body."""

import hashlib
import hmac
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
HEADER = "x-signature"


def sign(body: bytes, secret: str, at: datetime) -> str:
    """Return the header value that vouches for a body at a real time."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(body, secret, seconds)}"


def fault_of(body: bytes, signature: str | None, secret: str, *, now: datetime) -> str | None:
    """Return why a signature does not vouch for a body, or None if it does; `now` is real time."""
    if not secret or not signature:
        return "The delivery is not signed."
    parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
    seconds = int(parts["t"]) if parts.get("t", "").isdigit() else 0
    if abs(now.timestamp() - seconds) > TOLERANCE.total_seconds():
        return "The delivery was signed too long ago."
    if not hmac.compare_digest(parts.get("v1", ""), _digest(body, secret, seconds)):
        return "The delivery's signature does not hold."
    return None


def _digest(body: bytes, secret: str, seconds: int) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
