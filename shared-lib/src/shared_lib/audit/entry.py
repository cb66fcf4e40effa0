"""One line of the audit record: who, in which role, did what, to which record, why and when."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared_lib.audit.canonical import Value, encode, utc
from shared_lib.clock import real_now
from shared_lib.errors import Invalid
from shared_lib.identity import Actor, AnonymousActor
from shared_lib.ids import uuid7


class IncompleteEntry(Invalid):
    """An entry does not say what was done, or to what."""

    code = "incomplete_entry"


@dataclass(frozen=True, slots=True)
class Entry:
    """Canonical bytes and their leaf hash; the database reads the searchable columns from the bytes."""

    payload: bytes
    leaf: bytes


def leaf_of(payload: bytes) -> bytes:
    """Return the hash that stands for a payload in a Merkle tree (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + payload).digest()


def entry(
    *,
    actor: Actor,
    action: str,
    subject: str,
    at: datetime,
    real: datetime | None = None,
    purpose: str = "",
    request_id: str = "",
    changes: Mapping[str, Value] | None = None,
    shown: Sequence[str] = (),
) -> Entry:
    """Return the entry for one act.

    `at` is domain time, `real` the real time (now, if not given). `subject` is `noun:id`; `shown` names the
    further
    records that a list showed. `changes` carries PHI only as base64 ciphertext under the patient's key.

    :raises AnonymousActor: nobody in particular acts.
    :raises IncompleteEntry: the action or the subject is empty.
    :raises NotCanonical: a change has no single way to be written down.
    """
    if not actor.id or not actor.role:
        raise AnonymousActor("An audited act needs an actor with an id and a role.")
    if not action or not subject:
        raise IncompleteEntry("An audit entry needs an action and a subject.")
    payload = encode(
        {
            "id": str(uuid7()),
            "who": actor.id,
            "role": actor.role,
            "what": action,
            "record": subject,
            "shown": list(shown),
            "why": purpose,
            "at": utc(at),
            "real": utc(real or real_now()),
            "request": request_id,
            "changes": dict(changes or {}),
        }
    )
    return Entry(payload, leaf_of(payload))
