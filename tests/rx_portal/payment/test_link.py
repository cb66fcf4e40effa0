"""A link leads to one payment, once, shows nothing clinical, and can be renewed and revoked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from integrations.stripe.client import Account, AsyncStripeProcessor
from rx_portal.order import service
from rx_portal.order.service.linking import LinkOver, TooManyLinks
from shared_lib.identity import Role
from shared_lib.ids import uuid7
from shared_lib.vault.link import Link
from tests.integrations.stripe.running import DESK
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.paying import CLINIC, OrderMove, Till, an_offer, real_now

Client = AsyncTestClient[Litestar]


async def a_link(till: Till) -> Link:
    async with till.session() as session:
        return await service.make_link(
            session, order_id=till.order_id, actor=CLINIC, now=real_now(), real_now=real_now()
        )


async def redeemed(till: Till, link: Link, *, later: timedelta = timedelta()) -> Link:
    async with till.sessions(info={"actor": None}) as session:
        return await service.redeem(session, token=link.token, now=real_now(), real_now=real_now() + later)


async def leads_to(till: Till, session_token: str, *, later: timedelta = timedelta()) -> object:
    async with till.sessions(info={"actor": None}) as session:
        return await service.order_of_session(session, token=session_token, real_now=real_now() + later)


class TestALink:
    async def test_keeps_only_its_hash(self, till: Till) -> None:
        link = await a_link(till)

        async with till.session() as session, session.begin():
            rows = await session.execute(
                text("SELECT pay_link::text FROM rx.pay_link WHERE order_id = :id"), {"id": till.order_id}
            )
            kept = " ".join(row[0] for row in rows)
        assert link.hash.hex() in kept
        assert link.token not in kept

    async def test_is_redeemed_once_for_its_one_order(self, till: Till) -> None:
        link = await a_link(till)

        opened = await redeemed(till, link)

        assert await leads_to(till, opened.token) == till.order_id
        with pytest.raises(LinkOver):
            await redeemed(till, link)
        with pytest.raises(LinkOver):
            await leads_to(till, link.token)

    async def test_is_over_in_time(self, till: Till) -> None:
        link, other = await a_link(till), await a_link(till)

        with pytest.raises(LinkOver):
            await redeemed(till, link, later=timedelta(days=3, minutes=1))
        opened = await redeemed(till, other)
        with pytest.raises(LinkOver):
            await leads_to(till, opened.token, later=timedelta(minutes=31))

    async def test_is_revoked_with_the_session_it_opened(self, till: Till) -> None:
        link, other = await a_link(till), await a_link(till)
        opened = await redeemed(till, link)

        async with till.session() as session:
            await service.revoke_links(
                session, order_id=till.order_id, actor=CLINIC, now=real_now(), real_now=real_now()
            )

        with pytest.raises(LinkOver):
            await leads_to(till, opened.token)
        with pytest.raises(LinkOver):
            await redeemed(till, other)

    async def test_is_made_three_times_an_hour_at_most(self, till: Till) -> None:
        for _ in range(3):
            await a_link(till)

        with pytest.raises(TooManyLinks):
            await a_link(till)

    async def test_is_not_made_for_what_is_not_on_offer(self, till: Till) -> None:
        await till.move(OrderMove.CANCEL, now=real_now())

        with pytest.raises(service.NothingToPay):
            await a_link(till)


class TestItsPages:
    async def test_gets_the_page_that_was_asked_for_at_the_patients_own_door(
        self, till: Till, client: Client, sign_in: SignIn
    ) -> None:
        own = AsyncStripeProcessor(Account(DESK, till.double.base, retries=0, timeout=5))
        client.app.state.ports = replace(till.ports, processor=own)
        patient = await sign_in(client, Role.PATIENT)
        order_id = await an_offer(till.sessions, patient.id, real_now())
        till.double.strike(path="/v1/checkout/sessions", kind="drop", when="after", times=1)
        lost = await client.post(
            f"/care/orders/{order_id}/pay", headers={"x-csrf-token": patient.csrf}, follow_redirects=False
        )
        assert lost.headers["location"] == f"/care/orders/{order_id}"

        client.cookies.clear()  # somewhere else
        link = await a_link(replace(till, order_id=order_id))
        await client.post(f"/pay/{link.token}")
        sent = await client.post("/pay", follow_redirects=False)

        assert sent.status_code == 303
        till.double.pay(sent.headers["location"])
        assert len(till.double.ledger("desk")["payments"]) == 1
        client.blocking_portal.call(own.close)

    async def test_leads_back_through_the_door_that_is_open(
        self, till: Till, client: Client, sign_in: SignIn
    ) -> None:
        link = await a_link(till)
        way_back = f"/orders/{till.order_id}/paid"

        without = await client.get(way_back, follow_redirects=False)
        await client.post(f"/pay/{link.token}")
        by_link = await client.get(way_back, follow_redirects=False)
        of_another = await client.get(f"/orders/{uuid7()}/paid", follow_redirects=False)

        assert without.headers["location"] == f"/care{way_back}"
        assert by_link.headers["location"] == "/pay"
        assert of_another.headers["location"].startswith("/care/orders/")

    async def test_looking_uses_nothing_up_and_shows_nothing(self, till: Till, client: Client) -> None:
        link = await a_link(till)

        pages = [await client.get(f"/pay/{link.token}") for _ in range(2)]

        assert [each.status_code for each in pages] == [200, 200]
        assert "metformin" not in pages[0].text.lower()
        assert await redeemed(till, link)

    async def test_an_unknown_link_offers_a_fresh_one_and_tells_nothing(
        self, till: Till, client: Client
    ) -> None:
        known = await a_link(till)
        await redeemed(till, known)

        answers = [
            (await client.post(f"/pay/{token}/renew")).text for token in (known.token, "never-was-one")
        ]

        assert answers[0].replace(known.token, "") == answers[1].replace("never-was-one", "")

    async def test_leads_to_the_processors_page_and_back_to_thanks(self, till: Till, client: Client) -> None:
        own = AsyncStripeProcessor(Account(DESK, till.double.base, retries=0, timeout=5))
        client.app.state.ports = replace(till.ports, processor=own)
        link = await a_link(till)

        shown = await client.post(f"/pay/{link.token}")
        assert (shown.status_code, "$49.00" in shown.text) == (200, True)
        assert "metformin" not in shown.text.lower()
        sent = await client.post("/pay", follow_redirects=False)
        assert sent.status_code == 303
        till.double.pay(sent.headers["location"])

        assert "is held for reference" in (await client.get("/pay")).text
        assert await till.order_status() == "authorized"
        for path in ("/care", f"/care/orders/{till.order_id}"):
            refused = await client.get(path, follow_redirects=False)
            assert refused.headers["location"].startswith("/login")
        client.blocking_portal.call(own.close)
