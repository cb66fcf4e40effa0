"""What a pharmacy tells us unasked: verified before it is read, and then only believed to be a nudge."""

import json
from dataclasses import dataclass
from datetime import datetime

from integrations.pharmacy.errors import WebhookForged
from integrations.signed import HEADER, fault_of, sign

__all__ = ["HEADER", "Nudge", "sign", "verify"]


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something changed about a fill."""

    event_id: str
    fill_id: str


def verify(body: bytes, signature: str | None, secret: str, *, now: datetime) -> Nudge:
    """Return what a delivery is about, once its signature holds; `now` is real time.

    :raises WebhookForged: the signature is missing, wrong or old, or the body is not a delivery.
    """
    if fault := fault_of(body, signature, secret, now=now):
        raise WebhookForged(fault)
    return _read(body)


def _read(body: bytes) -> Nudge:
    try:
        told = json.loads(body)
        return Nudge(event_id=str(told["event_id"]), fill_id=str(told["fill_id"]))
    except (ValueError, KeyError, TypeError) as error:
        raise WebhookForged("The delivery's body is not understood.") from error
