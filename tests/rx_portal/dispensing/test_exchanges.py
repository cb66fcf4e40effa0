"""What is said to an outside pharmacy is kept, sealed, shown to those who may, and asked again."""

import httpx
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from integrations.pharmacy.errors import PharmacyUnavailable
from integrations.pharmacy.port import Fill
from rx_portal.dispensing import service
from rx_portal.dispensing.models import PharmacyExchange
from rx_portal.dispensing.service.exchanging import NothingToAsk
from rx_portal.dispensing.states import Outcome, Verb
from rx_portal.order import queries as orders
from shared_lib.identity import Role
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.dispensing.builders import Counter
from tests.rx_portal.dispensing.test_outside import does
from tests.rx_portal.dispensing.test_screens import enter
from tests.rx_portal.paying import CLINIC, real_now

Client = AsyncTestClient[Litestar]


async def said(counter: Counter) -> list[PharmacyExchange]:
    dispense = await counter.dispense()
    async with counter.till.session() as session:
        _, found = await service.exchanges(session, reader=CLINIC, now=real_now(), dispense_id=dispense.id)
    return list(reversed(found))


async def fails(counter: Counter) -> None:
    """The pharmacy does not answer how the fill stands."""

    async def silence() -> Fill:
        raise PharmacyUnavailable("It does not answer.")

    async with counter.till.session() as session:
        with pytest.raises(PharmacyUnavailable):
            await service.exchange(session, await counter.dispense(), Verb.READ, silence(), now=real_now())


class TestKeeping:
    async def test_keeps_a_row_for_each_with_the_words_sealed(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()
        await does(outside, pharmacy, "accept", "ready")

        rows = await said(outside)

        assert rows[0].verb is Verb.SUBMIT
        assert {Verb.READ, Verb.RELEASE} <= {row.verb for row in rows}
        assert {row.outcome for row in rows} == {Outcome.ANSWERED}
        assert all(row.duration_ms is not None and row.vendor_id for row in rows)
        async with outside.till.session() as session, session.begin():
            asked = text("SELECT body FROM rx.pharmacy_exchange WHERE id = :id")
            body = await session.scalar(asked, {"id": rows[0].id})
        assert b"directions" not in body

    async def test_keeps_what_was_not_answered_and_shows_it_until_it_is(
        self, outside: Counter, pharmacy: httpx.AsyncClient
    ) -> None:
        await outside.paid()
        await fails(outside)
        dispense = await outside.dispense()

        async with outside.till.session() as session:
            failing, _ = await service.exchanges(
                session, reader=CLINIC, now=real_now(), dispense_id=dispense.id
            )
            assert [(one.verb, one.outcome) for one in failing] == [(Verb.READ, Outcome.UNAVAILABLE)]
            await service.ask_again(session, dispense_id=dispense.id, actor=CLINIC, now=real_now())
        await outside.till.work_off()

        async with outside.till.session() as session:
            failing, _ = await service.exchanges(
                session, reader=CLINIC, now=real_now(), dispense_id=dispense.id
            )
        assert failing == []

    async def test_there_is_nobody_to_ask_about_the_clinics_own_fill(self, counter: Counter) -> None:
        await counter.paid()
        dispense = await counter.dispense()

        async with counter.till.session() as session:
            with pytest.raises(NothingToAsk):
                await service.ask_again(session, dispense_id=dispense.id, actor=CLINIC, now=real_now())

        assert await said(counter) == []


class TestTheScreens:
    async def test_a_pharmacist_opens_the_words_and_an_administrator_sees_that_there_are_some(
        self, outside: Counter, pharmacy: httpx.AsyncClient, client: Client, sign_in: SignIn
    ) -> None:
        await outside.paid()
        await fails(outside)
        row = (await said(outside))[0]
        pharmacist = await enter(outside, client, outside.pharmacist.id, Role.PHARMACIST)

        listed = await client.get("/desk/exchanges")
        opened = await client.get(f"/desk/exchanges/{row.id}")
        asked = await client.post(
            f"/desk/exchanges/{row.dispense_id}/again", data={"csrf_token": pharmacist.csrf}
        )

        assert "Not answered yet" in listed.text
        assert "directions" in opened.text
        async with outside.till.session() as session, session.begin():
            order = await orders.get(session, outside.till.order_id)
        assert order.reference in listed.text
        assert asked.status_code == 200
        assert "being asked" in asked.text

        await sign_in(client, Role.ADMIN)
        assert str(row.id) not in (await client.get("/desk/exchanges")).text
        assert (await client.get(f"/desk/exchanges?fill={row.dispense_id}")).status_code == 200
        assert (await client.get(f"/desk/exchanges/{row.id}")).status_code == 403

    async def test_a_clinician_sees_nothing_of_it(self, client: Client, sign_in: SignIn) -> None:
        await sign_in(client, Role.CLINICIAN)

        assert (await client.get("/desk/exchanges")).status_code == 403

    async def test_an_empty_filter_says_so(self, outside: Counter, client: Client) -> None:
        await enter(outside, client, outside.pharmacist.id, Role.PHARMACIST)

        shown = await client.get("/desk/exchanges?outcome=refused&direction=in")

        assert "Nothing was said like that" in shown.text
        assert (await client.get("/desk/exchanges?fill=nonsense")).status_code == 404
