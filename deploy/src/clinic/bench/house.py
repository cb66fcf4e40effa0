"""A clinic as it runs in production, on servers of its own that are thrown away afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from clinic import alive, drawn, environment, migrate, port, ready, secret, told, up
from clinic.address import at
from clinic.bench import serving, statements
from clinic.demo import LOADERS
from clinic.drawn import Drawn
from clinic.embedded import place, postgres, valkey
from clinic.embedded.launch import launch
from clinic.home import Home
from clinic.plan import plan
from clinic.process import start, table
from clinic.told import Told
from clinic.unable import Unable

STATE = ".run/bench"
DOUBLES = ("stripe", "counterparts")
LISTENING = {"storefront": "/readyz", "portal": "/readyz", "raw-django": "/", "raw-litestar": "/"}
GROUPS = {"worker-shop": "storefront", "worker-rx": "portal", "raw-django": None, "raw-litestar": None}
PATIENCE = 60.0


@dataclass
class House:
    """The running clinic: where everything is, its secrets, and its processes by name."""

    home: Home
    known: Told
    secrets: Drawn
    log: Path
    processes: dict[str, alive.Process] = field(default_factory=dict)

    def database(self, name: str) -> str:
        """Return the administrator's address of the database `shop` or `rx`."""
        return at(self.known.administrator, self.known.prefix + name)

    def port(self, name: str) -> int:
        """Return the port of a process."""
        return self.known.ports[name]

    def pids(self, *names: str) -> list[int]:
        """Return the ids of processes that run."""
        return [self.processes[name].pid for name in names if name in self.processes]


@contextmanager
def opened(root: Path) -> Iterator[House]:
    """Start servers, databases with the demo clinic, doubles and production's processes; in the end stop all.

    :raises Unable: something does not start.
    """
    for name in ("DATABASE_URL", "REDIS_URL", "CLINIC_DB_PREFIX"):
        os.environ.pop(name, None)  # nobody's own databases are filled with a benchmark's rows
    home = Home(root, STATE)
    with home.alone():
        _forget(home)
        house = _servers(home)
        try:
            _furnish(house)
            _serve(house)
            yield house
        finally:
            _close(house)


def _servers(home: Home) -> House:
    secrets = drawn.keep(home)
    shift = 12_000 + 20 * (os.getpid() % 500)  # where no other clinic of this machine looks for ports
    known = plan(home, secrets, shift)
    taken = set(known.ports.values())
    for name in serving.RAW:
        known.ports[name] = port.choose(8_012 + shift, taken)
        taken.add(known.ports[name])
    told.write(home, known)
    environment.write(home, known, secrets)
    secret.keep(home.run / "env" / "demo-logins.json", told.people_json(known))
    where = place.settle(home.run / "servers", told.servers_directory(home))
    house = House(home, known, secrets, home.folder("log") / "postgres.log")
    cluster, store = postgres.Cluster(where), valkey.Store(where)
    command = cluster.command(known.ports["postgres"], [statements.PREFIX])
    house.processes["postgres"] = launch(command, where.account, house.log)
    command = store.command(known.ports["valkey"], secrets["valkey"])
    house.processes["valkey"] = launch(command, where.account, home.folder("log") / "valkey.log")
    _until_ready(house, ("postgres", "valkey"))
    return house


def _furnish(house: House) -> None:
    home = house.home
    up.prepare(home, house.known, house.secrets)
    people = {"DEMO_LOGINS_FILE": str(home.run / "env" / "demo-logins.json")}
    refused = migrate.run_all(
        LOADERS, lambda step: start.variables({**environment.read(home, step.group), **people})
    )
    if refused:
        raise next(iter(refused.values()))
    static = [sys.executable, "-m", "storefront", "collectstatic", "--no-input", "-v0"]
    subprocess.run(static, env=_told(house, "storefront", "storefront"), cwd=home.root, check=True)


def _serve(house: House) -> None:
    for name in DOUBLES:
        process = table.BY_NAME[name]
        _start(house, name, start.filled(process, house.known.ports), process.group)
    _until_ready(house, DOUBLES)
    for name, command in serving.programs(house.home.root).items():
        numbered = [part.replace("{port}", str(house.known.ports.get(name, ""))) for part in command]
        _start(house, name, numbered, GROUPS.get(name, name))
    _until_ready(house, tuple(LISTENING))


def _start(house: House, name: str, command: Sequence[str], group: str | None) -> None:
    with (house.home.folder("log") / f"{name}.log").open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd=house.home.root,
            env=_told(house, name, group),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    child.returncode = 0  # ended by its record, in order
    found = alive.find(child.pid)
    if found is None:
        raise Unable(f"{name} ended at once: see {STATE}/log/{name}.log")
    house.processes[name] = found


def _told(house: House, name: str, group: str | None) -> Mapping[str, str]:
    """Return a process's environment, in production's profile, which has no movable clock."""
    given = dict(environment.read(house.home, group)) if group else {}
    if name not in DOUBLES:
        given["COUNTERSIGN_PROFILE"] = "production"
        given.pop("CLOCK_FILE", None)
    raw = {"PYTHONPATH": str(house.home.root / "bench")} if group is None else {}
    return {**start.variables(given), "CLINIC_HOME": str(house.home.root), "PGAPPNAME": name, **raw}


def _until_ready(house: House, names: Sequence[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    waiting = list(names)
    while waiting:
        waiting = [name for name in waiting if not _is_ready(house, name)]
        dead = [name for name in house.processes if not alive.is_running(house.processes[name])]
        if dead or time.monotonic() > deadline:
            name = (dead or waiting)[0]
            log = house.home.run / "log" / f"{name}.log"
            raise Unable(f"{name} does not start:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.1)


def _is_ready(house: House, name: str) -> bool:
    if name == "postgres":
        return ready.lets_in(house.known.administrator)
    if name == "valkey":
        return port.answers(house.port(name))
    return ready.is_ready(house.port(name), LISTENING.get(name, "/readyz"))


def _close(house: House) -> None:
    servers = {"postgres": signal.SIGINT, "valkey": signal.SIGTERM}
    others = [name for name in house.processes if name not in servers]
    for name in others:
        if alive.is_running(house.processes[name]):
            os.kill(house.processes[name].pid, signal.SIGTERM)
    for name in (*others, *servers):
        if name in house.processes:
            alive.end(house.processes[name], servers.get(name, signal.SIGTERM), 10.0)
    _forget(house.home)


def _forget(home: Home) -> None:
    """Remove what an earlier run left: its databases, keys and drawn secrets; logs stay to be read."""
    directory = told.servers_directory(home)
    if directory and directory.is_dir() and directory.name.startswith("countersign-"):
        shutil.rmtree(directory)
    for name in ("servers", "env", "keys", "stripe", "counterparts", "media", "static", "anchor"):
        shutil.rmtree(home.run / name, ignore_errors=True)
    for name in ("servers_directory", "secrets.json", "clinic.json", "migrated"):
        (home.run / name).unlink(missing_ok=True)
