"""Bring both databases to the tables that the code expects: shared first, then each application's own."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One tree of migrations: the member's module that runs it, its arguments, and the database it changes."""

    module: str
    arguments: Sequence[str]
    database: str

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


class MigrationFailed(Exception):
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
