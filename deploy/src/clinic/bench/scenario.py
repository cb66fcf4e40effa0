"""What is measured: pages asked for as fast as they are answered, and errands of several requests."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clinic.bench import driver, statements, usage
from clinic.bench.driver import WrongAnswers
from clinic.bench.figure import Figures, of_times
from clinic.bench.house import House
from clinic.bench.target import Target
from clinic.bench.wire import Request, Wire

SETTLES = 1.0
"""Seconds until what was under way at the end of a run has been done."""

COUNTED = 24
"""How many requests are sent, one after the other, while their statements are counted."""


@dataclass(frozen=True)
class Stage:
    """A running clinic with its population, and how long a run takes.

    `clinician` is the session of one who signed in; `asked` how many patients are amid their questions.
    """

    house: House
    root: Path
    seconds: float
    clinician: str
    asked: int
    is_quick: bool = False


@dataclass(frozen=True)
class Pages:
    """A measure of single requests. `requests` writes down those of one run, numbered from 0.

    `is_once` says that a request can be sent once only, for it uses up what it is about. `marker` stands in
    every right answer's body.
    """

    name: str
    title: str
    process: str
    target: Target
    requests: Callable[[Stage, int], Sequence[Request]]
    marker: str
    status: int = 200
    is_once: bool = False

    def count(self, stage: Stage) -> float:
        """Return how many statements a request takes; its first in each worker are left out."""
        port, sent = stage.house.port(self.process), self.requests(stage, -1)[: 2 * COUNTED]
        half = len(sent) // 2
        asyncio.run(self._warm(port, sent[:half]))
        log, administrator = stage.house.log, stage.house.known.administrator
        with statements.counted(administrator, log, [self.process]) as found:
            asyncio.run(self._look(port, sent[half:]))
        return round(len(found.seen) / len(sent[half:]), 1)

    def run(self, stage: Stage, number: int) -> Figures:
        """Return the figures of one run.

        :raises WrongAnswers: a page, before, meanwhile or after, is not what it should be.
        """
        port = stage.house.port(self.process)
        sent = self.requests(stage, number)
        asyncio.run(self._look(port, sent[:2]))
        rest = [one.raw(port) for one in (sent[2:] if self.is_once else sent)]
        with _Meter(stage.house, [self.process]) as meter:
            found = driver.drive(
                stage.root, port, rest, seconds=stage.seconds, status=self.status, once=self.is_once
            )
        time.sleep(SETTLES if self.is_once else 0)
        asyncio.run(self._look(port, self.requests(stage, number)[:2]))
        return meter.shared_by(found)

    async def _warm(self, port: int, requests: Sequence[Request]) -> None:
        """Send the requests so that each worker gets some: from many connections, if they can be repeated."""
        times = 1 if self.is_once else driver.CONNECTIONS
        await asyncio.gather(*(self._look(port, requests) for _ in range(times)))

    async def _look(self, port: int, requests: Sequence[Request]) -> None:
        wire = Wire(port)
        try:
            for request in requests:
                answer = await wire.ask(request)
                if answer.status != self.status or self.marker not in answer.text:
                    raise WrongAnswers(
                        f"{request.method} {request.path}: {answer.status} {answer.text[:300]}"
                    )
        finally:
            await wire.close()


Errand = Callable[[Stage, int], Awaitable[float]]


@dataclass(frozen=True)
class Errands:
    """A measure of what takes several requests: `errand` does the one of that number and returns its seconds.

    `processes` are those whose statements and processor time are counted.
    """

    name: str
    title: str
    processes: Sequence[str]
    target: Target
    errand: Errand
    clients: int = 4

    def count(self, stage: Stage) -> float:
        """Return how many statements an errand takes, in all processes that it keeps busy."""
        asyncio.run(self._do(stage, next(_numbers)))
        log, administrator = stage.house.log, stage.house.known.administrator
        times = COUNTED // 4
        with statements.counted(administrator, log, self.processes) as found:
            for _ in range(times):
                asyncio.run(self._do(stage, next(_numbers)))
        return round(len(found.seen) / times, 1)

    def run(self, stage: Stage, number: int) -> Figures:
        """Return the figures of one run."""
        with _Meter(stage.house, self.processes) as meter:
            found = asyncio.run(self._several(stage))
        return meter.shared_by(found)

    async def _several(self, stage: Stage) -> Figures:
        times: list[float] = []
        begun = time.perf_counter()

        async def client() -> None:
            while time.perf_counter() < begun + stage.seconds:
                times.append(await self.errand(stage, next(_numbers)))

        await asyncio.gather(*(client() for _ in range(self.clients)))
        return of_times(times, time.perf_counter() - begun)

    async def _do(self, stage: Stage, number: int) -> None:
        await self.errand(stage, number)


_numbers = itertools.count(1)


class _Meter:
    """Reads the processor time of processes and of the database before and after."""

    def __init__(self, house: House, names: Sequence[str]) -> None:
        self._server, self._database = house.pids(*names), house.pids("postgres")
        self._before = self._after = (0.0, 0.0)

    def __enter__(self) -> "_Meter":
        self._before = self._read()
        return self

    def __exit__(self, *_: object) -> None:
        self._after = self._read()

    def shared_by(self, found: Figures) -> Figures:
        """Return the figures with each request's share."""
        server, database = (
            1000 * (after - before) / max(1, found.count)
            for before, after in zip(self._before, self._after, strict=True)
        )
        return replace(found, server_cpu_ms=server, database_cpu_ms=database)

    def _read(self) -> tuple[float, float]:
        return usage.cpu_seconds(self._server), usage.cpu_seconds(self._database)
