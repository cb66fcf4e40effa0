"""The double's books: one SQLite file (or memory), written through, so a restart loses nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
create table if not exists object (
    seq integer primary key, account text not null, id text not null unique, kind text not null,
    due integer, body text not null);
create index if not exists object_kind on object (account, kind, seq);
create index if not exists object_falls_due on object (account, due) where due is not null;
create table if not exists answer (
    account text not null, key text not null, request text not null, status integer not null,
    body text not null, created integer not null, primary key (account, key));
create index if not exists answer_age on answer (created);
create table if not exists delivery (
    seq integer primary key, account text not null, event text not null, type text not null,
    state text not null, attempts integer not null default 0, next_try real not null, status integer);
create index if not exists delivery_waiting on delivery (account, next_try) where state = 'waiting';
create table if not exists request (
    seq integer primary key, account text, at text not null, method text not null, path text not null,
    body text not null, key text, status integer, request_id text not null);
"""
TABLES = ("object", "answer", "delivery", "request")


class Store:
    """The connection and its one transaction at a time; the server is a single event loop."""

    def __init__(self, path: Path | None) -> None:
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = off")  # survives a killed process, which is all we promise
        self._db.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written inside, or nothing of it."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def run(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Return the rows of one statement."""
        return self._db.execute(sql, values).fetchall()

    def insert(self, sql: str, *values: object) -> int:
        """Return the sequence number of a new row."""
        return self._db.execute(sql, values).lastrowid or 0

    def clear(self) -> None:
        """Forget everything."""
        with self.transaction():
            for table in TABLES:
                self._db.execute(f"delete from {table}")  # noqa: S608 - the names are the constant above

    def close(self) -> None:
        """Close the file."""
        self._db.close()
