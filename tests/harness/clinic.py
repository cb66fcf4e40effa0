"""One running clinic for all that a run tells and looks at, on the run's own PostgreSQL and Valkey.

xdist's workers share it; who tells a story holds it alone, for the domain clock moves for everybody.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from clinic.home import Home
from clinic.story.browser import Browser
from clinic.story.town import Town
from tests.harness import server as servers
from tests.harness.prepared import ROOT
from tests.harness.server import Server

MEMBERS = ("requirements", "shared-lib", "integrations", "storefront", "rx-portal", "deploy")
FOLDER = servers.FOLDER / "journeys"
DATABASE_OF_ITS_OWN = 15
LAST_LINES = 25
LOAD = "from clinic import demo, home; demo.load(home.find())"


@contextmanager
def shared(request: pytest.FixtureRequest) -> Iterator[Home]:
    """Give a checkout of its own with a clinic that runs; the last to leave stops it.

    JOURNEYS_HOME names a checkout whose demo clinic runs already, to look at what a story left behind.
    """
    if running := os.environ.get("JOURNEYS_HOME"):
        yield Home(Path(running).resolve())
        return
    server: Server = request.getfixturevalue("server")
    place = FOLDER / os.environ[servers.RUN]
    environment = _environment(place, server)
    with _alone("door"):
        if not _is_open(place):
            _lay_out(place)
            _run(["-m", "clinic", "up"], environment)
            _run(["-c", LOAD], environment)
        _count(place, 1)
    yield Home(place)
    with _alone("door"):
        if _count(place, -1) == 0:
            _run(["-m", "clinic", "down"], environment)
            servers._drop_everything(replace(server, prefix=environment["CLINIC_DB_PREFIX"]))
            shutil.rmtree(place)


@contextmanager
def alone_in(home: Home, new_browser: Callable[[], Browser]) -> Iterator[Town]:
    """Give the clinic to one teller, who waits until the one before has left."""
    with _alone("clinic"):
        town = Town(home, new_browser)
        yield town
        town.close()


@contextmanager
def _alone(what: str) -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _environment(place: Path, server: Server) -> Mapping[str, str]:
    given = os.environ.get("REDIS_URL")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
        "CLINIC_HOME": str(place),
        "CLINIC_DB_PREFIX": f"{server.prefix}j_",
        "DATABASE_URL": server.administrator,
        "REDIS_URL": given or f"{server.redis.rpartition('/')[0]}/{DATABASE_OF_ITS_OWN}",
    }


def _run(arguments: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode:
        last = "\n".join(f"{done.stdout}{done.stderr}".splitlines()[-LAST_LINES:])
        pytest.fail(f"{' '.join(arguments)}\n{last}", pytrace=False)


def _lay_out(place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for member in MEMBERS:
        if not (place / member).exists():
            (place / member).symlink_to(ROOT / member)


def _is_open(place: Path) -> bool:
    return (place / "workers.json").is_file()


def _count(place: Path, step: int) -> int:
    note = place / "workers.json"
    workers = (json.loads(note.read_text()) if note.is_file() else 0) + step
    note.write_text(json.dumps(workers))
    return int(workers)
