"""Money follows the order: held when paid, taken when ready, given back otherwise, and never twice."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from integrations.stripe.client import Account, AsyncStripeProcessor
from integrations.stripe.errors import Refused
from integrations.stripe.port import Intent
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.payment import queries, service, steps, tasks
from rx_portal.payment.service import NotPayable
from rx_portal.payment.steps import NothingHeld
from shared_lib.ids import uuid7
from shared_lib.money import Money
from tests.integrations.stripe.running import DESK
from tests.rx_portal.paying import CLINIC, OrderMove, OrderStatus, Till, real_now

MONEY_ONLY = {"payment.capture", "payment.void", "payment.refund", "payment.close", "order.ended.v1"}


def money(kind: str) -> bool:
    return kind in MONEY_ONLY


class TestPaying:
    async def test_holds_the_amount_and_takes_nothing(self, till: Till) -> None:
        await till.pay(real_now())

        assert await till.order_status() == OrderStatus.AUTHORIZED
        assert await till.money() == ["authorized"]
        assert till.held_and_kept() == (4900, 0)

    async def test_two_tabs_get_one_page(self, till: Till) -> None:
        now = real_now()

        pages = await asyncio.gather(*(till.page(now) for _ in range(5)), return_exceptions=True)

        shown = {page for page in pages if isinstance(page, str)}
        assert len(shown) == 1
        assert await till.money() == ["open"]

    async def test_a_declined_card_leaves_the_offer_as_it_is(self, till: Till) -> None:
        await till.pay(real_now(), "4000000000000002")

        assert await till.order_status() == OrderStatus.OFFERED
        assert till.held_and_kept() == (0, 0)

        await till.pay(real_now())
        assert await till.order_status() == OrderStatus.AUTHORIZED

    async def test_settling_again_changes_nothing(self, till: Till) -> None:
        await till.pay(real_now())

        for _ in range(3):
            await till.settle(real_now())

        assert await till.money() == ["authorized"]
        assert till.held_and_kept() == (4900, 0)

    async def test_is_refused_after_the_offer_has_ended(self, till: Till) -> None:
        with pytest.raises(NotPayable):
            await till.page(real_now() + timedelta(days=8))

        assert await till.money() == []
        assert till.double.ledger("desk")["payments"] == []

    async def test_is_refused_when_it_is_paid_already(self, till: Till) -> None:
        await till.pay(real_now())

        with pytest.raises(NotPayable):
            await till.page(real_now())

        assert till.held_and_kept() == (4900, 0)

    async def test_a_page_left_alone_can_be_opened_anew(self, till: Till) -> None:
        first = await till.page(real_now())
        till.double.advance(2 * 3600)

        later = real_now() + timedelta(hours=2)
        second = await till.page(later)

        assert first != second
        assert await till.money() == ["expired", "open"]

    async def test_money_that_arrives_after_the_offer_was_cancelled_is_let_go(self, till: Till) -> None:
        page = await till.page(real_now())
        await till.move(OrderMove.CANCEL, now=real_now())
        till.double.pay(page)

        await till.settle(real_now())
        await till.work_off(only=money)

        assert await till.order_status() == OrderStatus.CANCELLED
        assert await till.money() == ["voided"]
        assert till.held_and_kept() == (0, 0)


class TestTheReconciler:
    async def test_finds_a_payment_that_no_webhook_told_of(self, till: Till, tmp_path: Path) -> None:
        till.double.pay(await till.page(real_now()))
        (tmp_path / "clock").write_text("900")
        later = replace(till.settings, clock_file=tmp_path / "clock")

        for _ in range(2):
            await self.reconcile(replace(till, settings=later))

        assert await till.order_status() == OrderStatus.AUTHORIZED
        assert till.held_and_kept() == (4900, 0)

    async def test_asks_again_for_what_the_processor_refused_though_the_hold_stands(
        self, till: Till, tmp_path: Path
    ) -> None:
        refusing = await a_refused_capture(till)
        assert await till.money() == ["capturing"]
        assert till.held_and_kept() == (4900, 0)

        (tmp_path / "clock").write_text("4000")
        later = replace(till.settings, clock_file=tmp_path / "clock")
        for is_mended in (False, True):
            refusing.refuses = not is_mended
            await self.reconcile(replace(till, settings=later, ports=replace(till.ports, processor=refusing)))
            assert await till.money() == ["captured" if is_mended else "capturing"]

        assert till.held_and_kept() == (0, 4900)
        await refusing.close()

    async def test_a_hold_that_the_processor_will_not_take_is_shown_to_operators(self, till: Till) -> None:
        refusing = await a_refused_capture(till)
        await refusing.close()

        later = real_now() + timedelta(minutes=20)
        async with till.session() as session, session.begin():
            asked = [real_now() - timedelta(minutes=1), later - timedelta(minutes=15)]
            shown = [
                {one.order_id for one in await queries.list_holds(session, until=later, asked_before=before)}
                for before in asked
            ]
            failed = await session.scalar(
                text(
                    "SELECT error_code FROM rx.outbox WHERE type = 'payment.capture' AND done_at IS NULL"
                    " AND aggregateid IN (SELECT id::text FROM rx.payment_attempt WHERE order_id = :id)"
                ),
                {"id": till.order_id},
            )

        assert [till.order_id in each for each in shown] == [False, True]
        assert failed == service.StillHeld.code

    async def reconcile(self, till: Till) -> None:
        delivery = Delivery(uuid7(), "payment.reconcile", "payment.reconcile", "all", {}, real_now())
        await tasks.reconcile(
            Work(delivery, lambda: till.sessions(info={"actor": CLINIC}), till.ports, till.settings)
        )


class Refusing(AsyncStripeProcessor):
    """A processor that will not capture, and says no more than that."""

    refuses = True

    async def capture(self, intent_id: str, amount: Money, *, key: str) -> Intent:
        if self.refuses:
            raise Refused("This account may not do that.", "account_restricted")
        return await super().capture(intent_id, amount, key=key)


async def a_refused_capture(till: Till) -> Refusing:
    """A fill that is ready, whose payment was to be taken and was not."""
    await till.pay(real_now())
    await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
    await TestTaking().capture(till)
    refusing = Refusing(Account(DESK, till.double.base, retries=0, timeout=5))
    await replace(till, ports=replace(till.ports, processor=refusing)).work_off(only=money)
    return refusing


class TestTaking:
    async def test_waits_until_the_fill_is_ready(self, till: Till) -> None:
        await till.pay(real_now())
        await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
        assert till.held_and_kept() == (4900, 0)

        await self.capture(till)
        await till.work_off(only=money)

        assert await till.order_status() == OrderStatus.CAPTURED
        assert await till.money() == ["captured"]
        assert till.held_and_kept() == (0, 4900)

    async def test_asked_many_times_takes_once(self, till: Till) -> None:
        await till.pay(real_now())
        await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())

        await asyncio.gather(*(self.capture(till) for _ in range(10)))
        ran = await till.work_off(only=money)

        assert ran == ["payment.capture"]
        assert till.held_and_kept() == (0, 4900)

    async def test_survives_an_answer_that_got_lost(self, till: Till) -> None:
        await till.pay(real_now())
        await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
        till.double.strike(path="/v1/payment_intents/*/capture", kind="drop", when="after", times=1)

        await self.capture(till)
        await till.work_off(only=money)

        assert await till.money() == ["captured"]
        assert till.held_and_kept() == (0, 4900)

    async def test_is_refused_where_nothing_is_held(self, till: Till) -> None:
        with pytest.raises(NothingHeld):
            await self.capture(till)

        assert till.double.ledger("desk")["payments"] == []

    async def capture(self, till: Till) -> None:
        async with till.session() as session, session.begin():
            await steps.request_capture(session, till.order_id, actor=CLINIC, now=real_now())


class TestGivingBack:
    @pytest.mark.parametrize("end", [OrderMove.REJECT, OrderMove.RESCIND, OrderMove.CANCEL])
    async def test_a_hold_is_let_go_when_the_order_ends(self, till: Till, end: OrderMove) -> None:
        await till.pay(real_now())

        await till.move(end, now=real_now())
        await till.work_off(only=money)

        assert await till.money() == ["voided"]
        assert till.held_and_kept() == (0, 0)

    async def test_what_was_taken_is_refunded_when_the_order_ends(self, till: Till) -> None:
        await till.pay(real_now())
        await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
        await TestTaking().capture(till)
        await till.work_off(only=money)

        await till.move(OrderMove.REJECT, now=real_now())
        await till.work_off(only=money)

        assert await till.money() == ["refunded"]
        assert till.held_and_kept() == (0, 0)
        assert till.double.ledger("desk")["refunded"] == 4900

    async def test_an_end_during_a_capture_is_settled_by_a_refund(self, till: Till) -> None:
        await till.pay(real_now())
        await till.move(OrderMove.SEND, OrderMove.READY, now=real_now())
        await TestTaking().capture(till)

        await till.move(OrderMove.CANCEL, now=real_now())
        await till.work_off(only=money)

        assert await till.order_status() == OrderStatus.CANCELLED
        assert await till.money() == ["refunded"]
        assert till.held_and_kept() == (0, 0)


class TestTheDeadline:
    async def test_a_day_before_it_the_hold_is_let_go_and_the_patient_is_asked_again(
        self, till: Till
    ) -> None:
        await till.pay(real_now())
        await till.move(OrderMove.SEND, now=real_now())
        later = real_now() + timedelta(days=6)

        await self.deadline(till, later)
        await till.work_off(only=money)

        assert await till.order_status() == OrderStatus.OFFERED
        assert await till.money() == ["voided"]
        assert till.held_and_kept() == (0, 0)

        await till.pay(real_now())
        assert await till.order_status() == OrderStatus.AUTHORIZED
        assert till.held_and_kept() == (4900, 0)

    async def test_a_hold_that_the_bank_let_go_is_noticed_without_an_event(self, till: Till) -> None:
        await till.pay(real_now())
        till.double.advance(8 * 24 * 3600)

        await till.settle(real_now() + timedelta(days=8))

        assert await till.money() == ["lapsed"]
        assert await till.order_status() == OrderStatus.OFFERED

    async def deadline(self, till: Till, now: datetime) -> None:
        async with till.session() as session:
            async with session.begin():
                attempt = (await queries.list_of_order(session, till.order_id))[-1]
            await service.hold_deadline(session, attempt_id=attempt.id, actor=CLINIC, now=now)
