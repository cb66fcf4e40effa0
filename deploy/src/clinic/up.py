"""Bring a checkout's clinic up: servers, databases, then every process, and wait until each is ready."""

import os
import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace

import psycopg

from clinic import claim, down, drawn, environment, migrate, port, ready, told
from clinic.claim import Claim
from clinic.drawn import Drawn
from clinic.home import Home
from clinic.plan import plan
from clinic.process import record, start, supervisor, table
from clinic.process.supervisor import Supervisor
from clinic.process.table import Process
from clinic.provision.service import provision
from clinic.secret import keep
from clinic.told import Told
from clinic.unable import Unable

STARTS = 3
"""How often a clinic is started whose ports others take meanwhile."""


def up(home: Home, only: Collection[str] = ()) -> Told:
    """Start the clinic, unless it runs with the present code, and return the way in.

    :param only: the names of the processes to start; by default all that this host carries.
    :raises Unable: something did not start; nothing is left running.
    """
    processes = [one for one in _processes() if not only or one.name in only]
    with home.alone():
        code = migrate.state_of(home.root)
        if record.find(home, record.SUPERVISOR) and _started_with(home) == code:
            known = told.read(home)
            ready.processes(home, known, processes, _supervisor(home, known))
            return known
        down.stop(home)
        started = _insist(home, processes)
        keep(home.run / "started_with", code)
        return started


def _insist(home: Home, processes: Sequence[Process], tries: int = STARTS) -> Told:
    """Start everything; where a stranger took a port after it was chosen, start again with others."""
    try:
        with claim.opened() as claims:
            return _start(home, processes, claims)
    except BaseException as problem:
        down.stop(home)
        if tries > 1 and isinstance(problem, Unable) and _is_robbed(home):
            return _insist(home, processes, tries - 1)
        raise


def _is_robbed(home: Home) -> bool:
    """Return whether somebody else listens at one of the ports of a clinic that does not run."""
    return home.clinic.is_file() and not all(map(port.is_free, told.read(home).ports.values()))


def _start(home: Home, processes: Sequence[Process], claims: Claim) -> Told:
    secrets = drawn.keep(home)
    known = plan(home, secrets, claim=claims.take)
    keep(home.folder("env") / "demo-logins.json", told.people_json(known))
    shutil.rmtree(home.folder("metrics"))
    environment.write(home, known, secrets)
    supervisor.configure(home, processes, known.ports["supervisord"], secrets["supervisor"])
    told.write(home, known)
    supervisor.start(home, claims.file)
    control = _supervisor(home, known)
    control.wait()
    control.start_wave("servers")
    ready.servers(home, known, control)
    if any(process.wave != "servers" for process in processes):
        prepare(home, known, secrets)
    for wave in table.WAVES[1:]:
        control.start_wave(wave)
    ready.processes(home, known, processes, control)
    known = replace(known, processes=record.running(home))
    told.write(home, known)
    return known


def _started_with(home: Home) -> str:
    note = home.run / "started_with"
    return note.read_text() if note.is_file() else ""


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
    states = " ".join(migrate.fingerprint(home.root, database) for database in migrate.DECIDES)
    now = f"{states} {_identity(known)}"
    if stamp.is_file() and stamp.read_text() == now:
        return
    steps = (*migrate.STEPS, *migrate.AFTERWARDS)
    refusals = migrate.run_all(steps, lambda step: start.variables(environment.read(home, step.group)))
    if refusals:
        raise next(iter(refusals.values()))
    keep(stamp, now)


def _identity(known: Told) -> str:
    """Return what tells these databases, and the addresses that they were told, from others."""
    names = [f"{known.prefix}shop", f"{known.prefix}rx"]
    query = "SELECT string_agg(oid::text, ' ' ORDER BY oid) FROM pg_database WHERE datname = ANY(%s)"
    try:
        with psycopg.connect(known.administrator) as connection:
            row = connection.execute(query, [names]).fetchone()
    except psycopg.OperationalError as problem:
        raise Unable(str(problem)) from None
    return f"{known.address('storefront')} {known.address('portal')} {row[0] if row else ''}"
