"""The anchor: a file that only grows, outside the database owner's reach, with one line for each seal."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Anchor:
    """The anchor of one database's record."""

    folder: Path
    chain: str

    @property
    def path(self) -> Path:
        """Return the file."""
        return self.folder / f"{self.chain}.jsonl"

    def last(self) -> int:
        """Return the number of the newest anchored seal, 0 before the first; a torn line is cut off."""
        if not self.path.is_file():
            return 0
        with self.path.open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            start = max(0, end - 4096)
            file.seek(start)
            lines = file.read().split(b"\n")
            if torn := len(lines[-1]):
                file.truncate(end - torn)
        return int(json.loads(lines[-2])["n"]) if len(lines) > 1 else 0

    def append(self, lines: Iterable[str]) -> None:
        """Add lines and wait until they lie on the disk."""
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
