"""An offer whose stock cannot be held: the patient is told so, staff see it, and it goes on by itself."""

from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.order import queries as orders
from rx_portal.order import service as order_service
from rx_portal.payment.service import NotPayable
from shared_lib.identity import Role
from tests.harness.urls import Urls
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.dispensing.builders import Counter, stocked
from tests.rx_portal.dispensing.test_counter import recall
from tests.rx_portal.dispensing.test_screens import enter
from tests.rx_portal.paying import CLINIC, real_now
from tests.shared_lib.runner import runner

Client = AsyncTestClient[Litestar]


@pytest.fixture
async def short(counter: Counter, shop_urls: Urls) -> Counter:
    """An offer of which the dispensary has nothing."""
    with runner(shop_urls["administrator"]) as shop:
        left = shop.sql("SELECT id FROM shared.lot WHERE sku_id = %s AND status = 'available'", [counter.sku])
    for (lot,) in left:
        recall(shop_urls, lot)
    await counter.till.work_off()
    return counter


async def _open_work(counter: Counter) -> int:
    async with counter.till.session() as session, session.begin():
        return sum(order.id == counter.till.order_id for _, order in await orders.list_work(session))


class TestAnOfferWithoutStock:
    async def test_says_so_cannot_be_paid_and_is_told_once(self, short: Counter, client: Client) -> None:
        person = await enter(short, client, short.patient_id, Role.PATIENT)
        path = f"/care/orders/{short.till.order_id}"

        offer, home = await client.get(path), await client.get("/care")

        assert "Waiting for stock" in offer.text
        assert f"{path}/pay" not in offer.text
        assert "waiting for stock" in home.text
        with pytest.raises(NotPayable):
            await short.till.page(real_now())
        again = await client.post(f"{path}/pay", data={"csrf_token": person.csrf})
        assert "cannot be paid at this moment" in again.text
        assert await short.till.money() == []
        subjects = [mail.subject for mail in short.till.ports.notify.sent]  # type: ignore[attr-defined]
        assert subjects.count("A short wait") == 1

    async def test_is_work_that_staff_see(self, short: Counter, client: Client, sign_in: SignIn) -> None:
        await sign_in(client, Role.ADMIN)

        listed = await client.get("/desk/orders")

        assert "The clinic has to put right" in listed.text
        assert f"/desk/orders/{short.till.order_id}/try-again" in listed.text
        assert await _open_work(short) == 1

    async def test_goes_on_with_its_full_time_once_there_is_stock(
        self, short: Counter, client: Client, sign_in: SignIn, shop_urls: Urls
    ) -> None:
        stocked(shop_urls, short.sku, 5, days=120)
        admin = await sign_in(client, Role.ADMIN)

        await client.post(f"/desk/orders/{short.till.order_id}/try-again", data={"csrf_token": admin.csrf})
        await short.till.work_off()

        assert await _open_work(short) == 0
        async with short.till.session() as session, session.begin():
            order = await orders.get(session, short.till.order_id)
        assert order.short_since is None
        assert order.offer_expires_at > real_now() + timedelta(days=6, hours=23)
        await short.till.pay(real_now())
        assert await short.till.order_status() in ("authorized", "sent")

    async def test_does_not_lapse_while_it_waits_but_ends_with_its_approval(self, short: Counter) -> None:
        async with short.till.session() as session:
            async with session.begin():
                over = (await orders.get(session, short.till.order_id)).approval_valid_until
            late = real_now() + timedelta(days=8)

            lapsed = await order_service.lapse(session, order_id=short.till.order_id, actor=CLINIC, now=late)
            assert (lapsed, await short.till.order_status()) == (False, "offered")

            await order_service.lapse(session, order_id=short.till.order_id, actor=CLINIC, now=over)
        assert await short.till.order_status() == "expired"
        assert await _open_work(short) == 0

    async def test_the_same_shortage_found_twice_is_one_piece_of_work(self, short: Counter) -> None:
        async with short.till.session() as session:
            for _ in range(2):
                await order_service.run_short(
                    session, order_id=short.till.order_id, actor=CLINIC, now=real_now()
                )
        await short.till.work_off()

        assert await _open_work(short) == 1
        subjects = [mail.subject for mail in short.till.ports.notify.sent]  # type: ignore[attr-defined]
        assert subjects.count("A short wait") == 1

    async def test_declining_it_settles_the_work(self, short: Counter) -> None:
        async with short.till.session() as session:
            await order_service.cancel_offer(
                session, order_id=short.till.order_id, actor=CLINIC, now=real_now()
            )
        await short.till.work_off()

        assert await short.till.order_status() == "cancelled"
        assert await _open_work(short) == 0
