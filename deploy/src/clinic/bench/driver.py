"""Sending requests from eight connections as fast as they are answered: by wrk, or by this process."""

import asyncio
import os
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from clinic.bench.figure import Figures, of_times
from clinic.bench.wire import Wire
from clinic.unable import Unable

CONNECTIONS = 8
SCRIPT = "bench/requests.lua"


class WrongAnswers(Unable):
    """Some answers were not what was expected: error pages are not measured."""


def name() -> str:
    """Return what sends the requests on this machine."""
    return "wrk" if shutil.which("wrk") else "asyncio"


def stay_on_the_last_core() -> None:
    """Keep this process, and what it starts from now on, off the first cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def drive(
    root: Path, port: int, requests: Sequence[bytes], *, seconds: float, status: int, once: bool
) -> Figures:
    """Send the requests, in turn, for some seconds; `once` ends the run when each was sent.

    :raises WrongAnswers: an answer had another status, or a connection broke.
    """
    if name() == "wrk":
        return _by_wrk(root, port, requests, seconds, status, once)
    return asyncio.run(_by_ourselves(port, requests, seconds, status, once))


def _by_wrk(
    root: Path, port: int, requests: Sequence[bytes], seconds: float, status: int, once: bool
) -> Figures:
    written = root / ".run" / "bench" / "requests"
    written.write_bytes(b"".join(f"{len(raw)}\n".encode() + raw for raw in requests))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "30s"]
    command += ["-s", str(root / SCRIPT), f"http://127.0.0.1:{port}", "--"]
    command += [str(written), str(status), "once" if once else "round"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    found = next((line for line in said.stdout.splitlines() if line.startswith("FOUND ")), None)
    if found is None:
        raise Unable(f"wrk: {said.stdout}{said.stderr}")
    good, bad, lasted, *times = (int(part) for part in found.split()[1:])
    if bad or not good:
        raise WrongAnswers(f"{bad} of {good + bad} answers were not {status}: {requests[0][:80]!r}")
    p50, p95, p99 = (each / 1000 for each in times)
    return Figures(good / (lasted / 1e6), p50, p95, p99, good)


async def _by_ourselves(
    port: int, requests: Sequence[bytes], seconds: float, status: int, once: bool
) -> Figures:
    waiting, times = deque(requests), list[float]()
    begun = time.perf_counter()
    end = begun + seconds

    async def client() -> None:
        wire = Wire(port)
        try:
            while waiting and time.perf_counter() < end:
                raw = waiting.popleft()
                if not once:
                    waiting.append(raw)
                sent = time.perf_counter()
                answer = await wire.ask(raw)
                if answer.status != status:
                    raise WrongAnswers(f"{answer.status} instead of {status}: {raw[:80]!r}")
                times.append(time.perf_counter() - sent)
        finally:
            await wire.close()

    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return of_times(times, time.perf_counter() - begun)
