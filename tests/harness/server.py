"""The servers of one test run: found by every worker, stopped by the run, or by the next one."""

import json
import os
import shutil
import signal
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from clinic import alive, port, secret
from clinic.address import at
from clinic.embedded import place, postgres, valkey
from clinic.embedded.launch import launch
from clinic.provision import statements
from clinic.provision.plan import DATABASES, LOGINS, OWNERS, RX, SHOP, Database
from clinic.provision.service import provision
from tests.harness import prepared
from tests.harness.prepared import ROOT
from tests.harness.urls import Pair, Urls

FOLDER = ROOT / ".run" / "test"
RUN = "COUNTERSIGN_TEST_RUN"


@dataclass(frozen=True)
class Server:
    """Where a run's PostgreSQL and Valkey are, and the logins' passwords."""

    administrator: str
    redis: str
    passwords: Mapping[str, str]
    prefix: str
    processes: tuple[tuple[int, str], ...]

    def pair(self, suffix: str) -> Pair:
        """Clone both migrated databases under names that end in `suffix`."""
        return Pair(self._clone(SHOP, suffix), self._clone(RX, suffix))

    def drop(self, suffix: str) -> None:
        """Throw a pair of clones away, whoever is still connected."""
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            for database in DATABASES:
                name = Identifier(f"{self.prefix}{database.name}_{suffix}")
                connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def problem(self, database: str) -> str | None:
        """Return what a migration of `database` printed when it failed."""
        return self.passwords.get(f"failed {database}")

    def _clone(self, database: Database, suffix: str) -> Urls:
        actual = f"{self.prefix}{database.name}_{suffix}"
        copy = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log")
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            connection.execute(copy.format(Identifier(actual), Identifier(self.prefix + database.name)))
            for statement in statements.access(self.prefix, database, actual):
                connection.execute(statement)
        logins = {
            user: at(self.administrator, actual, self.prefix + user, self.passwords[user])
            for user in database.search_paths
        }
        return {**logins, "administrator": at(self.administrator, actual)}


def obtain() -> Server:
    """Return the servers of this run, starting them if this worker is the first to ask."""
    with prepared.alone(FOLDER):
        base = _base()
        mine = base.root / f"run-{os.environ[RUN]}"
        if (mine / "server.json").is_file():
            return _read(mine)
        _sweep(base.root)
        mine.mkdir(mode=0o711)
        server = _start(base, mine)
        secret.keep(mine / "server.json", json.dumps(asdict(server)))
        return server


def release() -> None:
    """Stop what this run started, and remove it."""
    if not (FOLDER / "place").is_file():
        return
    with prepared.alone(FOLDER):
        mine = _base().root / f"run-{os.environ[RUN]}"
        if mine.is_dir():
            _remove(mine)


def _base() -> place.Place:
    note = FOLDER / "place"
    base = place.settle(FOLDER, Path(note.read_text()) if note.is_file() else None)
    note.write_text(str(base.root))
    return base


def _start(base: place.Place, mine: Path) -> Server:
    here = replace(base, root=mine)
    processes: list[alive.Process] = []
    redis = os.environ.get("REDIS_URL") or _start_valkey(here, processes)
    if given := os.environ.get("DATABASE_URL"):
        return _on_given(given, redis, processes)
    told = prepared.copy_of_prepared(base, here)
    process, administrator = prepared.start(here, told[postgres.ADMINISTRATOR])
    processes.append(process)
    return Server(administrator, redis, told, "", tuple((one.pid, one.began) for one in processes))


def _on_given(administrator: str, redis: str, processes: list[alive.Process]) -> Server:
    prefix = f"t{os.environ[RUN].replace('-', '_')}_"
    passwords = {login.name: secret.password() for login in LOGINS}
    provision(administrator, passwords, prefix)
    told = {**passwords, **prepared.migrated(administrator, passwords, ("shop", "rx"), prefix)}
    return Server(administrator, redis, told, prefix, tuple((one.pid, one.began) for one in processes))


def _start_valkey(here: place.Place, processes: list[alive.Process]) -> str:
    number, password = port.choose(prepared.some_port()), secret.password()
    command = valkey.Store(here).command(number, password)
    processes.append(launch(command, here.account, here.root / "valkey.log"))
    if not port.wait_until_it_answers(number, prepared.PATIENCE):
        raise prepared.NotStarted((here.root / "valkey.log").read_text()[-2000:])
    return valkey.url(number, password)


def _sweep(base: Path) -> None:
    """Remove what runs left behind that were killed: their directory is named after their process."""
    for old in base.glob("run-*"):
        pid = int(old.name.split("-")[1])
        if alive.find(pid) is None:
            _remove(old)


def _remove(run: Path) -> None:
    if (run / "server.json").is_file():
        server = _read(run)
        for pid, began in server.processes:
            alive.end(alive.Process(pid, began), signal.SIGQUIT, 3.0)
        if server.prefix:
            _drop_everything(server)
    shutil.rmtree(run)


def _drop_everything(server: Server) -> None:
    with psycopg.connect(server.administrator, autocommit=True) as connection:
        like = server.prefix.replace("_", "\\_") + "%"
        for (name,) in connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [like]
        ).fetchall():
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
        for name in (*(login.name for login in LOGINS), *OWNERS):
            connection.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(server.prefix + name)))


def _read(run: Path) -> Server:
    kept: dict[str, Any] = json.loads((run / "server.json").read_text())
    return Server(**kept | {"processes": tuple(tuple(one) for one in kept["processes"])})
