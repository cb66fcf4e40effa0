"""The outside parties as the portal knows them, gathered once at start and handed to jobs and routes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from integrations.interactions.port import Interactions
from integrations.notify.port import Notifier
from integrations.pharmacy.port import Pharmacy
from integrations.stripe.port import AsyncProcessor
from integrations.video.port import VideoRooms
from shared_lib.statement import Statement


class Shop:
    """The portal's login on the shop's database: it reads the catalogue and calls the stock functions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def run(self, statement: Statement) -> list[tuple[Any, ...]]:
        """Return the rows of one shared statement, in a transaction of its own.

        :raises DBAPIError: as the database refused it; `shared_lib.stock` translates its `orig`.
        """
        async with self._engine.begin() as connection:
            result = await connection.exec_driver_sql(statement.sql, dict(statement.params))
            return [tuple(row) for row in result] if result.returns_rows else []


@dataclass(frozen=True, slots=True)
class Ports:
    """One port per outside party. Never call one inside a transaction.

    Without a drug knowledge service the clinic's own facts are all that is checked.
    """

    shop: Shop
    processor: AsyncProcessor
    pharmacy: Pharmacy
    notify: Notifier
    video: VideoRooms
    interactions: Interactions | None = None
