"""Bring a checkout's clinic up: servers, databases, then every process, and wait until each is ready."""

import http.client
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import psycopg

from clinic import down, drawn, environment, migrate, port, told
from clinic.drawn import Drawn
from clinic.embedded import place, postgres, valkey
from clinic.home import Home
from clinic.process import record, start, supervisor, table
from clinic.process.supervisor import Supervisor
from clinic.process.table import Process
from clinic.provision.service import provision
from clinic.secret import keep
from clinic.told import Told
from clinic.unable import Unable

READY = 60.0
"""Seconds within which everything must be ready; a cold machine needs a third of it."""


def up(home: Home) -> Told:
    """Start the clinic, unless it runs, and return the way in.

    :raises Unable: something did not start; nothing is left running.
    """
    with home.alone():
        if record.find(home, record.SUPERVISOR):
            known = told.read(home)
            _wait_until_ready(home, known, _processes(), _supervisor(home, known))
            return known
        record.end_all(home)
        try:
            return _start(home)
        except BaseException:
            down.stop(home)
            raise


def _start(home: Home) -> Told:
    secrets = drawn.keep(home)
    known, processes = _plan(home, secrets), _processes()
    environment.write(home, known, secrets)
    keep(home.run / "env" / "demo-logins.json", told.people_json(known))
    supervisor.configure(home, processes, known.ports["supervisord"], secrets["supervisor"])
    told.write(home, known)
    supervisor.start(home)
    control = _supervisor(home, known)
    control.wait()
    control.start_wave("servers")
    _wait_for_servers(home, known, control)
    prepare(home, known, secrets)
    for wave in table.WAVES[1:]:
        control.start_wave(wave)
    _wait_until_ready(home, known, processes, control)
    known = replace(known, processes=record.running(home))
    told.write(home, known)
    return known


def _plan(home: Home, secrets: Drawn) -> Told:
    """Choose ports and addresses, and make the embedded servers' directories."""
    where = told.servers_directory(home)
    ports = _ports(home)
    if not (given := os.environ.get("DATABASE_URL")) or not os.environ.get("REDIS_URL"):
        settled = place.settle(home.run / "servers", where)
        where = settled.root
        told.remember_directory(home, where)
        if not given:
            postgres.Cluster(settled).create(secrets["administrator"])
    prefix = os.environ.get("CLINIC_DB_PREFIX", "")
    administrator = given or postgres.url(ports["postgres"], postgres.ADMINISTRATOR, secrets["administrator"])
    return Told(
        ports=ports,
        administrator=administrator,
        redis=os.environ.get("REDIS_URL") or valkey.url(ports["valkey"], secrets["valkey"]),
        prefix=prefix,
        logins=told.logins(administrator, secrets, prefix),
        people=secrets.people,
        servers_directory=str(where) if where else None,
    )


def _ports(home: Home) -> dict[str, int]:
    """Return the ports of the last start, or the preferred ones; one that is taken moves."""
    preferred = {process.name: process.port for process in table.PROCESSES if process.port}
    earlier = told.read(home).ports if home.clinic.is_file() else {}
    ports: dict[str, int] = {}
    for name, number in {**preferred, "supervisord": 8010, **earlier}.items():
        ports[name] = port.choose(number, ports.values())
    return ports


def _processes() -> Sequence[Process]:
    return table.chosen(
        embedded_postgres="DATABASE_URL" not in os.environ, embedded_valkey="REDIS_URL" not in os.environ
    )


def _supervisor(home: Home, known: Told) -> Supervisor:
    return Supervisor(known.ports["supervisord"], drawn.keep(home)["supervisor"])


def prepare(home: Home, known: Told, secrets: Drawn) -> None:
    """Provision and migrate both databases; trees that were run on them before are not run again."""
    provision(known.administrator, secrets.logins, known.prefix)
    stamp = home.run / "migrated"
    now = f"{migrate.fingerprint(home.root)} {_identity(known)}"
    if stamp.is_file() and stamp.read_text() == now:
        return
    for step in migrate.STEPS:
        if step.is_installed():
            migrate.run(step, start.variables(environment.read(home, "migrations")))
    for step in migrate.AFTERWARDS:
        if step.is_installed():
            migrate.run(step, start.variables(environment.read(home, step.group)))
    keep(stamp, now)


def _identity(known: Told) -> str:
    """Return what tells these databases from others that bear the same names."""
    names = [f"{known.prefix}shop", f"{known.prefix}rx"]
    try:
        with psycopg.connect(known.administrator) as connection:
            query = "SELECT string_agg(oid::text, ' ' ORDER BY oid) FROM pg_database WHERE datname = ANY(%s)"
            row = connection.execute(query, [names]).fetchone()
    except psycopg.OperationalError as problem:
        raise Unable(str(problem)) from None
    return f"{known.ports.get('storefront')} {known.ports.get('portal')} {row[0] if row else ''}"


def _wait_for_servers(home: Home, known: Told, control: Supervisor) -> None:
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline:
        _refuse_the_dead(home, control)
        with suppress(psycopg.OperationalError):
            psycopg.connect(known.administrator, connect_timeout=2).close()
            break
        time.sleep(0.05)
    if "REDIS_URL" not in os.environ and not port.wait_until_it_answers(known.ports["valkey"], 10):
        raise Unable("Valkey did not start: see .run/log/valkey.log")


def _wait_until_ready(home: Home, known: Told, processes: Sequence[Process], control: Supervisor) -> None:
    waiting = [process for process in processes if process.ready]
    deadline = time.monotonic() + READY
    while waiting and time.monotonic() < deadline:
        _refuse_the_dead(home, control)
        waiting = [one for one in waiting if not _is_ready(known.ports[one.name], one.ready or "/")]
        time.sleep(0.1)
    if waiting:
        names = ", ".join(process.name for process in waiting)
        raise Unable(f"Not ready after {READY:.0f} s: {names}\n{_last_words(home, waiting[0].name)}")


def _is_ready(number: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{number}"})
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _refuse_the_dead(home: Home, control: Supervisor) -> None:
    for name, state in control.states().items():
        if state == "FATAL":
            raise Unable(f"{name} does not start:\n{_last_words(home, name)}")


def _last_words(home: Home, name: str) -> str:
    log = home.run / "log" / f"{name}.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:]) if log.is_file() else ""
