"""Where a checkout keeps what a local run needs: everything below `.run`."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clinic.unable import Unable

MARK = "requirements/lock.txt"


@dataclass(frozen=True)
class Home:
    """A checkout; `state` is where below it a run keeps what it needs."""

    root: Path
    state: str = ".run"

    @property
    def run(self) -> Path:
        """Return the directory that holds all state of a local run."""
        return self.root / self.state

    def folder(self, name: str) -> Path:
        """Return a directory below `.run`, made if need be, that only its owner can enter."""
        path = self.run / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    @property
    def clinic(self) -> Path:
        """Return the file that tells operators and tests the way in."""
        return self.run / "clinic.json"

    @property
    def secrets(self) -> Path:
        """Return the file with everything that was drawn at random."""
        return self.run / "secrets.json"

    @property
    def clock(self) -> Path:
        """Return the file that states how far the domain clock runs ahead."""
        return self.run / "clock"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold this checkout against another `clinic up` or `clinic down`.

        :raises Unable: one is at work.
        """
        with (self.folder(".") / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Unable("Another clinic command is starting or stopping this checkout.") from None
            yield


def find() -> Home:
    """Return the checkout around the working directory, or the one that CLINIC_HOME names.

    :raises Unable: there is none.
    """
    start = Path(os.environ.get("CLINIC_HOME", ".")).resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return Home(folder)
    raise Unable("Run this inside a checkout of Countersign, or set CLINIC_HOME.")
