"""Line 8: the audit verifies; an entry altered behind the application's back is named."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.sql import SQL, Identifier

from clinic.story.story import Story
from clinic.story.town import Town
from clinic.story.waiting import until

TITLE = "The audit verifies; an altered entry is named"
SEALED = (
    "SELECT id FROM audit.event WHERE xid <= (SELECT max(last_xid) FROM audit.seal) ORDER BY id DESC LIMIT 1"
)


def play(story: Story) -> int:
    """Verify, alter, verify, restore, verify; return the number of the entry that was altered."""
    entry = until("an entry to be sealed", lambda: _newest_sealed(story.town))
    assert_whole(story.town)
    story.step("both records are whole", "clinic audit verify")
    with altered(story.town, entry):
        status, said = verify(story.town)
        assert status == 1, said
        assert str(entry) in said, said
        found = next(line.strip() for line in said.splitlines() if str(entry) in line)
        story.step(f"entry {entry} is altered in the database by its owner: “{found}”", "clinic audit verify")
    assert_whole(story.town)
    story.step("restored to the byte, both are whole again", "clinic audit verify")
    return entry


def verify(town: Town) -> tuple[int, str]:
    """Run `clinic audit verify` and return its status and what it said."""
    command = [sys.executable, "-m", "clinic", "audit", "verify"]
    done = subprocess.run(command, cwd=town.home.root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def assert_whole(town: Town) -> None:
    """Insist that both records are whole."""
    status, said = verify(town)
    assert status == 0, said


@contextmanager
def altered(town: Town, entry: int) -> Iterator[None]:
    """Alter an entry of the desk's record as the owner of the table could, and restore it at the end."""
    with owner(town) as connection:
        row = connection.execute("SELECT payload FROM audit.event WHERE id = %s", [entry]).fetchone()
        payload: bytes = row[0] if row else b""
        _write(connection, entry, payload.replace(b'"who":"', b'"who":"x', 1))
        try:
            yield
        finally:
            _write(connection, entry, payload)


@contextmanager
def owner(town: Town) -> Iterator[psycopg.Connection]:
    """Become the owner of the desk's audit tables, by the way that migrations take."""
    with psycopg.connect(town.told.logins["migrator_rx"], autocommit=True) as connection:
        connection.execute(SQL("SET ROLE {}").format(Identifier(f"{town.told.prefix}audit_owner")))
        yield connection


def _newest_sealed(town: Town) -> int | None:
    with owner(town) as connection:
        row = connection.execute(SEALED).fetchone()
        return int(row[0]) if row else None


def _write(connection: psycopg.Connection, entry: int, payload: bytes) -> None:
    with connection.transaction():
        connection.execute("ALTER TABLE audit.event DISABLE TRIGGER event_stays")
        connection.execute("UPDATE audit.event SET payload = %s WHERE id = %s", [payload, entry])
        connection.execute("ALTER TABLE audit.event ENABLE TRIGGER event_stays")
