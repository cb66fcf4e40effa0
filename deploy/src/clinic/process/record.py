"""Which process runs under which name: written by each as it begins, so that a lost supervisor loses none."""

import json
import os
import signal
from dataclasses import asdict

from clinic import alive, secret
from clinic.home import Home

SUPERVISOR = "supervisord"


def keep(home: Home, name: str, pid: int | None = None) -> None:
    """Record that a process, by default this one, runs under `name`."""
    process = alive.find(pid or os.getpid())
    if process:
        secret.keep(home.folder("pid") / f"{name}.json", json.dumps(asdict(process)))


def find(home: Home, name: str) -> alive.Process | None:
    """Return the process that runs under `name`, if it still does."""
    path = home.run / "pid" / f"{name}.json"
    if not path.is_file():
        return None
    process = alive.Process(**json.loads(path.read_text()))
    return process if alive.is_running(process) else None


def running(home: Home) -> dict[str, int]:
    """Return the id of every recorded process that still runs."""
    found = {path.stem: find(home, path.stem) for path in sorted((home.run / "pid").glob("*.json"))}
    return {name: process.pid for name, process in found.items() if process}


def end_all(home: Home) -> None:
    """End every process that is left of an earlier start, the servers last, each with its group."""
    paths = sorted((home.run / "pid").glob("*.json"), key=lambda path: path.stem in {"postgres", "valkey"})
    for path in paths:
        process = alive.Process(**json.loads(path.read_text()))
        alive.end(process, signal.SIGINT if path.stem == "postgres" else signal.SIGTERM, 3.0)
        path.unlink()
