"""Small processes that turn for ever, each line on one database connection, made anew when it is lost."""

import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import psycopg

from shared_lib.telemetry import log

logger = log.get()

LONGEST = 10.0
"""Seconds to wait, at most, before a lost connection is tried again."""

Connection = psycopg.Connection
Turn = Callable[[Connection], bool]


@dataclass(frozen=True)
class Line:
    """One thing done over and over, every `pause` seconds, or at once when `turn` says there is more."""

    name: str
    url: str
    turn: Turn
    pause: float


def serve(lines: Sequence[Line]) -> None:
    """Turn every line in a thread of its own until this process is told to stop."""
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    threads = [threading.Thread(target=keep_turning, args=(line, stop), daemon=True) for line in lines]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join(3.0)


def keep_turning(line: Line, stop: threading.Event) -> None:
    """Turn a line until `stop`; what fails is said, and tried again after 0.2, 0.4 ... `LONGEST` seconds."""
    failures = 0
    while not stop.is_set():
        try:
            with psycopg.connect(line.url, autocommit=True, connect_timeout=5) as connection:
                logger.info("connected", process=line.name)
                while not stop.is_set():
                    more = line.turn(connection)
                    failures = 0
                    if not more:
                        stop.wait(line.pause)
        except Exception as problem:
            wait = min(LONGEST, 0.2 * 2 ** min(failures, 8))
            failures += 1
            logger.warning(
                "lost; will try again", process=line.name, seconds=round(wait, 1), **_what(problem)
            )
            stop.wait(wait)


def _what(problem: Exception) -> Mapping[str, str]:
    """Return the kind of a problem: its message might quote a row."""
    return {"error": type(problem).__name__, "sqlstate": getattr(problem, "sqlstate", None) or ""}
