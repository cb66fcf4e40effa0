"""One merchant's account for the length of one request: its objects, its time, its events."""

import json
import secrets
import string
import time
from dataclasses import dataclass
from typing import Any

from stripe import api_version

from integrations.stripe.double.errors import Object, missing, public
from integrations.stripe.double.settings import Merchant
from integrations.stripe.double.store import Store

LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Origin:
    """Which request an event came of; both are None when the clock did it."""

    id: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What a handler works on. `now` is domain time in whole seconds, `base` the double's own address."""

    merchant: Merchant
    store: Store
    now: int
    base: str = ""
    origin: Origin = Origin()

    def new(self, prefix: str, kind: str, /, **fields: Any) -> Object:
        """Keep a new object and return it. Fields that begin with an underscore are never shown."""
        made = {"id": new_id(prefix), "object": kind, "created": self.now, **fields}
        made |= {} if kind == "refund" else {"livemode": False}  # the one object without it
        self.store.insert(
            "insert into object (account, id, kind, due, body) values (?, ?, ?, ?, ?)",
            *(self.merchant.name, made["id"], kind, made.get("_due"), json.dumps(made)),
        )
        return made

    def save(self, changed: Object) -> None:
        """Keep an object as it now is."""
        self.store.run(
            "update object set due = ?, body = ? where id = ?",
            *(changed.get("_due"), json.dumps(changed), changed["id"]),
        )

    def get(self, kind: str, object_id: str, param: str = "id") -> Object:
        """Return an object of this account.

        :raises Fault: 404, there is none.
        """
        found = self.find(object_id)
        if found is None or found["object"] != kind:
            raise missing(kind, object_id, param)
        return found

    def find(self, object_id: str) -> Object | None:
        """Return an object of this account, of any kind."""
        sql = "select body from object where account = ? and id = ?"
        rows = self.store.run(sql, self.merchant.name, object_id)
        return json.loads(rows[0]["body"]) if rows else None

    def all(self, kind: str, **where: object) -> list[Object]:
        """Return this account's objects of a kind, newest first, whose fields equal those given."""
        sql = "select body from object where account = ? and kind = ?"
        sql += "".join(f" and json_extract(body, '$.{field}') = ?" for field in where)
        rows = self.store.run(f"{sql} order by seq desc", self.merchant.name, kind, *where.values())
        return [json.loads(row["body"]) for row in rows]

    def due(self) -> list[Object]:
        """Return what the clock has caught up with, the earliest deadline first."""
        sql = "select body from object where account = ? and due <= ? order by due, seq"
        return [json.loads(row["body"]) for row in self.store.run(sql, self.merchant.name, self.now)]

    def emit(self, kind: str, about: Object) -> Object:
        """Keep an event about an object as it is now, and queue it for a webhook that wants it."""
        event = self.new(
            "evt",
            "event",
            api_version=api_version,
            data={"object": public(about)},
            pending_webhooks=int(self.merchant.wants(kind)),
            request={"id": self.origin.id, "idempotency_key": self.origin.key},
            type=kind,
        )
        if self.merchant.wants(kind):
            queue(self.store, self.merchant.name, event["id"], kind)
        return event


def queue(store: Store, account: str, event_id: str, kind: str) -> None:
    """Queue one delivery of an event, to go out at once."""
    sql = "insert into delivery (account, event, type, state, next_try) values (?, ?, ?, 'waiting', ?)"
    store.insert(sql, account, event_id, kind, time.time())


def new_id(prefix: str, length: int = 24) -> str:
    """Return a fresh identifier in Stripe's manner."""
    return f"{prefix}_" + "".join(secrets.choice(LETTERS) for _ in range(length))
