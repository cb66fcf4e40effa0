"""`.run/clinic.json`: the way in to a running clinic, for operators and tests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clinic import secret
from clinic.address import at
from clinic.drawn import Drawn
from clinic.home import Home
from clinic.unable import Unable

DATABASES: Mapping[str, tuple[str, str]] = {
    "storefront": ("storefront", "shop"),
    "portal": ("portal", "rx"),
    "portal_shop": ("portal", "shop"),
    "sealer_shop": ("sealer", "shop"),
    "sealer_rx": ("sealer", "rx"),
    "report_shop": ("report", "shop"),
    "report_rx": ("report", "rx"),
    "migrator_shop": ("migrator", "shop"),
    "migrator_rx": ("migrator", "rx"),
}
"""The name of each way in to a database: its login, and the database."""


@dataclass(frozen=True)
class Told:
    """Where everything is. `ports` of the embedded servers are absent where others are used."""

    ports: dict[str, int]
    administrator: str
    redis: str
    prefix: str
    logins: dict[str, str]
    people: dict[str, dict[str, str]]
    servers_directory: str | None
    processes: dict[str, int] = field(default_factory=dict)

    def address(self, name: str) -> str:
        """Return the address of a process as a browser gives it; passkeys refuse bare IP addresses."""
        return f"http://localhost:{self.ports[name]}"


def logins(administrator: str, drawn: Drawn, prefix: str) -> dict[str, str]:
    """Return the database URL of every way in."""
    return {
        name: at(administrator, prefix + database, prefix + login, drawn.logins[login])
        for name, (login, database) in DATABASES.items()
    }


PAGES = ("storefront", "portal", "stripe", "counterparts")


def write(home: Home, told: Told) -> None:
    """Keep the file, of mode 0600."""
    content = {
        "addresses": {name: told.address(name) for name in PAGES},
        "ports": told.ports,
        "database": {"administrator": told.administrator, "prefix": told.prefix, "logins": told.logins},
        "redis": told.redis,
        "processes": told.processes,
        "postgres_dir": told.servers_directory,
        "logins": told.people,
    }
    secret.keep(home.clinic, json.dumps(content, indent=1))


def read(home: Home) -> Told:
    """Return what the last start told.

    :raises Unable: there was none.
    """
    if not home.clinic.is_file():
        raise Unable("No clinic has been started here: run `make up`.")
    content: dict[str, Any] = json.loads(home.clinic.read_text())
    database = content["database"]
    return Told(
        ports=content["ports"],
        administrator=database["administrator"],
        redis=content["redis"],
        prefix=database["prefix"],
        logins=database["logins"],
        people=content["logins"],
        servers_directory=content["postgres_dir"],
        processes=content["processes"],
    )


def people_json(told: Told) -> str:
    """Return the demo people's logins by role, as the demo loaders read them."""
    return json.dumps(told.people, indent=1)


def remember_directory(home: Home, directory: Path) -> None:
    """Keep the name of the embedded servers' directory before anything is started in it."""
    secret.keep(home.run / "servers_directory", str(directory))


def servers_directory(home: Home) -> Path | None:
    """Return the directory that an earlier start made for the embedded servers, if there was one."""
    note = home.run / "servers_directory"
    return Path(note.read_text()) if note.is_file() else None
