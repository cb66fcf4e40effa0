"""Ports that a clinic has claimed on this machine: nobody takes them between two starts of a process.

A port that was free a moment ago may be gone when its process binds it, and servers that set SO_REUSEPORT
would then share it with a stranger. So each claimed port is a locked byte of one file of the account's own.
The lock belongs to the open file, which becomes the supervisor's standard input, and ends with it. Where the
system has no such locks nothing is claimed, and a start that finds its port taken is made again with others.
"""

import fcntl
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SET_LOCK: int | None = getattr(fcntl, "F_OFD_SETLK", None)


class Claim:
    """The ports of one start."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def take(self, port: int) -> bool:
        """Return whether the port is ours now: nobody else has claimed it."""
        if SET_LOCK is None:
            return True
        # struct flock: kind, whence, start, length, process
        byte = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, port, 1, 0)
        try:
            fcntl.fcntl(self.file, SET_LOCK, byte)
        except (BlockingIOError, PermissionError):
            return False
        return True


@contextmanager
def opened() -> Iterator[Claim]:
    """Open the account's file of claims; what is claimed ends with the last process that has it open."""
    path = Path(tempfile.gettempdir()) / f"countersign-ports-{os.geteuid()}"
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b") as file:
        yield Claim(file)
