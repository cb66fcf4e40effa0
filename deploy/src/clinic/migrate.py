"""Bring both databases to the tables that the code expects: shared first, then each application's own."""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clinic.unable import Unable


@dataclass(frozen=True)
class Step:
    """One tree of migrations: the module that runs it, its arguments, and the database it changes."""

    module: str
    arguments: Sequence[str]
    database: str
    group: str = "migrations"

    def is_installed(self) -> bool:
        """Return whether this host carries the member; an image holds one of them."""
        try:
            return importlib.util.find_spec(self.module) is not None
        except ModuleNotFoundError:
            return False


STEPS = (
    Step("shared_lib.migrate", ("shop",), "shop"),
    Step("shared_lib.migrate", ("rx",), "rx"),
    Step("storefront.__main__", ("migrate",), "shop"),
    Step("rx_portal.migrate", (), "rx"),
)

AFTERWARDS = (Step("storefront.__main__", ("clients",), "shop", "storefront"),)
"""What an application sets down itself, under its own login: the provider's clients."""


class MigrationFailed(Unable):
    """A tree of migrations did not run to its end."""


def run(step: Step, environment: Mapping[str, str]) -> None:
    """Run one tree with the migrator's addresses and nothing else.

    :param environment: SHOP_MIGRATOR_URL and RX_MIGRATOR_URL, and what every process gets.
    :raises MigrationFailed: with what the tree printed.
    """
    done = subprocess.run(
        [sys.executable, "-m", step.module.removesuffix(".__main__"), *step.arguments],
        env={"PATH": os.environ.get("PATH", os.defpath), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise MigrationFailed(f"{step.module} {' '.join(step.arguments)}\n{done.stdout}{done.stderr}")


DECIDES = (
    "requirements/lock.txt",
    "deploy/src/clinic/provision/*.py",
    "shared-lib/src/shared_lib/**/*.py",
    "shared-lib/src/shared_lib/**/*.sql",
    "*/src/*/**/migrations/**/*.py",
    "*/src/*/**/migrations/**/*.sql",
    "*/src/*/migrate*.py",
    "storefront/src/storefront/settings*.py",
)
"""What the tables depend on, below a checkout."""


def fingerprint(root: Path) -> str:
    """Return a short name for the present state of everything that decides the tables."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in DECIDES for path in root.glob(pattern)}):
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
