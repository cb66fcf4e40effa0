"""One embedded PostgreSQL: on loopback only, by password only, its administrator's drawn at random."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from clinic import alive
from clinic.embedded.account import give, identity
from clinic.embedded.place import Place
from clinic.unable import Unable

ADMINISTRATOR = "administrator"
STOP = signal.SIGINT
"""How PostgreSQL is told to end its sessions and stop in order ("fast")."""
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "password_encryption=scram-sha-256",
    "max_connections=200",
    "TimeZone=UTC",
    # A statement may carry a person's words: none is written to a log.
    "log_min_error_statement=panic",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
)


class CannotCreate(Unable):
    """The cluster's directory could not be made."""


@dataclass(frozen=True)
class Cluster:
    """The data directory of one server, and how to start it."""

    place: Place

    @property
    def data(self) -> Path:
        """Return the directory that holds the databases."""
        return self.place.root / "postgres"

    def create(self, password: str) -> None:
        """Make the cluster, unless it exists; one that was interrupted is made anew.

        :raises CannotCreate: initdb refused.
        """
        complete = self.place.root / "postgres.complete"
        if complete.exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        secret = self.place.root / "first-password"
        secret.touch(0o600)
        secret.write_text(password)
        give(self.data, self.place.account)
        give(secret, self.place.account)
        try:
            self._initdb(secret)
        finally:
            secret.unlink()
        complete.touch()

    def command(self, port: int, settings: Sequence[str] = ()) -> list[str]:
        """Return the program and arguments that serve this cluster at `port`."""
        options = [part for setting in (*SETTINGS, f"port={port}", *settings) for part in ("-c", setting)]
        return [self.place.binaries.program("postgres"), "-D", str(self.data), *options]

    def forget_the_dead(self) -> None:
        """Remove the lock file of a server that is gone, so that a reused process id cannot stop a start."""
        lock = self.data / "postmaster.pid"
        if not lock.is_file():
            return
        first = lock.read_text().split("\n", 1)[0]
        if not (first.isdigit() and alive.runs_on(int(first), str(self.data))):
            lock.unlink()

    def _initdb(self, secret: Path) -> None:
        settings = [
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ]
        command = [self.place.binaries.program("initdb"), "-D", str(self.data), "-U", ADMINISTRATOR]
        done = subprocess.run(
            [*command, f"--pwfile={secret}", *settings],
            **identity(self.place.account),
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CannotCreate(done.stderr.strip())


def url(port: int, user: str, password: str, database: str = "postgres") -> str:
    """Return the address of a database of the embedded server for one login."""
    return f"postgresql://{quote(user)}:{quote(password, safe='')}@127.0.0.1:{port}/{database}"
