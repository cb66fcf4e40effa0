"""Wait until what was started can be used, or say which part cannot and what it last said."""

import http.client
import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress

import psycopg

from clinic import port
from clinic.home import Home
from clinic.process.supervisor import Supervisor
from clinic.process.table import Process
from clinic.told import Told
from clinic.unable import Unable

PATIENCE = 180.0
"""Seconds; a cold, busy machine needs half of it. What cannot start at all is told at once."""

STARTS = 3
"""How often a process may be started before it counts as one that cannot be."""


def servers(home: Home, known: Told, control: Supervisor) -> None:
    """Wait until PostgreSQL lets the administrator in and Valkey answers.

    :raises Unable: one does not.
    """
    wait(home, control, {"postgres": lambda: lets_in(known.administrator)})
    if "REDIS_URL" not in os.environ:
        wait(home, control, {"valkey": lambda: port.answers(known.ports["valkey"])})


def processes(home: Home, known: Told, wanted: Sequence[Process], control: Supervisor) -> None:
    """Wait until every process that listens says that it is ready.

    :raises Unable: one does not.
    """
    checks = {one.name: _asks(known.ports[one.name], one.ready) for one in wanted if one.ready}
    wait(home, control, checks)


def wait(home: Home, control: Supervisor, checks: dict[str, Callable[[], bool]]) -> None:
    """Wait until every check has succeeded once.

    :raises Unable: one does not, or a process cannot be started.
    """
    deadline = time.monotonic() + PATIENCE
    seen: defaultdict[str, set[int]] = defaultdict(set)
    while checks:
        for name, (state, pid) in control.states().items():
            seen[name] |= {pid} - {0}
            if state == "FATAL" or len(seen[name]) > STARTS:
                raise Unable(f"{name} does not start:\n{_last_words(home, name)}")
        checks = {name: check for name, check in checks.items() if not check()}
        if checks and time.monotonic() > deadline:
            name = next(iter(checks))
            raise Unable(f"Not ready after {PATIENCE:.0f} s: {', '.join(checks)}\n{_last_words(home, name)}")
        time.sleep(0.05 if checks else 0)


def _asks(number: int, path: str) -> Callable[[], bool]:
    return lambda: is_ready(number, path)


def is_ready(number: int, path: str) -> bool:
    """Return whether a process that listens there says that it is ready."""
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{number}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def lets_in(url: str) -> bool:
    """Return whether PostgreSQL accepts a login."""
    with suppress(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2).close()
        return True
    return False


def _last_words(home: Home, name: str) -> str:
    log = home.run / "log" / f"{name}.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:]) if log.is_file() else ""
