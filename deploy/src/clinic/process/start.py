"""Become one process of the clinic: told what its group is told, under the account it needs, recorded."""

import os
from collections.abc import Mapping, Sequence

from clinic import environment, told
from clinic.drawn import keep as draw
from clinic.embedded import account, place, postgres, valkey
from clinic.home import Home
from clinic.process import record
from clinic.process.table import BY_NAME, Process
from clinic.unable import Unable

PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")


def become(home: Home, name: str) -> None:
    """Replace this program with the process `name`; never returns.

    :raises Unable: there is no such process, or the clinic was never started here.
    """
    if name not in BY_NAME:
        raise Unable(f"There is no process {name}; there are {', '.join(BY_NAME)}.")
    process, known = BY_NAME[name], told.read(home)
    told_it = variables(environment.read(home, process.group))
    record.keep(home, name)
    if process.wave == "servers":
        _become_server(home, name, known, told_it)
    os.chdir(home.root)
    command = list(filled(process, known.ports))
    os.execve(command[0], command, dict(told_it))  # noqa: S606 - the table's own program


def variables(group: environment.Environment) -> Mapping[str, str]:
    """Return the whole environment of a process: what its group is told, and where programs and homes are."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {"PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8", **passed_on, **group}


def filled(process: Process, ports: Mapping[str, int]) -> Sequence[str]:
    """Return the command of a process with its port in place."""
    return [part.replace("{port}", str(ports.get(process.name, ""))) for part in process.command]


def _become_server(home: Home, name: str, known: told.Told, told_it: Mapping[str, str]) -> None:
    where = place.settle(home.run / "servers", told.servers_directory(home))
    if name == "postgres":
        cluster = postgres.Cluster(where)
        cluster.forget_the_dead()
        command = cluster.command(known.ports[name])
    else:
        command = valkey.Store(where).command(known.ports[name], draw(home)["valkey"])
    os.chdir("/")
    account.become(where.account)
    os.execve(command[0], command, dict(told_it))  # noqa: S606 - our own server
