"""Many tabs pay one offer, a link is opened by a hundred: each happens once."""

import asyncio
from dataclasses import replace
from urllib.parse import urlsplit

from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.app.delivery import Deliverer
from rx_portal.order import service as orders
from rx_portal.payment import steps
from shared_lib.identity import Role
from shared_lib.vault.link import Link
from tests.integrations.stripe.running import CARD, card
from tests.invariants.at_once import ROUNDS, in_tasks, kinds
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.paying import CLINIC, OrderMove, OrderStatus, Till, an_offer, real_now

Client = AsyncTestClient[Litestar]

CROWD = 100
TABS = 4


async def anew(till: Till, sign_in: SignIn, client: Client | None = None) -> tuple[Till, Person]:
    """Another patient's offer at the same till, with clean books."""
    till.double.reset()
    patient = await sign_in(client, Role.PATIENT)
    order_id = await an_offer(till.sessions, patient.id, real_now())
    return replace(till, order_id=order_id, patient_id=patient.id), patient


async def test_one_offer_paid_in_many_tabs_is_paid_and_taken_once(
    till: Till, sign_in: SignIn, client: Client
) -> None:
    client.app.state.ports = till.ports
    for number in range(ROUNDS):
        mine, patient = await anew(till, sign_in, client)

        opened = await in_tasks([lambda: open_page(client, mine, patient)] * TABS)  # noqa: B023
        pages = {one for one in opened if isinstance(one, str)}
        assert len(pages) == 1, f"round {number}: {opened}"
        await in_tasks([lambda p=pages: pay(mine, *p)] * TABS)  # type: ignore[misc] # noqa: B023
        await in_tasks([lambda: mine.settle(real_now())] * TABS)  # noqa: B023

        assert mine.held_and_kept() == (4900, 0), f"round {number}"
        await mine.move(OrderMove.SEND, OrderMove.READY, now=real_now())
        asked = await in_tasks([lambda: ask_for_capture(mine)] * TABS)  # noqa: B023
        assert kinds(asked) == {"NoneType": TABS}
        await deliver_twice(mine)

        assert await mine.order_status() == OrderStatus.CAPTURED, f"round {number}"
        assert await mine.money() == ["captured"]
        book = mine.double.ledger("desk")
        assert (book["held"], book["captured"], book["refunded"]) == (0, 4900, 0)
        assert [line["attempts"] for line in book["payments"]] == [1]


async def open_page(client: Client, till: Till, patient: Person) -> str | int:
    """What a tab gets for its press of the button: the page's address, or the status of a refusal."""
    answer = await client.post(
        f"/care/orders/{till.order_id}/pay", headers={"x-csrf-token": patient.csrf}, follow_redirects=False
    )
    return answer.headers["location"] if answer.status_code == 303 else answer.status_code


async def pay(till: Till, page: str) -> int:
    """A tab's card on the processor's page, over HTTP."""
    told = card(CARD["number"])
    return (await asyncio.to_thread(till.double.pay, urlsplit(page).path, told)).status_code


async def ask_for_capture(till: Till) -> None:
    async with till.session() as session, session.begin():
        await steps.request_capture(session, till.order_id, actor=CLINIC, now=real_now())


async def deliver_twice(till: Till) -> None:
    """Run what waits about the money, each row by two workers at once."""
    deliverer = Deliverer(till.settings, sessions=till.sessions, ports=till.ports)
    rows = [row for row in await till._waiting() if row[1] == "payment.capture"]
    assert len(rows) == 1
    await in_tasks([lambda r=row: deliverer.deliver(str(r[0])) for row in rows * 2])  # type: ignore[misc]


async def test_a_link_opened_by_a_hundred_leads_one_of_them(till: Till, sign_in: SignIn) -> None:
    for number in range(ROUNDS):
        mine, _ = await anew(till, sign_in)
        async with mine.session() as session:
            link = await orders.make_link(
                session, order_id=mine.order_id, actor=CLINIC, now=real_now(), real_now=real_now()
            )

        answers = await in_tasks([lambda: redeem(mine, link)] * CROWD)  # noqa: B023

        assert kinds(answers) == {"Link": 1, "LinkOver": CROWD - 1}, f"round {number}"
        opened = next(one for one in answers if isinstance(one, Link))
        async with mine.sessions(info={"actor": None}) as session:
            found = await orders.order_of_session(session, token=opened.token, real_now=real_now())
        assert found == mine.order_id


async def redeem(till: Till, link: Link) -> Link:
    async with till.sessions(info={"actor": None}) as session:
        return await orders.redeem(session, token=link.token, now=real_now(), real_now=real_now())
