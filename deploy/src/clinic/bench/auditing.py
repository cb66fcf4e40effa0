"""The cost of the audit record: changes of ten milliseconds each by 32 clients, with and without an entry."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
from psycopg import AsyncConnection

from clinic.bench.figure import Figures, of_times
from clinic.bench.scenario import Stage
from clinic.bench.target import Target
from shared_lib import audit
from shared_lib.identity import Actor, Role

CLIENTS = 32
HELD = "SELECT pg_sleep(0.01)"
CHANGE = "UPDATE rx.review SET changed_at = changed_at WHERE id = %s"
STATEMENTS = 4


@dataclass(frozen=True)
class Audited:
    """A measure on the database alone, under the desk's own login."""

    name: str = "audit"
    title: str = "Audited change with 10 ms transactions, 32 clients"
    process: str = "portal"
    target: Target = field(default=Target(ratio=0.7))

    def count(self, _: Stage) -> float:
        """Return the statements of a change: who acts, the change, the wait, the entry."""
        return STATEMENTS

    def run(self, stage: Stage, _: int) -> Figures:
        """Return the figures of changes with an entry; their ratio is to those without."""
        with psycopg.connect(stage.house.database("rx")) as connection:
            rows = connection.execute("SELECT id FROM rx.review ORDER BY id LIMIT %s", [CLIENTS]).fetchall()
        cases = [row[0] for row in rows]
        url = stage.house.known.logins["portal"]
        half = stage.seconds / 2
        plain = asyncio.run(_several(url, cases, half, is_audited=False))
        found = asyncio.run(_several(url, cases, half, is_audited=True))
        return replace(found, ratio=found.rate / plain.rate)


async def _several(url: str, cases: list[UUID], seconds: float, *, is_audited: bool) -> Figures:
    times: list[float] = []
    end = 0.0

    async def client(case: UUID) -> None:
        async with await AsyncConnection.connect(url, prepare_threshold=1) as connection:
            await ready.wait()
            while (begun := time.perf_counter()) < end:
                await _change(connection, case, is_audited=is_audited)
                times.append(time.perf_counter() - begun)

    async def together() -> None:
        nonlocal end
        await asyncio.sleep(0.5)
        end = time.perf_counter() + seconds
        ready.set()

    ready = asyncio.Event()
    await asyncio.gather(together(), *(client(case) for case in cases))
    return of_times(times, seconds)


async def _change(connection: AsyncConnection, case: UUID, *, is_audited: bool) -> None:
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.reach', 'clinic', true)")
        await connection.execute(CHANGE, [case])
        await connection.execute(HELD)
        if is_audited:
            clinician = Actor(str(case), Role.CLINICIAN)
            entry = audit.entry(
                actor=clinician, action="review.touch", subject=f"review:{case}", at=datetime.now(UTC)
            )
            statement = audit.append(entry)
            await connection.execute(statement.sql.encode(), statement.params)


AUDITED = Audited()
