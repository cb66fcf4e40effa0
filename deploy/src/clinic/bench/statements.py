"""Counting statements where they arrive: in the server's own log, switched on for as long as one counts."""

import re
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

PREFIX = "log_line_prefix=%a|%m|"
_LINE = re.compile(r"^(?P<who>[^|]*)\|[^|]*\|LOG:  (?:statement|execute [^:]*): (?P<sql>.*)")
_FRAME = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK(?! TO)|START TRANSACTION)\b", re.IGNORECASE)
_SETTLES = 0.3


@dataclass
class Counted:
    """The statements that were seen, each by its first line, without BEGIN, COMMIT and ROLLBACK."""

    seen: list[str] = field(default_factory=list)


@contextmanager
def counted(administrator: str, log: Path, applications: Collection[str]) -> Iterator[Counted]:
    """Count what connections of these names (`application_name`) run meanwhile."""
    found = Counted()
    _say(administrator, "all")
    begun = log.stat().st_size
    try:
        yield found
    finally:
        time.sleep(_SETTLES)
        _say(administrator, "none")
    with log.open(errors="replace") as lines:
        lines.seek(begun)
        found.seen += read(lines, applications)


def read(lines: Iterable[str], applications: Collection[str]) -> list[str]:
    """Return the statements, each by its first line, that connections of these names ran."""
    matches = (_LINE.match(line) for line in lines)
    return [
        match["sql"]
        for match in matches
        if match and match["who"] in applications and not _FRAME.match(match["sql"])
    ]


def _say(administrator: str, what: str) -> None:
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET log_statement = '{what}'".encode())
        connection.execute("SELECT pg_reload_conf()")
    time.sleep(_SETTLES)
