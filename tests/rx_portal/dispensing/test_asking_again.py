"""An offer that ended is made again while its approval is good: one button, one offer, today's price."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.order import queries as orders
from rx_portal.order import service
from rx_portal.order.models import RxOrder
from shared_lib.brand.wording import day
from shared_lib.identity import Actor, Role
from tests.harness.urls import Urls
from tests.rx_portal.dispensing.builders import Counter
from tests.rx_portal.dispensing.test_screens import enter
from tests.rx_portal.paying import CLINIC, real_now
from tests.shared_lib.runner import runner

Client = AsyncTestClient[Litestar]
LATER = timedelta(days=8)


@pytest.fixture
async def lapsed(counter: Counter) -> Counter:
    """An offer that nobody paid in time."""
    async with counter.till.session() as session:
        await service.lapse(session, order_id=counter.till.order_id, actor=CLINIC, now=real_now() + LATER)
    return counter


async def _ask(counter: Counter, now: datetime, *, order_id: UUID | None = None) -> RxOrder:
    patient = Actor.person(str(counter.patient_id), Role.PATIENT)
    async with counter.till.sessions(info={"actor": patient}) as session:
        return await service.renew_offer(
            session,
            counter.till.ports.shop,
            order_id=order_id or counter.till.order_id,
            patient=patient,
            now=now,
        )


async def _orders(counter: Counter) -> int:
    async with counter.till.session() as session, session.begin():
        return len(await orders.list_of_patient(session, counter.patient_id))


class TestAskingAgain:
    async def test_makes_a_new_offer_at_the_price_of_today(self, lapsed: Counter, shop_urls: Urls) -> None:
        with runner(shop_urls["administrator"]) as shop:
            shop.sql("UPDATE shared.price SET amount = 5200 WHERE sku_id = %s RETURNING id", [lapsed.sku])
        try:
            now = real_now() + LATER
            made = await _ask(lapsed, now)
        finally:
            with runner(shop_urls["administrator"]) as shop:
                shop.sql("UPDATE shared.price SET amount = 4900 WHERE sku_id = %s RETURNING id", [lapsed.sku])

        assert made.id != lapsed.till.order_id
        assert (made.status, made.amount, made.fill) == ("offered", 5200, 1)
        assert made.offer_expires_at == now + timedelta(days=7)
        async with lapsed.till.session() as session, session.begin():
            assert (await orders.get(session, lapsed.till.order_id)).amount == 4900

    async def test_twice_at_once_there_is_one_offer(self, lapsed: Counter) -> None:
        now = real_now() + LATER

        first, second = await asyncio.gather(_ask(lapsed, now), _ask(lapsed, now))

        assert first.id == second.id
        assert await _orders(lapsed) == 2

    async def test_is_refused_once_the_approval_has_ended_and_nothing_is_made(self, lapsed: Counter) -> None:
        async with lapsed.till.session() as session, session.begin():
            over = (await orders.get(session, lapsed.till.order_id)).approval_valid_until

        with pytest.raises(service.ApprovalOver, match="clinician looks again"):
            await _ask(lapsed, over)

        assert await _orders(lapsed) == 1

    async def test_is_refused_for_what_the_clinic_stopped(self, counter: Counter) -> None:
        async with counter.till.session() as session:
            await service.cancel_offer(session, order_id=counter.till.order_id, actor=CLINIC, now=real_now())

        with pytest.raises(service.NothingToRenew):
            await _ask(counter, real_now())

        assert await _orders(counter) == 1

    async def test_the_page_offers_it_and_leads_to_the_new_offer(
        self, counter: Counter, client: Client
    ) -> None:
        person = await enter(counter, client, counter.patient_id, Role.PATIENT)
        path = f"/care/orders/{counter.till.order_id}"
        declined = await client.post(f"{path}/decline", data={"csrf_token": person.csrf})
        assert "Offer it to me again" in declined.text
        async with counter.till.session() as session, session.begin():
            over = (await orders.get(session, counter.till.order_id)).approval_valid_until
        assert f"good until the end of {day((over - timedelta(days=1)).date())}" in declined.text

        again = await client.post(f"{path}/again", data={"csrf_token": person.csrf})

        assert again.status_code == 200
        assert again.url.path != path
        assert "Here is your offer again" in again.text
        assert "Offer it to me again" not in (await client.get(path)).text

    async def test_home_leads_to_an_offer_that_ran_out(self, lapsed: Counter, client: Client) -> None:
        await enter(lapsed, client, lapsed.patient_id, Role.PATIENT)

        home = await client.get("/care")

        assert "Your offer ran out, your approval has not" in home.text
        assert f'href="/care/orders/{lapsed.till.order_id}">Ask for it again' in home.text
