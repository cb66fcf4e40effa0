"""A cluster with migrated databases, made once for each state of the migrations and then only copied."""

import fcntl
import json
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
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
    source = place.root / f"prepared-{migrate.fingerprint(ROOT)}"
    if not source.is_dir():
        _prepare(place, source)
    told: dict[str, str] = json.loads((source / "told.json").read_text())
    subprocess.run(["cp", "-Rp", str(source / "postgres"), str(target.root)], check=True)
    if any(key.startswith("failed ") for key in told):
        shutil.rmtree(source)
    return told


def _prepare(place: Place, target: Path) -> None:
    _keep_only_newest(place.root)
    draft = Place(place.root / "draft", place.binaries, place.account)
    shutil.rmtree(draft.root, ignore_errors=True)
    draft.root.mkdir(mode=0o711)
    give(draft.root, draft.account)
    told = {login.name: secret.password() for login in LOGINS} | {postgres.ADMINISTRATOR: secret.password()}
    postgres.Cluster(draft).create(told[postgres.ADMINISTRATOR])
    process, address = start(draft, told[postgres.ADMINISTRATOR])
    try:
        provision(address, told)
        told |= migrated(address, told)
    finally:
        alive.end(process, postgres.STOP)
    secret.keep(draft.root / "told.json", json.dumps(told))
    draft.root.rename(target)


def migrated(administrator: str, passwords: Mapping[str, str], prefix: str = "") -> Mapping[str, str]:
    """Run every tree of migrations; return by database (`failed shop`) what the one that failed printed."""
    failed: dict[str, str] = {}
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
    for step in migrate.STEPS:
        if step.is_installed() and f"failed {step.database}" not in failed:
            try:
                migrate.run(step, environment)
            except migrate.MigrationFailed as problem:
                failed[f"failed {step.database}"] = str(problem)
    return failed


def _keep_only_newest(folder: Path) -> None:
    for old in sorted(folder.glob("prepared-*"), key=lambda path: path.stat().st_mtime)[:-2]:
        shutil.rmtree(old, ignore_errors=True)


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
