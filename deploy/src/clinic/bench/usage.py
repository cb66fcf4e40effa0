"""What processes use: time on the processors and memory, from /proc."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(leaders: Iterable[int]) -> float:
    """Return the processor time that these processes and their living descendants have used."""
    return sum(_ticks(pid) for pid in family(leaders)) / TICKS


def memory_mb(leader: int) -> Mapping[int, float]:
    """Return by id what a process and its descendants hold in memory (RSS, shared pages counted in each)."""
    return {pid: _resident(pid) for pid in family([leader])}


def family(leaders: Iterable[int]) -> list[int]:
    """Return the processes and all that descend from them."""
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*"):
        if fields := _stat(int(path.name)):
            children.setdefault(int(fields[1]), []).append(int(path.name))
    found, waiting = list[int](), list(leaders)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def _ticks(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def _resident(pid: int) -> float:
    try:
        pages = int(PROC.joinpath(str(pid), "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _stat(pid: int) -> list[str]:
    try:
        return PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
