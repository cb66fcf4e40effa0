"""Decide where a clinic's parts will be: ports, the servers' directory, the databases' addresses."""

import os
from collections.abc import Callable

from clinic import port, told
from clinic.drawn import Drawn
from clinic.embedded import place, postgres, valkey
from clinic.home import Home
from clinic.process import table
from clinic.told import Told

Claimed = Callable[[int], bool]

SUPERVISOR_PORT = 8010


def plan(home: Home, drawn: Drawn, shift: int = 0, claim: Claimed = lambda _: True) -> Told:
    """Return where everything will be; embedded servers' directories are made if they are needed.

    :param shift: how far above the preferred ports to look.
    :param claim: tells whether a port is ours to take.
    """
    given, store = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    where = told.servers_directory(home)
    if not (given and store):
        settled = place.settle(home.run / "servers", where)
        where = settled.root
        told.remember_directory(home, where)
        if not given:
            postgres.Cluster(settled).create(drawn["administrator"])
    ports = choose_ports(home, shift, claim)
    prefix = os.environ.get("CLINIC_DB_PREFIX", "")
    administrator = given or postgres.url(ports["postgres"], postgres.ADMINISTRATOR, drawn["administrator"])
    return Told(
        ports=ports,
        administrator=administrator,
        redis=store or valkey.url(ports["valkey"], drawn["valkey"]),
        prefix=prefix,
        logins=told.logins(administrator, drawn, prefix),
        people=drawn.people,
        servers_directory=str(where) if where else None,
    )


def choose_ports(home: Home, shift: int = 0, claim: Claimed = lambda _: True) -> dict[str, int]:
    """Return the ports of the last start, or the preferred ones; one that is taken moves."""
    preferred = {process.name: process.port + shift for process in table.PROCESSES if process.port}
    earlier = told.read(home).ports if home.clinic.is_file() else {}
    ports: dict[str, int] = {}
    for name, number in {**preferred, "supervisord": SUPERVISOR_PORT + shift, **earlier}.items():
        ports[name] = port.choose(number, ports.values(), claim)
    return ports
