"""Turning a sealer until it has sealed: it waits for every older transaction on the server."""

import time

from clinic.loop import Connection
from clinic.sealer import Sealer


def turn_until_anchored(sealer: Sealer, connection: Connection, *, entries: int) -> None:
    """Turn until so many entries lie under an anchored seal."""
    deadline = time.monotonic() + 20
    while sealed(connection) < entries or not sealer.anchor.path.exists():
        assert time.monotonic() < deadline, "an older transaction never ended"
        sealer.turn(connection)
        time.sleep(0.05)


def sealed(connection: Connection) -> int:
    """Return the number of entries under a seal."""
    row = connection.execute("SELECT coalesce(sum(count), 0)::int FROM audit.seal").fetchone()
    assert row
    return int(row[0])
