"""The account that embedded servers run under: our own, or `nobody` where we are root: PostgreSQL refuses."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from clinic.unable import Unable


class Identity(TypedDict, total=False):
    """The arguments by which `subprocess` starts a program under another account."""

    user: int
    group: int
    extra_groups: list[int]


class NoAccount(Unable):
    """The machine has no account that PostgreSQL could run under."""


@dataclass(frozen=True)
class Account:
    """An unprivileged account that exists on this machine."""

    uid: int
    gid: int


def unprivileged() -> Account | None:
    """Return the account to step down to, or None where we are an ordinary user already.

    :raises NoAccount: there is no `nobody`, or our own user id has no entry, which initdb needs.
    """
    wanted: int | str = "nobody" if os.geteuid() == 0 else os.geteuid()
    try:
        entry = pwd.getpwnam(wanted) if isinstance(wanted, str) else pwd.getpwuid(wanted)
    except KeyError:
        raise NoAccount(
            f"embedded PostgreSQL needs a passwd entry for {wanted!r}; or set DATABASE_URL"
        ) from None
    return Account(entry.pw_uid, entry.pw_gid) if os.geteuid() == 0 else None


def identity(account: Account | None) -> Identity:
    """Return what `subprocess` needs to start a program as `account`."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def become(account: Account | None) -> None:
    """Step down to `account` for good, as a program does just before it is replaced by a server."""
    if account:
        os.setgroups([])
        os.setgid(account.gid)
        os.setuid(account.uid)


def give(path: Path, account: Account | None) -> None:
    """Hand a file or a tree that we made to `account`."""
    if account:
        for part in (path, *path.rglob("*")):
            os.chown(part, account.uid, account.gid, follow_symlinks=False)
