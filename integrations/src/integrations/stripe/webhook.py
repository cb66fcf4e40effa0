"""What Stripe tells us unasked: verified before anything is read, and then only believed to be a nudge.

Deliveries repeat, arrive in any order and may be stale, so nothing but the envelope is taken from them; the
job that follows reads the object's present state. Stripe may also tell one happening in two events: keep
both `event_id` and (`type`, `object_id`) when deduplicating.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import stripe

from shared_lib.errors import Invalid

TOLERANCE = 300


class Forged(Invalid):
    """The delivery was not signed with our secret, or too long ago, or is not an event."""

    code = "webhook_forged"


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something happened to an object at the processor. `created_at` has whole seconds and orders nothing."""

    event_id: str
    type: str
    object_id: str
    created_at: datetime


def verify(body: bytes, signature: str | None, secret: str) -> Nudge:
    """Return what a delivery is about, once its signature holds (real time, five minutes' tolerance).

    :raises Forged: the signature is missing, wrong or old; or there is no secret to check it with.
    """
    if not secret:
        raise Forged("No webhook secret is set, and an empty one can be forged.")
    try:
        stripe.WebhookSignature.verify_header(body.decode(), signature, secret, TOLERANCE)
    except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
        raise Forged("The webhook's signature does not hold.") from error
    return _read(body)


def _read(body: bytes) -> Nudge:
    try:
        event = json.loads(body)
        return Nudge(
            event_id=str(event["id"]),
            type=str(event["type"]),
            object_id=str(event["data"]["object"]["id"]),
            created_at=datetime.fromtimestamp(int(event["created"]), UTC),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Forged("The webhook's body is not an event.") from error
