"""A patient with an offer, the processor's double to pay it on, and a way to run the jobs that follow."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.client import AsyncStripeProcessor
from rx_portal.app.delivery import Deliverer
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, Sessions, run
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.order import queries as orders
from rx_portal.order import service as order_service
from rx_portal.order import steps as order_steps
from rx_portal.order.schemas import Delivery, Fill
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment import queries, service
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from shared_lib.money import Money
from shared_lib.statement import Statement
from tests.integrations.stripe.running import CARD, Double, card

CLINIC = Actor.system("test")
RETURN = "http://portal.local/care/orders/1/paid"


def a_fill(patient_id: UUID, now: datetime, **changes: object) -> Fill:
    given = Fill(
        patient_id=patient_id,
        enrollment_id=uuid7(),
        prescription_id=uuid7(),
        number=1,
        product_slug="metformin-er",
        sku_id=uuid7(),
        quantity=1,
        pharmacy="outside",
        price=Money(4900),
        approval_valid_until=now + timedelta(days=90),
        delivery=Delivery("Maren Holt", "8 Mill Lane", "Portland", "OR", "97201"),
    )
    return replace(given, **changes)  # type: ignore[arg-type]


@dataclass
class Till:
    """An offer and everything that may be done with its money."""

    sessions: Sessions
    settings: Settings
    ports: Ports
    double: Double
    order_id: UUID
    patient_id: UUID

    @property
    def processor(self) -> AsyncStripeProcessor:
        made = self.ports.processor
        assert isinstance(made, AsyncStripeProcessor)
        return made

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        async with self.sessions(info={"actor": CLINIC}) as session:
            yield session

    async def page(self, now: datetime) -> str:
        patient = Actor.person(str(self.patient_id), Role.PATIENT)
        async with self.sessions(info={"actor": patient}) as session:
            return await service.pay(
                session,
                self.processor,
                order_id=self.order_id,
                return_url=RETURN,
                actor=patient,
                now=now,
            )

    async def pay(self, now: datetime, number: str = CARD["number"]) -> None:
        self.double.pay(await self.page(now), card(number))
        await self.settle(now)

    async def settle(self, now: datetime) -> None:
        async with self.session() as session:
            async with session.begin():
                attempts = await queries.list_of_order(session, self.order_id)
            for attempt in attempts:
                await service.settle(session, self.processor, attempt_id=attempt.id, actor=CLINIC, now=now)

    async def move(self, *moves: OrderMove, now: datetime) -> None:
        for move in moves:
            async with self.session() as session, session.begin():
                await order_steps.take(session, self.order_id, move, actor=CLINIC, now=now)

    async def order_status(self) -> str:
        async with self.session() as session, session.begin():
            return (await orders.get(session, self.order_id)).status

    async def money(self) -> list[str]:
        async with self.session() as session, session.begin():
            return [attempt.status for attempt in await queries.list_of_order(session, self.order_id)]

    async def work_off(self, *, only: Callable[[str], bool] = lambda kind: True) -> list[str]:
        """Run what waits about this order and its money until nothing does; returns the rows' types."""
        deliverer = Deliverer(self.settings, sessions=self.sessions, ports=self.ports)
        ran: list[str] = []
        for _ in range(50):
            waiting = [row for row in await self._waiting() if only(row[1])]
            if not waiting:
                return ran
            for event_id, kind in waiting:
                await deliverer.deliver(str(event_id))
                ran.append(kind)
        raise AssertionError(f"The outbox does not empty: {ran[-5:]}")

    async def _waiting(self) -> list[tuple[UUID, str]]:
        asked = Statement(
            f"""
            SELECT id, type FROM {SCHEMA}.outbox
             WHERE done_at IS NULL AND dead_at IS NULL AND failures < 3 AND (
                aggregateid = %(order)s
                OR aggregateid IN (SELECT id::text FROM rx.payment_attempt WHERE order_id = %(order)s::uuid)
                OR aggregateid IN (SELECT id::text FROM rx.dispense WHERE order_id = %(order)s::uuid))
             ORDER BY seq
            """,
            {"order": str(self.order_id)},
        )
        async with self.session() as session, session.begin():
            return [(row[0], row[1]) for row in await run(session, asked)]

    def held_and_kept(self) -> tuple[int, int]:
        """What the processor holds, and what it has taken and not given back, for this order's attempts."""
        book = self.double.ledger("desk")
        return book["held"], book["captured"] - book["refunded"]


async def an_offer(sessions: Sessions, patient_id: UUID, now: datetime, **changes: object) -> UUID:
    async with sessions(info={"actor": CLINIC}) as session:
        order = await order_service.offer(
            session, fill=a_fill(patient_id, now, **changes), actor=CLINIC, now=now
        )
    assert order.status == OrderStatus.OFFERED
    return order.id


__all__ = ["CLINIC", "OrderMove", "OrderStatus", "Till", "a_fill", "an_offer", "real_now"]
