"""A row of the outbox is rung, tried, put off, set aside, and finished; a timer becomes one when due."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import inbox, outbox, timer
from rx_portal.kit.db import SCHEMA, run
from rx_portal.kit.jobs import Delivery
from shared_lib import events
from shared_lib.events import Repeated
from shared_lib.ids import uuid7
from shared_lib.statement import Statement

STANDS = "SELECT done_at IS NOT NULL, dead_at IS NOT NULL, error_code FROM rx.outbox WHERE id = %(id)s"
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


async def do(session: AsyncSession, statement: Statement) -> list[tuple[Any, ...]]:
    async with session.begin():
        return await run(session, statement)


async def a_row(session: AsyncSession) -> UUID:
    job = f"test.job_{uuid7().hex}"
    async with session.begin():
        await outbox.put_job(session, job, "ref", now=LONG_AGO)
        found = await run(
            session, Statement(f"SELECT id FROM {SCHEMA}.outbox WHERE type = %(job)s", {"job": job})
        )
    return UUID(str(found[0][0]))


class TestARow:
    async def test_is_leased_when_it_is_rung(self, clinic: AsyncSession) -> None:
        row, now = await a_row(clinic), datetime.now(UTC)

        first = await do(clinic, events.ring(SCHEMA, real_now=now, limit=10_000))
        again = await do(clinic, events.ring(SCHEMA, real_now=now, limit=10_000))
        later = await do(clinic, events.ring(SCHEMA, real_now=now + timedelta(seconds=31), limit=10_000))

        assert row in [found[0] for found in first]
        assert row not in [found[0] for found in again]
        assert row in [found[0] for found in later]

    async def test_is_set_aside_after_five_runs_that_never_reported(self, clinic: AsyncSession) -> None:
        row, now = await a_row(clinic), datetime.now(UTC)

        runs = [await do(clinic, events.start(SCHEMA, row, real_now=now)) for _ in range(7)]

        assert [found[0][-1] is None for found in runs[:6]] == [True] * 5 + [False]
        assert runs[6] == []

    async def test_is_done_if_a_run_that_was_only_slow_reports_back(self, clinic: AsyncSession) -> None:
        row, now = await a_row(clinic), datetime.now(UTC)
        for _ in range(6):
            await do(clinic, events.start(SCHEMA, row, real_now=now))

        await do(clinic, events.finish(SCHEMA, row, real_now=now))

        found = await do(clinic, Statement(STANDS, {"id": row}))
        assert found == [(True, False, None)]

    async def test_is_tried_again_if_a_run_that_was_only_slow_failed(self, clinic: AsyncSession) -> None:
        row, now = await a_row(clinic), datetime.now(UTC)
        for _ in range(6):
            await do(clinic, events.start(SCHEMA, row, real_now=now))

        await do(clinic, events.fail(SCHEMA, row, code="TimeoutError", real_now=now))

        found = await do(clinic, Statement(STANDS, {"id": row}))
        assert found == [(False, False, "TimeoutError")]

    async def test_is_put_off_for_longer_each_time_it_fails(self, clinic: AsyncSession) -> None:
        row, now = await a_row(clinic), datetime.now(UTC)
        waits = []
        for _ in range(4):
            await do(clinic, events.start(SCHEMA, row, real_now=now))
            await do(clinic, events.fail(SCHEMA, row, code="TimeoutError", real_now=now))
            asked = Statement(f"SELECT next_try_at FROM {SCHEMA}.outbox WHERE id = %(id)s", {"id": row})
            waits.append((await do(clinic, asked))[0][0] - now)

        assert waits == [timedelta(seconds=seconds) for seconds in (1, 2, 4, 8)]

    async def test_is_not_started_again_once_it_is_done(self, clinic: AsyncSession) -> None:
        row, now = await a_row(clinic), datetime.now(UTC)

        await do(clinic, events.start(SCHEMA, row, real_now=now))
        await do(clinic, events.finish(SCHEMA, row, real_now=now))

        assert await do(clinic, events.start(SCHEMA, row, real_now=now)) == []


class TestTheInbox:
    async def test_accepts_a_delivery_once(self, clinic: AsyncSession) -> None:
        delivery = Delivery(uuid7(), "test.consume", "test.happened.v1", "ref", {}, LONG_AGO)
        async with clinic.begin():
            await inbox.accept(clinic, delivery)

        refused = False
        try:
            async with clinic.begin():
                await inbox.accept(clinic, delivery)
        except Repeated:
            refused = True

        assert refused

    async def test_forgets_a_delivery_whose_effect_was_undone(self, clinic: AsyncSession) -> None:
        delivery = Delivery(uuid7(), "test.consume", "test.happened.v1", "ref", {}, LONG_AGO)
        await clinic.begin()
        await inbox.accept(clinic, delivery)
        await clinic.rollback()

        async with clinic.begin():
            await inbox.accept(clinic, delivery)
            had = await run(clinic, events.accepted(SCHEMA, delivery.consumer, delivery.event_id))

        assert had == [(1,)]


class TestATimer:
    async def test_becomes_a_job_when_it_is_due_and_only_then(self, clinic: AsyncSession) -> None:
        job, due = f"test.timer_{uuid7().hex}", LONG_AGO
        async with clinic.begin():
            await timer.set_(clinic, job, "ref", due_at=due + timedelta(days=1))
            await timer.set_(clinic, job, "ref", due_at=due)

        early = await self.fire(clinic, due - timedelta(seconds=1))
        fired = await self.fire(clinic, due)
        again = await self.fire(clinic, due)

        assert (job in early, fired.count(job), job in again) == (False, 1, False)

    async def fire(self, session: AsyncSession, now: datetime) -> list[str]:
        rows = await do(session, events.fire_due(SCHEMA, now=now, real_now=datetime.now(UTC), limit=10_000))
        return [row[0] for row in rows]
