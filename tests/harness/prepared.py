"""A cluster with migrated databases, made once for each state of the migrations and then only copied."""

import fcntl
import json
import shutil
import subprocess
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from clinic import alive, migrate, port, secret
from clinic.address import at
from clinic.embedded import postgres
from clinic.embedded.account import give
from clinic.embedded.launch import launch
from clinic.embedded.place import Place
from clinic.provision.plan import LOGINS
from clinic.provision.service import provision

ROOT = Path(__file__).parents[2]
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB")
PATIENCE = 20.0


class NotStarted(Exception):
    """A server did not come up."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder` against other test runs."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start(place: Place, password: str) -> tuple[alive.Process, str]:
    """Start the cluster at `place` and return its process and the administrator's URL."""
    cluster = postgres.Cluster(place)
    for _ in range(5):
        number = port.choose(some_port())
        process = launch(cluster.command(number, HASTY), place.account, place.root / "postgres.log")
        address = postgres.url(number, postgres.ADMINISTRATOR, password)
        if _comes_up(process, address):
            return process, address
        alive.end(process)
    raise NotStarted((place.root / "postgres.log").read_text()[-2000:])


def copy_of_prepared(place: Place, target: Place) -> Mapping[str, str]:
    """Fill `target` with a copy of the prepared cluster; return its passwords, and what went wrong."""
    states = {database: migrate.fingerprint(ROOT, database) for database in migrate.DECIDES}
    source = place.root / "prepared"
    told: Mapping[str, str] = _told(source)
    if any(told.get(f"state {database}") != state for database, state in states.items()):
        told = _prepare(place, source, told, states)
    subprocess.run(["cp", "-Rp", str(source / "postgres"), str(target.root)], check=True)
    return told


def _prepare(
    place: Place, target: Path, known: Mapping[str, str], states: Mapping[str, str]
) -> Mapping[str, str]:
    """Make the databases anew whose migrations have changed, and leave the others as they are."""
    draft = Place(place.root / "draft", place.binaries, place.account)
    shutil.rmtree(draft.root, ignore_errors=True)
    if known:
        subprocess.run(["cp", "-Rp", str(target), str(draft.root)], check=True)
    else:
        draft.root.mkdir(mode=0o711)
        give(draft.root, draft.account)
        known = {login.name: secret.password() for login in LOGINS} | {
            postgres.ADMINISTRATOR: secret.password()
        }
    stale = [database for database, state in states.items() if known.get(f"state {database}") != state]
    told = {key: value for key, value in known.items() if not key.startswith(("state ", "failed "))}
    postgres.Cluster(draft).create(told[postgres.ADMINISTRATOR])
    process, address = start(draft, told[postgres.ADMINISTRATOR])
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            for database in stale:
                connection.execute(f"DROP DATABASE IF EXISTS {database}".encode())
        provision(address, told)
        failed = migrated(address, told, stale)
    finally:
        alive.end(process, postgres.STOP)
    told |= failed | {
        f"state {name}": state for name, state in states.items() if f"failed {name}" not in failed
    }
    secret.keep(draft.root / "told.json", json.dumps(told))
    shutil.rmtree(target, ignore_errors=True)
    draft.root.rename(target)
    return told


def _told(prepared: Path) -> dict[str, str]:
    path = prepared / "told.json"
    return json.loads(path.read_text()) if path.is_file() else {}


def migrated(
    administrator: str, passwords: Mapping[str, str], databases: Collection[str], prefix: str = ""
) -> dict[str, str]:
    """Run the trees of some databases; return by database (`failed shop`) what the failed one printed."""
    address = {
        name: at(administrator, prefix + name, f"{prefix}migrator", passwords["migrator"])
        for name in ("shop", "rx")
    }
    environment = {
        "COUNTERSIGN_PROFILE": "local",
        "ROLE_PREFIX": prefix,
        "SHOP_MIGRATOR_URL": address["shop"],
        "RX_MIGRATOR_URL": address["rx"],
    }
    steps = [step for step in migrate.STEPS if step.database in databases]
    refusals = migrate.run_all(steps, lambda _: environment)
    return {f"failed {database}": str(refusal) for database, refusal in refusals.items()}


def some_port() -> int:
    """Return where to begin to look for a free port, so that two runs rarely look at once."""
    return 20_000 + time.time_ns() // 1_000 % 10_000


def _comes_up(process: alive.Process, address: str) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and alive.is_running(process):
        with suppress(psycopg.OperationalError):
            psycopg.connect(address, connect_timeout=2).close()
            return True
        time.sleep(0.03)
    return False
