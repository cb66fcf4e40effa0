"""A clinic that may be broken: its own servers, its own clock, and two more of the desk's workers."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from clinic import environment
from clinic.home import Home
from clinic.process import start
from clinic.process.table import BY_NAME
from clinic.story.town import Town
from tests.harness import schedule
from tests.harness import server as servers
from tests.harness.clinic import LOAD, _lay_out, _run
from tests.invariants.running.arrivals import Arrivals

FOLDER = servers.FOLDER / "invariants"
MORE_WORKERS = {"worker-rx": 2, "worker-shop": 1}
"""A clinic has several; and so one comes back while another works."""


@pytest.fixture(scope="session")
def breakable() -> Home:
    """A clinic for these tests alone."""
    return schedule.enter(schedule.BREAKING, a_clinic())


@contextmanager
def a_clinic() -> Iterator[Home]:
    """A checkout of its own with a clinic that runs, demo loaded, on servers that nobody else uses."""
    place = FOLDER / os.environ[servers.RUN]
    told = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DJANGO_") and name not in ("DATABASE_URL", "REDIS_URL")
    } | {"CLINIC_HOME": str(place)}
    _lay_out(place)
    try:
        _run(["-m", "clinic", "up"], told)
        _run(["-c", LOAD], told)
        with more_workers(Home(place)):
            yield Home(place)
    finally:
        _run(["-m", "clinic", "clean"], told)
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def town(breakable: Home) -> Iterator[Town]:
    town = Town(breakable)
    yield town
    town.close()


@pytest.fixture(scope="session")
def arrivals(breakable: Home) -> Arrivals:
    return Arrivals(breakable)


@contextmanager
def more_workers(home: Home) -> Iterator[None]:
    """Run more workers beside the supervised ones, and begin each anew when it dies."""
    over = threading.Event()
    threads = [
        threading.Thread(target=keep_running, args=(home, name, number, over))
        for name, count in MORE_WORKERS.items()
        for number in range(count)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def keep_running(home: Home, name: str, number: int, over: threading.Event) -> None:
    process = BY_NAME[name]
    told = start.variables(environment.read(home, process.group))
    with (home.run / "log" / f"{name}-{number}.log").open("wb") as log:
        while not over.is_set():
            worker = subprocess.Popen(
                process.command, cwd=home.root, env=told, stdout=log, stderr=log, start_new_session=True
            )
            while worker.poll() is None and not over.wait(0.1):
                pass
            with suppress(ProcessLookupError):  # what is left of one that died, or of one whose time is over
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def unhurried(seconds: float) -> float:
    """So many seconds of a machine that has nothing else to do."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def wait_until(
    seconds: float, what: str, look: Callable[[], object], say: Callable[[], object] = lambda: ""
) -> None:
    """Look again and again until it is so."""
    until = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < until, f"{what}: not within {seconds:.0f} s. {say()}"
        time.sleep(0.2)
