"""Start an embedded server as a process of its own, for whoever is not the supervisor."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from clinic import alive
from clinic.embedded.account import Account, identity
from clinic.unable import Unable


class DiedAtOnce(Unable):
    """A server ended before it could be seen."""


def launch(command: Sequence[str], account: Account | None, log: Path) -> alive.Process:
    """Start `command` in its own session as `account`, writing to `log`.

    :raises DiedAtOnce: it had ended before it could be looked at.
    """
    with log.open("ab") as output:
        child = subprocess.Popen(
            command,
            **identity(account),
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    child.returncode = 0  # it outlives us: nobody waits for it, nor warns that nobody did
    found = alive.find(child.pid)
    if found is None:
        raise DiedAtOnce(f"{command[0]}: see {log}")
    return found
