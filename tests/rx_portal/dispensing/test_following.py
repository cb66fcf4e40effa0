"""An outside pharmacy's fill reaches its end although no webhook came; what was released is asked back."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from rx_portal.dispensing import queries, service, tasks
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.order.states import IllegalMove
from rx_portal.order.states import Move as OrderMove
from shared_lib.ids import uuid7
from tests.rx_portal.dispensing.builders import Counter
from tests.rx_portal.paying import CLINIC, real_now

Happens = tuple[str, ...]


class Later:
    """The reconciler's rounds, each half an hour and a bit after the one before; no webhook is delivered."""

    def __init__(self, counter: Counter, folder: Path) -> None:
        self.counter, self.clock, self.rounds = counter, folder / "clock", 0

    async def round(self) -> None:
        self.rounds += 1
        self.clock.write_text(str(self.rounds * 31 * 60))
        till = self.counter.till
        name = "dispensing.reconcile"
        work = Work(
            Delivery(uuid7(), name, name, "all", {}, real_now()),
            lambda: till.sessions(info={"actor": CLINIC}),
            till.ports,
            replace(till.settings, clock_file=self.clock),
        )
        await tasks.reconcile(work)
        await till.work_off()


@pytest.fixture
def later(outside: Counter, tmp_path: Path) -> Later:
    return Later(outside, tmp_path)


async def staff_do(counter: Counter, pharmacy: httpx.AsyncClient, *verbs: str) -> None:
    """Have the pharmacy's own staff act, with nobody telling the clinic."""
    fill_id = (await counter.dispense()).fill_id
    for verb in verbs:
        (await pharmacy.post(f"/_double/pharmacy/fills/{fill_id}/{verb}")).raise_for_status()


async def ask(counter: Counter, move: OrderMove = OrderMove.RESCIND) -> None:
    async with counter.till.session() as session:
        await service.cancel(session, order_id=counter.till.order_id, move=move, actor=CLINIC, now=real_now())


async def moves(counter: Counter) -> list[str]:
    async with counter.till.session() as session, session.begin():
        dispense = await queries.find_of_order(session, counter.till.order_id)
        assert dispense is not None
        steps = await queries.steps_of(session, dispense.id)
        return [step.move for step in sorted(steps, key=lambda step: step.id)]


class TestWithEveryWebhookDropped:
    async def test_a_fill_reaches_the_door(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await outside.paid()
        seen = []

        for done in (("accept",), ("ready",), ("dispense",), ("ship",), ("deliver",)):
            await staff_do(outside, pharmacy, *done)
            for _ in range(2):
                await later.round()
            seen.append((await outside.status(), await outside.till.order_status()))

        assert seen == [
            ("sent", "sent"),
            ("released", "captured"),
            ("dispensed", "dispensed"),
            ("shipped", "shipped"),
            ("delivered", "delivered"),
        ]
        assert outside.till.held_and_kept() == (0, 4900)
        assert await moves(outside) == ["send", "report_ready", "release", "hand_over", "ship", "deliver"]

    async def test_all_of_it_at_once_is_followed_too(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await outside.paid()
        await staff_do(outside, pharmacy, "accept", "ready")
        await later.round()
        await staff_do(outside, pharmacy, "dispense", "ship", "deliver")

        await later.round()

        assert (await outside.status(), await outside.till.order_status()) == ("delivered", "delivered")

    async def test_a_rejection_is_found_and_keeps_no_money(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await outside.paid()
        await staff_do(outside, pharmacy, "accept", "reject")

        await later.round()

        assert (await outside.status(), await outside.till.order_status()) == ("rejected", "rejected")
        assert outside.till.held_and_kept() == (0, 0)

    async def test_what_was_heard_of_lately_is_not_asked_after(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()
        dispense = await outside.dispense()

        async with outside.till.session() as session:
            silent = await service.unheard(session, now=real_now(), silence=tasks.SILENCE, limit=1000)

        assert dispense.id not in silent

    async def test_a_pharmacy_that_is_down_is_asked_in_a_later_round(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await outside.paid()
        await staff_do(outside, pharmacy, "accept", "ready")
        await pharmacy.post("/_double/pharmacy/fault/down")
        await later.round()
        assert await outside.status() == "sent"

        await pharmacy.post("/_double/pharmacy/fault/up")
        await later.round()

        assert await outside.status() == "released"


class TestARecall:
    async def released(self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later) -> None:
        await outside.paid()
        await staff_do(outside, pharmacy, "accept", "ready")
        await later.round()
        assert (await outside.status(), outside.till.held_and_kept()) == ("released", (0, 4900))

    async def test_that_is_granted_stops_the_order_and_gives_the_money_back(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await self.released(outside, pharmacy, later)

        await ask(outside)
        await outside.till.work_off()
        assert (await outside.status(), await outside.till.order_status()) == ("cancelling", "captured")
        assert outside.till.held_and_kept() == (0, 4900)
        await staff_do(outside, pharmacy, "grant")
        await later.round()

        assert (await outside.status(), await outside.till.order_status()) == ("cancelled", "rescinded")
        assert (await outside.till.money(), outside.till.held_and_kept()) == (["refunded"], (0, 0))

    async def test_that_is_refused_lets_the_fill_go_on(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await self.released(outside, pharmacy, later)
        await ask(outside)
        await outside.till.work_off()

        await staff_do(outside, pharmacy, "refuse")
        await later.round()
        assert (await outside.status(), await outside.till.order_status()) == ("released", "captured")
        await staff_do(outside, pharmacy, "dispense", "ship")
        await later.round()

        assert (await outside.status(), await outside.till.order_status()) == ("shipped", "shipped")
        assert outside.till.held_and_kept() == (0, 4900)
        assert (await moves(outside))[3:5] == ["ask_cancel", "refuse_cancel"]

    async def test_that_meets_a_hand_over_is_refused_by_it(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await self.released(outside, pharmacy, later)
        await ask(outside)

        await staff_do(outside, pharmacy, "dispense")
        await outside.till.work_off()

        assert (await outside.status(), await outside.till.order_status()) == ("dispensed", "dispensed")
        assert outside.till.held_and_kept() == (0, 4900)

    async def test_is_not_the_patients_to_ask(
        self, outside: Counter, pharmacy: httpx.AsyncClient, later: Later
    ) -> None:
        await self.released(outside, pharmacy, later)

        with pytest.raises(IllegalMove):
            await ask(outside, OrderMove.CANCEL)

        assert await outside.status() == "released"


class TestAPrescriptionTakenBack:
    async def test_before_the_capture_reads_as_stopped_by_the_clinic(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()

        await ask(outside)
        await outside.till.work_off()

        assert (await outside.status(), await outside.till.order_status()) == ("cancelled", "rescinded")
        assert (await outside.till.money(), outside.till.held_and_kept()) == (["voided"], (0, 0))
