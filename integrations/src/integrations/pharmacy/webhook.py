"""What a pharmacy tells us unasked: verified before it is read, and then only believed to be a nudge."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from integrations.pharmacy.errors import WebhookForged

TOLERANCE = timedelta(minutes=5)
HEADER = "x-signature"


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something changed about a fill."""

    event_id: str
    fill_id: str


def sign(body: bytes, secret: str, at: datetime) -> str:
    """Return the header value that vouches for a body at a real time: `t=seconds,v1=hex`."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(body, secret, seconds)}"


def verify(body: bytes, signature: str | None, secret: str, *, now: datetime) -> Nudge:
    """Return what a delivery is about, once its signature holds; `now` is real time.

    :raises WebhookForged: the signature is missing, wrong or old, or the body is not a delivery.
    """
    if not secret or not signature:
        raise WebhookForged("The delivery is not signed.")
    parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
    seconds = int(parts["t"]) if parts.get("t", "").isdigit() else 0
    if abs(now.timestamp() - seconds) > TOLERANCE.total_seconds():
        raise WebhookForged("The delivery was signed too long ago.")
    if not hmac.compare_digest(parts.get("v1", ""), _digest(body, secret, seconds)):
        raise WebhookForged("The delivery's signature does not hold.")
    return _read(body)


def _digest(body: bytes, secret: str, seconds: int) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def _read(body: bytes) -> Nudge:
    try:
        told = json.loads(body)
        return Nudge(event_id=str(told["event_id"]), fill_id=str(told["fill_id"]))
    except (ValueError, KeyError, TypeError) as error:
        raise WebhookForged("The delivery's body is not understood.") from error
