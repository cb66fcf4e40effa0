"""Money on its way back is looked for before it is sent again, waited for, and seen to when it comes back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from integrations.stripe.errors import Refused
from integrations.stripe.webhook import Nudge
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.order import queries as orders
from rx_portal.payment import service, steps, tasks
from rx_portal.payment.models import PaymentAttempt, ProcessorDelivery
from rx_portal.payment.service.give_back import NothingFailed
from shared_lib.ids import uuid7
from tests.integrations.stripe.running import CARD
from tests.integrations.stripe.test_refunds import FAILING, PENDING
from tests.rx_portal.paying import CLINIC, OrderMove, Till, real_now
from tests.rx_portal.payment.test_money import money

DAY = 86_400


async def taken(till: Till, number: str = CARD["number"]) -> None:
    await till.pay(real_now(), number)
    await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
    async with till.session() as session, session.begin():
        await steps.request_capture(session, till.order_id, actor=CLINIC, now=real_now())
    await till.work_off(only=money)


async def refunded(till: Till, number: str = CARD["number"]) -> None:
    """A taken payment of an order that the pharmacy then could not fill."""
    await taken(till, number)
    await till.move(OrderMove.REJECT, now=real_now())
    await till.work_off(only=money)


async def hear(till: Till, kind: str) -> None:
    """Receive a webhook about the order's refund, and look into it."""
    intent_id = till.double.ledger("desk")["payments"][0]["id"]
    refund = (await till.processor.list_refunds(intent_id))[0]
    event_id = f"evt_{uuid7().hex}"
    async with till.session() as session:
        await service.keep(session, Nudge(event_id, kind, refund.id, datetime.now(UTC)), now=real_now())
        async with session.begin():
            asked = select(ProcessorDelivery.id).where(ProcessorDelivery.event_id == event_id)
            kept = await session.scalar(asked)
    delivery = Delivery(uuid7(), "payment.settle", "payment.settle", str(kept), {}, real_now())
    await tasks.settle(
        Work(delivery, lambda: till.sessions(info={"actor": CLINIC}), till.ports, till.settings)
    )


async def attempt_of(till: Till) -> PaymentAttempt:
    async with till.session() as session, session.begin():
        found = await session.scalar(select(PaymentAttempt).where(PaymentAttempt.order_id == till.order_id))
        assert found is not None
        return found


async def work(till: Till) -> list[str]:
    async with till.session() as session, session.begin():
        found = await orders.list_work(session)
    return [item.kind for item, order in found if order.id == till.order_id]


class TestSending:
    async def test_looks_for_it_before_it_is_sent_again(self, till: Till) -> None:
        await taken(till)
        await till.move(OrderMove.REJECT, now=real_now())
        await till.work_off(only=lambda kind: kind == "order.ended.v1")
        attempt = await attempt_of(till)
        await till.processor.refund(attempt.intent_id or "", attempt.total, key=attempt.refund_key)
        assert await till.money() == ["refunding"]
        till.double.advance(3 * DAY)

        async with till.session() as session:
            now = real_now() + timedelta(days=3)
            await service.refund(session, till.processor, attempt_id=attempt.id, actor=CLINIC, now=now)

        assert await till.money() == ["refunded"]
        assert till.double.ledger("desk")["refunded"] == 4900

    async def test_one_that_is_refused_is_put_before_a_person(
        self, till: Till, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def refuse(*_: object, **__: object) -> None:
            raise Refused("The charge is disputed.", "charge_disputed")

        monkeypatch.setattr(type(till.processor), "refund", refuse)

        await refunded(till)

        assert await till.money() == ["refund_failed"]
        assert await work(till) == ["refund_failed"]
        assert till.double.ledger("desk")["refunded"] == 0


class TestFollowing:
    async def test_waits_for_one_that_is_pending(self, till: Till) -> None:
        await refunded(till, PENDING)
        assert await till.money() == ["refunding"]
        till.double.advance(DAY + 1)

        for kind in ("refund.updated", "refund.created", "refund.updated"):
            await hear(till, kind)

        assert await till.money() == ["refunded"]
        assert await work(till) == []

    @pytest.mark.parametrize("kinds", [["refund.failed"], ["refund.failed", "refund.updated"] * 2])
    async def test_one_that_comes_back_is_put_before_a_person(self, till: Till, kinds: list[str]) -> None:
        await refunded(till, FAILING)
        assert await till.money() == ["refunded"]
        till.double.advance(DAY + 1)

        for kind in kinds:
            await hear(till, kind)

        assert await till.money() == ["refund_failed"]
        assert await work(till) == ["refund_failed"]
        assert till.held_and_kept() == (0, 4900)


class TestSeeingToIt:
    async def test_sends_another_refund_under_another_key(self, till: Till) -> None:
        await self.failed(till)
        async with till.session() as session:
            await service.refund_again(session, order_id=till.order_id, actor=CLINIC, now=real_now())

        await till.work_off(only=money)

        assert await till.money() == ["refunded"]
        assert await work(till) == []
        assert till.held_and_kept() == (0, 0)
        assert (await attempt_of(till)).refund_key.endswith(":refund:again-2")

    async def test_asked_many_times_at_once_sends_one(self, till: Till) -> None:
        await self.failed(till)

        async def ask() -> None:
            async with till.session() as session:
                await service.refund_again(session, order_id=till.order_id, actor=CLINIC, now=real_now())

        answers = await asyncio.gather(*(ask() for _ in range(5)), return_exceptions=True)
        await till.work_off(only=money)

        assert sum(isinstance(one, NothingFailed) for one in answers) == 4
        assert till.held_and_kept() == (0, 0)

    async def test_records_that_the_patient_has_it_otherwise(self, till: Till) -> None:
        await self.failed(till)
        async with till.session() as session:
            await service.repaid(session, order_id=till.order_id, actor=CLINIC, now=real_now())

        await hear(till, "refund.failed")

        assert await till.money() == ["repaid"]
        assert await work(till) == []

    @pytest.mark.parametrize("verb", [service.refund_again, service.repaid])
    async def test_is_refused_where_nothing_failed(self, till: Till, verb: object) -> None:
        await refunded(till)

        async with till.session() as session:
            with pytest.raises(NothingFailed):
                await verb(session, order_id=till.order_id, actor=CLINIC, now=real_now())  # type: ignore[operator]

        assert await till.money() == ["refunded"]
        assert till.double.ledger("desk")["refunded"] == 4900

    async def failed(self, till: Till) -> None:
        await refunded(till, FAILING)
        till.double.advance(DAY + 1)
        await hear(till, "refund.failed")
