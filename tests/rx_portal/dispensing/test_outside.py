"""A fill at an outside pharmacy: sent once, captured when ready, released after that, ended without money."""

import json

import httpx
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from integrations.pharmacy.webhook import HEADER, sign
from rx_portal.dispensing import service
from rx_portal.kit.settings import Settings
from tests.rx_portal.dispensing.builders import Counter
from tests.rx_portal.paying import CLINIC, OrderStatus, Till, real_now

Client = AsyncTestClient[Litestar]


async def told(counter: Counter) -> None:
    """Look how the fill stands, as a delivery would have it done, and do what follows."""
    dispense = await counter.dispense()
    async with counter.till.session() as session:
        await service.sync(
            session, counter.till.ports.pharmacy, dispense_id=dispense.id, actor=CLINIC, now=real_now()
        )
    await counter.till.work_off()


async def does(counter: Counter, pharmacy: httpx.AsyncClient, *verbs: str) -> None:
    fill_id = (await counter.dispense()).fill_id
    for verb in verbs:
        (await pharmacy.post(f"/_double/pharmacy/fills/{fill_id}/{verb}")).raise_for_status()
    await told(counter)


class TestAnOutsidePharmacy:
    async def test_fills_once_paid_and_ships_once_captured(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()
        assert (await outside.status(), await outside.till.order_status()) == ("sent", "sent")
        assert outside.till.held_and_kept() == (4900, 0)

        await does(outside, pharmacy, "accept", "ready")
        assert (await outside.status(), outside.till.held_and_kept()) == ("released", (0, 4900))

        await does(outside, pharmacy, "dispense", "ship", "deliver")

        assert await outside.till.order_status() == OrderStatus.DELIVERED
        dispense = await outside.dispense()
        assert dispense.lot_code
        assert dispense.record is not None
        assert b"MedicationDispense" not in dispense.record
        assert len((await pharmacy.get("/_double/pharmacy/fills")).json()) == 1

    async def test_that_rejects_keeps_no_money(self, outside: Counter, pharmacy: httpx.AsyncClient) -> None:
        await outside.paid()

        await does(outside, pharmacy, "accept", "reject")

        assert (await outside.status(), await outside.till.order_status()) == ("rejected", "rejected")
        assert (await outside.till.money(), outside.till.held_and_kept()) == (["voided"], (0, 0))

    async def test_that_is_asked_to_cancel_agrees_before_the_hold_is_let_go(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()

        await outside.cancel()
        assert (await outside.status(), await outside.till.order_status()) == ("cancelling", "sent")
        assert outside.till.held_and_kept() == (4900, 0)

        await outside.till.work_off()
        assert (await outside.status(), await outside.till.order_status()) == ("cancelled", "cancelled")
        assert (await outside.till.money(), outside.till.held_and_kept()) == (["voided"], (0, 0))

    async def test_a_cancel_that_meets_a_capture_is_refunded_and_never_released(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()
        fill_id = (await outside.dispense()).fill_id
        for verb in ("accept", "ready"):
            await pharmacy.post(f"/_double/pharmacy/fills/{fill_id}/{verb}")
        dispense = await outside.dispense()
        async with outside.till.session() as session:
            await service.sync(
                session, outside.till.ports.pharmacy, dispense_id=dispense.id, actor=CLINIC, now=real_now()
            )
        await outside.cancel()
        await outside.till.work_off(only=lambda kind: kind.startswith("payment."))
        await outside.till.work_off()

        assert await outside.status() == "cancelled"
        assert await outside.till.order_status() == "rescinded"
        assert outside.till.held_and_kept() == (0, 0)
        fills = (await pharmacy.get("/_double/pharmacy/fills")).json()
        assert fills[0]["task"]["status"] == "cancelled"

    async def test_that_is_down_is_asked_again_later(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.till.work_off()
        await pharmacy.post("/_double/pharmacy/fault/down")
        await outside.till.pay(real_now())
        await outside.till.work_off()
        assert (await outside.status(), await outside.till.order_status()) == ("queued", "authorized")

        await pharmacy.post("/_double/pharmacy/fault/up")
        async with outside.till.session() as session, session.begin():
            await session.execute(text("UPDATE rx.outbox SET failures = 0 WHERE done_at IS NULL"))
        await outside.till.work_off()

        assert await outside.status() == "sent"
        assert len((await pharmacy.get("/_double/pharmacy/fills")).json()) == 1


class TestItsWebhook:
    async def test_keeps_a_delivery_once(self, client: Client, settings: Settings, till: Till) -> None:
        body = json.dumps({"event_id": f"e-{till.order_id}", "fill_id": "nobody's"}).encode()
        headers = {HEADER: sign(body, settings.pharmacy_webhook_secret, real_now())}

        answers = [await client.post("/webhooks/pharmacy", content=body, headers=headers) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [202, 202]
        async with till.session() as session, session.begin():
            kept = text("SELECT count(*) FROM rx.pharmacy_delivery WHERE event_id = :id")
            assert await session.scalar(kept, {"id": f"e-{till.order_id}"}) == 1

    async def test_refuses_what_is_not_signed(self, client: Client, till: Till) -> None:
        body = json.dumps({"event_id": f"f-{till.order_id}", "fill_id": "x"}).encode()
        headers = {HEADER: sign(body, "another secret", real_now())}

        answer = await client.post("/webhooks/pharmacy", content=body, headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (422, "webhook_forged")
        async with till.session() as session, session.begin():
            kept = text("SELECT count(*) FROM rx.pharmacy_delivery WHERE event_id = :id")
            assert await session.scalar(kept, {"id": f"f-{till.order_id}"}) == 0
