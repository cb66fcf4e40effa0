"""Where the doubles keep what they were given: one small file, so that a restart forgets nothing."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from typing import Any


class Shelf:
    """JSON values by kind and key, in the order they first came."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS kept (n INTEGER PRIMARY KEY, kind TEXT, key TEXT, value TEXT,"
            " UNIQUE (kind, key))"
        )

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep a value, in place of an earlier one."""
        with self._lock:
            self._db.execute(
                "INSERT INTO kept (kind, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
                (kind, key, json.dumps(value)),
            )

    def add(self, kind: str, key: str, value: Any) -> bool:
        """Keep a value unless there is one; returns whether it was new."""
        with self._lock:
            added = self._db.execute(
                "INSERT INTO kept (kind, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (kind, key, json.dumps(value)),
            )
            return added.rowcount == 1

    def get(self, kind: str, key: str) -> Any:
        """Return a value, or None."""
        with self._lock:
            row = self._db.execute(
                "SELECT value FROM kept WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
        return json.loads(row[0]) if row else None

    def all(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Return keys and values of a kind, the first to come first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT key, value FROM kept WHERE kind = ? ORDER BY n", (kind,)
            ).fetchall()
        return ((key, json.loads(value)) for key, value in rows)
