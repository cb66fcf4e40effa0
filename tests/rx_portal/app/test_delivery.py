"""One row for several jobs: whoever fails holds nobody up, and whoever succeeded does not run again."""

from collections import Counter
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.app.delivery import Deliverer
from rx_portal.kit import jobs
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, Sessions, run
from rx_portal.kit.jobs import Work
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib import events
from shared_lib.telemetry import standing

ROW = "test.delivered.v1"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of two jobs ran, of which one fails twice."""
    counted: Counter[str] = Counter()

    async def badly(work: Work) -> None:
        counted["badly"] += 1
        if counted["badly"] < 3:
            raise ValueError(work.delivery.type)

    async def well(work: Work) -> None:
        counted["well"] += 1

    monkeypatch.setitem(jobs._CONSUMERS, ROW, [("test.badly", badly), ("test.well", well)])
    return counted


@pytest.fixture
async def row(clinic: AsyncSession, now: datetime) -> UUID:
    put = events.put_job(SCHEMA, ROW, "7", queue="default", now=now, real_now=real_now())
    async with clinic.begin():
        await run(clinic, put)
    return UUID(str(put.params["id"]))


@pytest.fixture
def deliverer(settings: Settings, sessions: Sessions, ports: Ports) -> Deliverer:
    return Deliverer(settings, sessions=sessions, ports=ports)


async def test_only_those_run_again_that_have_not_succeeded(
    deliverer: Deliverer, row: UUID, ran: Counter[str], clinic: AsyncSession
) -> None:
    await deliverer.deliver(str(row))
    await deliverer.deliver(str(row))
    async with clinic.begin():
        await clinic.execute(text("UPDATE rx.outbox SET dead_at = now() WHERE id = :id"), {"id": row})
        assert await run(clinic, standing.redrive(SCHEMA, row, real_now=real_now()))
    await deliverer.deliver(str(row))
    await deliverer.deliver(str(row))

    async with clinic.begin():
        done = await clinic.scalar(text("SELECT done_at FROM rx.outbox WHERE id = :id"), {"id": row})
    assert ran == {"badly": 3, "well": 1}
    assert done is not None
