"""The dispensary's counter: in order, by lot, against captured money, signed by a second factor."""

from uuid import UUID

import pytest
from sqlalchemy import select, update

from rx_portal.dispensing.service.counter import LotReasonMissing, LotRefused, ParcelUnknown, ReasonMissing
from rx_portal.dispensing.states import IllegalMove
from rx_portal.identity.models import Factor
from rx_portal.identity.steps import FactorRefused
from shared_lib import audit, stock
from shared_lib.identity import Actor
from shared_lib.stock.models import LotStatus
from tests.harness.urls import Urls
from tests.rx_portal.conftest import RecordingNotifier
from tests.rx_portal.dispensing.builders import Counter, code, on_hand, stocked
from tests.rx_portal.paying import OrderStatus, real_now
from tests.shared_lib.runner import runner


def recall(shop_urls: Urls, lot: object) -> None:
    entry = audit.entry(actor=Actor.system("test"), action="stock.recall", subject="lot:1", at=real_now())
    with runner(shop_urls["storefront"]) as login:
        login.run(
            stock.set_lot_status(
                reference=f"recall:{lot}",
                lot_id=lot,  # type: ignore[arg-type]
                status=LotStatus.RECALLED,
                reason="supplier",
                now=real_now(),
                entry=entry,
            )
        )


async def time_has_passed(counter: Counter) -> None:
    """Let the next one-time code count as a new one, without waiting for it."""
    async with counter.till.session() as session, session.begin():
        await session.execute(
            update(Factor).where(Factor.staff_id == counter.pharmacist.id).values(last_step=0)
        )


class TestTheCounter:
    async def test_leads_a_fill_from_the_payment_to_the_door(self, counter: Counter, shop_urls: Urls) -> None:
        late = stocked(shop_urls, counter.sku, 5, days=400)
        early = stocked(shop_urls, counter.sku, 5, days=200)
        await counter.paid()
        assert (await counter.status(), counter.till.held_and_kept()) == ("queued", (4900, 0))

        await counter.verify()
        await counter.pick(early)
        await counter.till.work_off()
        assert (await counter.status(), counter.till.held_and_kept()) == ("released", (0, 4900))

        await counter.hand_over(code())
        await counter.ship()
        await counter.till.work_off()

        assert await counter.till.order_status() == OrderStatus.SHIPPED
        assert (on_hand(shop_urls, early), on_hand(shop_urls, late)) == (4, 5)
        recall(shop_urls, early)
        recall(shop_urls, late)

    async def test_mails_say_nothing(self, counter: Counter, shop_urls: Urls) -> None:
        lot = stocked(shop_urls, counter.sku, 5, days=200)
        await counter.paid()
        await counter.verify()
        await counter.pick(lot)
        await counter.till.work_off()
        await counter.hand_over(code())
        await counter.ship()
        await counter.till.work_off()

        notify = counter.till.ports.notify
        assert isinstance(notify, RecordingNotifier)
        subjects = [mail.subject for mail in notify.sent]  # type: ignore[union-attr]
        assert subjects == [
            "You have an update",
            "Your order is being packed",
            "Your parcel is on its way",
        ]
        told = " ".join(f"{mail.subject} {mail.text} {mail.html}" for mail in notify.sent).lower()  # type: ignore[union-attr]
        assert not any(
            word in told for word in ("naltrexone", "tadalafil", "prescription", "clinic", "tablet", "jonas")
        )
        recall(shop_urls, lot)

    async def test_another_lot_than_the_first_to_expire_needs_a_reason(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        early = stocked(shop_urls, counter.sku, 5, days=200)
        late = stocked(shop_urls, counter.sku, 5, days=400)
        await counter.paid()
        await counter.verify()

        with pytest.raises(LotReasonMissing):
            await counter.pick(late)
        assert (await counter.status(), counter.till.held_and_kept()) == ("verified", (4900, 0))

        await counter.pick(late, reason="damaged")
        assert (await counter.dispense()).lot_reason == "damaged"
        recall(shop_urls, early)
        recall(shop_urls, late)

    async def test_a_lot_that_runs_out_before_the_drug_does_is_not_picked(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        short = stocked(shop_urls, counter.sku, 5, days=20)
        await counter.paid()
        await counter.verify()

        with pytest.raises(LotRefused):
            await counter.pick(short)

        assert await counter.status() == "verified"
        recall(shop_urls, short)

    async def test_nothing_is_handed_over_before_the_money_is_taken(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        lot = stocked(shop_urls, counter.sku, 5, days=200)
        await counter.paid()
        await counter.verify()
        await counter.pick(lot)

        with pytest.raises(IllegalMove):
            await counter.hand_over(code())

        assert (await counter.status(), on_hand(shop_urls, lot)) == ("ready", 5)
        recall(shop_urls, lot)

    async def test_a_wrong_code_is_counted_and_changes_nothing_else(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        lot = await self.ready(counter, shop_urls)

        with pytest.raises(FactorRefused):
            await counter.hand_over("000000")

        assert (await counter.status(), on_hand(shop_urls, lot)) == ("released", 5)
        async with counter.till.session() as session, session.begin():
            chosen = select(Factor.failures).where(Factor.staff_id == counter.pharmacist.id)
            assert await session.scalar(chosen) == 1
        recall(shop_urls, lot)

    async def test_a_lot_recalled_after_it_was_picked_is_refused_and_another_taken(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        lot = await self.ready(counter, shop_urls)
        recall(shop_urls, lot)
        used = code()

        with pytest.raises(LotRefused):
            await counter.hand_over(used)
        assert (await counter.status(), await counter.till.order_status()) == ("released", "captured")
        with pytest.raises(FactorRefused):
            await counter.hand_over(used)

        other = stocked(shop_urls, counter.sku, 5, days=300)
        await counter.pick(other)
        await counter.till.work_off()
        await time_has_passed(counter)
        await counter.hand_over(code())

        assert (await counter.status(), on_hand(shop_urls, other)) == ("dispensed", 4)
        assert counter.till.held_and_kept() == (0, 4900)
        recall(shop_urls, other)

    async def test_a_parcel_needs_its_number(self, counter: Counter, shop_urls: Urls) -> None:
        lot = await self.ready(counter, shop_urls)
        await counter.hand_over(code())

        with pytest.raises(ParcelUnknown):
            await counter.ship(tracking=" ")

        assert await counter.till.order_status() == OrderStatus.DISPENSED
        recall(shop_urls, lot)

    async def ready(self, counter: Counter, shop_urls: Urls) -> UUID:
        lot = stocked(shop_urls, counter.sku, 5, days=200)
        await counter.paid()
        await counter.verify()
        await counter.pick(lot)
        await counter.till.work_off()
        assert await counter.status() == "released"
        return lot


class TestEnding:
    async def test_a_refusal_to_fill_keeps_no_money(self, counter: Counter) -> None:
        await counter.paid()

        with pytest.raises(ReasonMissing):
            await counter.reject("because")
        await counter.reject("out_of_stock")
        await counter.till.work_off()

        assert await counter.till.order_status() == OrderStatus.REJECTED
        assert (await counter.till.money(), counter.till.held_and_kept()) == (["voided"], (0, 0))

    async def test_a_refusal_after_the_money_was_taken_gives_it_back(
        self, counter: Counter, shop_urls: Urls
    ) -> None:
        lot = await TestTheCounter().ready(counter, shop_urls)

        await counter.reject("interaction")
        await counter.till.work_off()

        assert (await counter.till.money(), counter.till.held_and_kept()) == (["refunded"], (0, 0))
        recall(shop_urls, lot)

    async def test_cancelling_stops_the_fill_and_lets_the_hold_go(self, counter: Counter) -> None:
        await counter.paid()

        await counter.cancel()
        await counter.till.work_off()

        assert (await counter.status(), await counter.till.order_status()) == ("cancelled", "cancelled")
        assert counter.till.held_and_kept() == (0, 0)
