"""The delivery of one outbox row to every job that it is for."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

import rx_portal.app.slices  # noqa: F401 - registers every job
from rx_portal.app.ports import ports_for
from rx_portal.kit import vault
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, Sessions, doors_of, engine_for, run_alone, sessions_for
from rx_portal.kit.jobs import Delivery, Job, Work, consumers_of
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib import crash, events
from shared_lib.errors import Refusal
from shared_lib.events import Repeated
from shared_lib.identity import Actor
from shared_lib.statement import Statement
from shared_lib.telemetry import log, request, watch

logger = log.get()


class UnknownJob(LookupError):
    """A row names a job that nothing here is registered for."""


async def _unknown(work: Work) -> None:
    raise UnknownJob(work.delivery.type)


class Deliverer:
    """Runs outbox rows; connects at the first one, inside the worker's event loop."""

    def __init__(
        self, settings: Settings, *, sessions: Sessions | None = None, ports: Ports | None = None
    ) -> None:
        self._settings = settings
        self._sessions = sessions
        self._ports = ports
        self._doors: AsyncEngine | None = None
        self._connecting = asyncio.Lock()

    async def deliver(self, event_id: str) -> None:
        """Run every job for one row, and record that it is done, or that it failed and when to try again.

        The attempt is counted and committed first, so that a row which kills its worker is set aside in the
        end. One job's failure keeps no other from running, and does not make those run again that succeeded.
        After a crash all run again, which each of them bears.
        """
        await self._connect()
        identity = UUID(event_id)
        rows = await self._alone(events.start(SCHEMA, identity, real_now=real_now()))
        if not rows:
            return
        ref_id, kind, payload, request_id, occurred_at, failed, dead_at = rows[0]
        request.begin(request_id)
        if dead_at is not None:
            logger.error("set aside after repeated crashes", type=kind, event_id=event_id)
            return
        codes = {
            name: await self._try(function, Delivery(identity, name, kind, ref_id, payload, occurred_at))
            for name, function in consumers_of(kind) or self._nobody(kind)
            if not (failed and await self._alone(events.accepted(SCHEMA, name, identity)))
        }
        await self._report(identity, codes)

    async def _report(self, identity: UUID, codes: Mapping[str, str | None]) -> None:
        """Record that a row is done; or that it failed, and first which of its jobs need not run again."""
        failures = [code for code in codes.values() if code]
        if not failures:
            await self._alone(events.finish(SCHEMA, identity, real_now=real_now()))
            return
        for consumer in [name for name, code in codes.items() if code is None]:
            await self._alone(events.accept(SCHEMA, consumer, identity, real_now=real_now()))
        await self._alone(events.fail(SCHEMA, identity, code=failures[0], real_now=real_now()))

    def _nobody(self, kind: str) -> list[tuple[str, Job]]:
        """An event may have no consumer; a job that nobody knows is a mistake, kept until it is mended."""
        return [] if kind.endswith(".v1") else [(kind, _unknown)]

    async def _try(self, function: Job, delivery: Delivery) -> str | None:
        """Run one job; returns the code of its failure, if it failed."""
        sessions, ports = self._ready()
        actor = Actor.system(delivery.consumer)
        try:
            with watch.running(delivery.consumer):
                await function(Work(delivery, lambda: sessions(info={"actor": actor}), ports, self._settings))
        except Repeated:
            return None
        except Exception as error:  # whatever it is, it is counted and tried again
            code = error.code if isinstance(error, Refusal) else type(error).__name__
            logger.warning(
                "failed", job=delivery.consumer, event_id=delivery.event_id, code=code, exc_info=error
            )
            return code
        crash.here(f"{delivery.consumer}.done")
        return None

    async def _alone(self, statement: Statement) -> list[tuple[Any, ...]]:
        if self._doors is None:
            self._doors = doors_of(self._ready()[0].kw["bind"])
        return await run_alone(self._doors, statement)

    def _ready(self) -> tuple[Sessions, Ports]:
        if self._sessions is None or self._ports is None:
            raise RuntimeError("The deliverer is not connected.")
        return self._sessions, self._ports

    async def _connect(self) -> None:
        async with self._connecting:
            if self._sessions is None:
                vault.unlock(self._settings.vault_key)
                self._sessions = sessions_for(engine_for(self._settings.database_url))
            if self._ports is None:
                self._ports = ports_for(self._settings, engine_for(self._settings.shop_database_url, size=5))
