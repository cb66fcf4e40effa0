"""An audit record with a sealer beside it, driven step by step as the operator's command drives it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared_lib import audit
from shared_lib.audit import export, sealing
from shared_lib.audit.finding import Finding
from shared_lib.audit.seal import Seal
from shared_lib.audit.verification import verify
from shared_lib.clock import real_now
from shared_lib.identity import Actor
from tests.harness.urls import Pair
from tests.shared_lib.runner import Runner, runner
from tests.shared_lib.shelf import NOW

CHAIN = "rx"


@dataclass
class Record:
    """The desk's record: the portal appends, the sealer seals, the administrator tampers."""

    portal: Runner
    sealer: Runner
    administrator: Runner
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    anchor: list[str] = field(default_factory=list)

    def append(self, count: int = 1, *, action: str = "record.read") -> list[int]:
        entries = (
            audit.entry(
                actor=Actor.system("test"), action=action, subject=f"patient:{n}", at=NOW, shown=[f"lab:{n}"]
            )
            for n in range(count)
        )
        return [self.portal.run(audit.append(entry))[0][0] for entry in entries]

    def seal(self, *, limit: int = 5000) -> Seal | None:
        previous = Seal.of(self.sealer.run(sealing.last()))
        rows = self.pending(previous, limit=limit)
        if not rows:
            return None
        seal = sealing.make(rows, chain=CHAIN, previous=previous, key=self.key, now=real_now())
        self.sealer.run(sealing.insert(seal))
        self.anchor.append(sealing.anchor_line(seal))
        return seal

    def pending(self, previous: Seal | None, *, limit: int = 5000) -> list[tuple[Any, ...]]:
        self._let_others_end()
        return self.sealer.run(sealing.pending(previous, limit=limit))

    def _let_others_end(self) -> None:
        """Wait for the transactions that other tests have open on this server, as sealing does."""
        elsewhere = "SELECT pid, backend_xid::text FROM pg_stat_activity WHERE backend_xid IS NOT NULL"
        elsewhere += " AND datname IS DISTINCT FROM current_database()"
        older, deadline = set(self.administrator.sql(elsewhere)), time.monotonic() + 120
        while older & set(self.administrator.sql(elsewhere)):
            assert time.monotonic() < deadline, "an older transaction never ended"
            time.sleep(0.02)
            self.administrator.sql("SELECT pg_stat_clear_snapshot()")  # in a transaction it is looked at once

    def export(self, login: Runner | None = None) -> list[str]:
        reader = login or self.sealer
        seals, entries = reader.run(sealing.since(0)), reader.run(export.events())
        return [
            export.header(CHAIN),
            *(export.seal_line(row) for row in seals),
            *(export.event_line(row) for row in entries),
        ]

    def verify(self) -> list[Finding]:
        return verify(self.export(), [self.key.public_key()], self.anchor)

    def tamper(self, change: str) -> None:
        """Change the tables as somebody can who owns the server: past grants, triggers and constraints."""
        self.administrator.sql(f"SET session_replication_role = replica; {change}")

    def found_after(self, change: str) -> list[Finding]:
        """Return what would be found after that change, and take it back."""
        with self.administrator.connection.transaction(force_rollback=True):
            self.tamper(change)
            lines = self.export(self.administrator)
        return verify(lines, [self.key.public_key()], self.anchor)


@contextmanager
def a_record(pair: Pair) -> Iterator[Record]:
    urls = pair.rx
    with (
        runner(urls["portal"]) as portal,
        runner(urls["sealer"]) as sealer,
        runner(urls["administrator"]) as administrator,
    ):
        yield Record(portal, sealer, administrator)
