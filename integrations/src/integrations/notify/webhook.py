"""What people reply to a text, as the gateway passes it on: verified before it is read."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from integrations.notify.errors import ReplyForged
from integrations.signed import HEADER, fault_of, sign

__all__ = ["HEADER", "Reply", "sign", "verify"]

_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply from one telephone number; `id` is the gateway's own, the same however often it is told."""

    id: UUID
    sender: str = field(repr=False)
    body: str = field(repr=False)

    @property
    def digits(self) -> str:
        """Return the sender's number as its ten US digits."""
        return "".join(filter(str.isdecimal, self.sender))[-_DIGITS:]


def verify(body: bytes, signature: str | None, secret: str, *, now: datetime) -> Reply:
    """Return a reply, once its signature holds; `now` is real time.

    :raises ReplyForged: the signature is missing, wrong or old, or the body is not a reply.
    """
    if fault := fault_of(body, signature, secret, now=now):
        raise ReplyForged(fault)
    try:
        told = json.loads(body)
        return Reply(UUID(told["id"]), str(told["from"]), str(told["body"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReplyForged("The delivery's body is not understood.") from error
