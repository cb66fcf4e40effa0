"""What a check of the audit record can find wrong, and how it names it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """In what way the record is not what was sealed."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    SEAL_BROKEN = "seal_broken"
    ANCHOR_BROKEN = "anchor_broken"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: its kind, its name (`entry 17`, `seal 3`, `line 9`) and in words."""

    kind: Kind
    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}: {self.kind.value}: {self.why}"
