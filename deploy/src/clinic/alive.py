"""Whether a process we once started still runs: its id alone proves nothing, ids are used again."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """A process by its id and the moment it began, which no later process shares."""

    pid: int
    began: str


def find(pid: int) -> Process | None:
    """Return the living process of that id; one that has ended but was not yet collected is dead."""
    if not PROC.joinpath("self").exists():
        return _find_by_ps(pid)
    fields = _stat(pid)
    return Process(pid, f"{_boot()}:{fields[19]}") if fields and fields[0] not in "ZX" else None


def is_running(process: Process) -> bool:
    """Return whether that very process still runs."""
    return find(process.pid) == process


def runs_on(pid: int, argument: str) -> bool:
    """Return whether the process of that id lives and was started with `argument`."""
    if find(pid) is None:
        return False
    try:
        return argument.encode() in PROC.joinpath(str(pid), "cmdline").read_bytes().split(b"\0")
    except OSError:
        return True


def members(process: Process) -> list[int]:
    """Return the ids of the living processes in the group that `process` leads or led."""
    successor = find(process.pid)
    if (successor and successor != process) or process.began.split(":")[0] != _boot():
        return []
    groups = ((int(path.name), _stat(int(path.name))) for path in PROC.glob("[0-9]*"))
    return [pid for pid, stat in groups if stat and stat[0] not in "ZX" and int(stat[2]) == process.pid]


def end(process: Process, how: signal.Signals = signal.SIGTERM, patience: float = 5.0) -> None:
    """Ask a process to stop, wait `patience` seconds, then end it and whatever is left of its group."""
    if is_running(process):
        with suppress(ProcessLookupError):
            os.kill(process.pid, how)
        deadline = time.monotonic() + patience
        while is_running(process) and time.monotonic() < deadline:
            _collect(process.pid)
            time.sleep(0.05)
    for pid in {*members(process), *([process.pid] if is_running(process) else [])}:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _collect(process.pid)


def _collect(pid: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on: state, parent, group, ... 20th: start time."""
    try:
        return PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _boot() -> str:
    try:
        return PROC.joinpath("sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def _find_by_ps(pid: int) -> Process | None:
    told = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, began = told.stdout.strip().partition(" ")
    return Process(pid, f":{began.strip()}") if state and state[0] != "Z" else None
