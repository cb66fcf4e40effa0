"""Bring both databases to the tables that the code expects: shared first, then each application's own."""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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


BOTH = (
    "requirements/lock.txt",
    "deploy/src/clinic/provision/*.py",
    "shared-lib/src/shared_lib/migrations/**/*",
    "shared-lib/src/shared_lib/migrate.py",
    "shared-lib/src/shared_lib/events/ddl.py",
)
DECIDES: Mapping[str, Sequence[str]] = {
    "shop": (*BOTH, "storefront/src/storefront/**/migrations/**/*", "storefront/src/storefront/settings*.py"),
    "rx": (*BOTH, "rx-portal/src/rx_portal/**/migrat*.py", "rx-portal/src/rx_portal/**/migrations/**/*"),
}
"""What the tables of each database depend on, below a checkout."""


KINDS = {".py", ".sql", ".txt", ".html", ".json"}
CODE = (
    "requirements/lock.txt",
    *(f"{member}/src/**/*" for member in ("shared-lib", "integrations", "storefront", "rx-portal")),
    "deploy/src/clinic/*.py",
    "deploy/src/clinic/process/*.py",
)


def fingerprint(root: Path, database: str) -> str:
    """Return a short name for the present state of everything that decides a database's tables."""
    return state_of(root, DECIDES[database])


def state_of(root: Path, patterns: Sequence[str] = CODE) -> str:
    """Return a short name for what the files hold that match; by default all code that a clinic runs."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        if path.suffix in KINDS:
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def run_all(
    steps: Sequence[Step], told: Callable[[Step], Mapping[str, str]]
) -> Mapping[str, MigrationFailed]:
    """Run the steps in order, the databases side by side; return for each database the refusal that ended it.

    :param told: what a step's process is told.
    """

    def run_those_of(database: str) -> MigrationFailed | None:
        try:
            for step in steps:
                if step.database == database and step.is_installed():
                    run(step, told(step))
        except MigrationFailed as refusal:
            return refusal
        return None

    databases = sorted({step.database for step in steps})
    with ThreadPoolExecutor() as pool:
        refusals = zip(databases, pool.map(run_those_of, databases), strict=True)
        return {database: refusal for database, refusal in refusals if refusal}
