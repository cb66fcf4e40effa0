"""Parcels that come back or are lost: destroyed and recorded, sent again without a refill, or refunded."""

import pytest

from rx_portal.dispensing import service
from rx_portal.dispensing.service.counter import LotRefused, NotTheDispensary, ReasonMissing
from rx_portal.dispensing.steps import MoneyReturned
from rx_portal.order.states import IllegalMove
from rx_portal.payment import service as payment
from tests.harness.urls import Urls
from tests.rx_portal.dispensing.builders import Counter, code, on_hand, stocked
from tests.rx_portal.dispensing.test_counter import recall, time_has_passed
from tests.rx_portal.paying import CLINIC, real_now


async def shipped(counter: Counter, shop_urls: Urls, days: int = 200) -> object:
    lot = stocked(shop_urls, counter.sku, 5, days=days)
    await counter.paid()
    await counter.verify()
    await counter.pick(lot)
    await counter.till.work_off()
    await counter.hand_over(code())
    await counter.ship()
    await counter.till.work_off()
    return lot


class TestAParcelThatCameBack:
    async def test_is_destroyed_recorded_and_never_restocked(self, counter: Counter, shop_urls: Urls) -> None:
        lot = await shipped(counter, shop_urls)

        with pytest.raises(ReasonMissing):
            await counter.act(service.come_back, destroyed="")
        assert await counter.status() == "shipped"
        await counter.act(service.come_back, destroyed="on_site")

        assert (await counter.status(), await counter.till.order_status()) == ("returned", "returned")
        assert on_hand(shop_urls, lot) == 4  # type: ignore[arg-type]
        assert await counter.reasons("return") == ["on_site"]
        recall(shop_urls, lot)

    async def test_that_was_delivered_stays_delivered(self, counter: Counter, shop_urls: Urls) -> None:
        lot = await shipped(counter, shop_urls)
        await counter.act(service.deliver)

        with pytest.raises(IllegalMove):
            await counter.act(service.lose)

        assert await counter.till.order_status() == "delivered"
        recall(shop_urls, lot)


class TestALostParcel:
    async def test_is_sent_again_with_no_payment_and_no_refill(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        lot = await shipped(counter, shop_urls)
        await counter.act(service.lose)
        await counter.act(service.send_again)
        await counter.till.work_off()
        assert (await counter.status(), await counter.till.order_status()) == ("verified", "captured")
        assert (await counter.dispense()).lot_code is None

        await counter.pick(lot)  # type: ignore[arg-type]
        await counter.till.work_off()
        assert await counter.status() == "released"
        await time_has_passed(counter)
        await counter.hand_over(code())
        await counter.ship(tracking="1Z999AA10123456785")
        await counter.till.work_off()

        assert (await counter.status(), await counter.till.order_status()) == ("shipped", "shipped")
        assert on_hand(shop_urls, lot) == 3  # type: ignore[arg-type]
        assert (await counter.till.money(), counter.till.held_and_kept()) == (["captured"], (0, 4900))
        order = await counter.order()
        assert (order.fill, order.parcels) == (1, 2)
        recall(shop_urls, lot)

    async def test_that_was_refunded_is_not_sent_again(self, counter: Counter, shop_urls: Urls) -> None:
        lot = await shipped(counter, shop_urls)
        await counter.act(service.lose)
        async with counter.till.session() as session:
            await payment.give_back(session, order_id=counter.till.order_id, actor=CLINIC, now=real_now())
        await counter.till.work_off()

        with pytest.raises(MoneyReturned):
            await counter.act(service.send_again)

        assert (await counter.status(), counter.till.held_and_kept()) == ("lost", (0, 0))
        recall(shop_urls, lot)

    async def test_of_an_outside_pharmacy_is_not_sent_from_here(self, outside: Counter) -> None:
        await outside.paid()

        with pytest.raises(NotTheDispensary):
            await outside.act(service.send_again)


class TestALotThatIsNotFit:
    async def test_is_refused_by_its_name_and_why(self, counter: Counter, shop_urls: Urls) -> None:
        lot = stocked(shop_urls, counter.sku, 5, days=200)
        await counter.paid()
        await counter.verify()
        recall(shop_urls, lot)

        with pytest.raises(LotRefused, match=r"cannot be used: recalled"):
            await counter.pick(lot, reason="damaged")

        assert (await counter.status(), counter.till.held_and_kept()) == ("verified", (4900, 0))
