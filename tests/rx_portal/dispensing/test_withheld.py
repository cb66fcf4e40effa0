"""A lot recalled after it was picked, and screens on which another lot stood."""

from uuid import UUID

import pytest

from rx_portal.dispensing import service
from shared_lib.identity import Role
from tests.harness.urls import Urls
from tests.rx_portal.dispensing.builders import Counter, code, on_hand, stocked
from tests.rx_portal.dispensing.test_counter import recall
from tests.rx_portal.dispensing.test_screens import Client, enter


@pytest.fixture
async def lots(counter: Counter, shop_urls: Urls) -> tuple[UUID, UUID]:
    """The first of two lots is picked, and the money is taken."""
    first, later = (stocked(shop_urls, counter.sku, 5, days=days) for days in (200, 300))
    await counter.paid()
    await counter.verify()
    await counter.pick(first)
    await counter.till.work_off()
    return first, later


class TestALotRecalledAfterItWasPicked:
    async def test_is_told_before_anybody_signs(
        self, counter: Counter, lots: tuple[UUID, UUID], client: Client, shop_urls: Urls
    ) -> None:
        first, later = lots
        recall(shop_urls, first)
        person = await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at = f"/desk/dispensary/{(await counter.dispense()).id}"

        assert "Lot recalled" in (await client.get("/desk/dispensary")).text
        shown = (await client.get(at)).text
        assert "is recalled" in shown
        assert "/hand-over" not in shown
        assert f"{at}/label" not in shown

        sent = {"csrf_token": person.csrf, "seen": str(first), "lot": str(later), "lot_reason": "damaged"}
        picked = (await client.post(f"{at}/pick", data=sent)).text
        assert "/hand-over" in picked
        assert f"{at}/label" in picked
        assert (await counter.status(), counter.till.held_and_kept()) == ("released", (0, 4900))
        recall(shop_urls, later)

    async def test_is_kept_back_where_it_was_handed_over_already(
        self, counter: Counter, lots: tuple[UUID, UUID], client: Client, shop_urls: Urls
    ) -> None:
        first, later = lots
        await counter.hand_over(code())
        recall(shop_urls, first)
        person = await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at = f"/desk/dispensary/{(await counter.dispense()).id}"
        assert "Keep it back" in (await client.get(at)).text

        sent = {"csrf_token": person.csrf, "destroyed": "on_site"}
        kept = (await client.post(f"{at}/come-back", data=sent)).text

        assert "Send it again" in kept
        assert (await counter.status(), await counter.till.order_status()) == ("returned", "returned")
        await counter.act(service.send_again)
        await counter.till.work_off()
        await counter.pick(later, reason="damaged")
        assert await counter.status() == "released"
        assert on_hand(shop_urls, first) == 4
        recall(shop_urls, later)

    async def test_leads_to_everybody_who_has_some_of_it(
        self, counter: Counter, lots: tuple[UUID, UUID], client: Client, shop_urls: Urls
    ) -> None:
        await counter.hand_over(code())
        await counter.ship()
        dispense = await counter.dispense()
        for lot in lots:
            recall(shop_urls, lot)
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at = "/desk/dispensary?status=handed_over&lot="

        found = (await client.get(f"{at}{dispense.lot_code}")).text

        assert f"/desk/dispensary/{dispense.id}" in found
        assert "Lot recalled" in found
        assert f"/desk/dispensary/{dispense.id}" not in (await client.get(f"{at}another")).text
        assert "It left before that was known" in (await client.get(f"/desk/dispensary/{dispense.id}")).text


class TestAScreenOnWhichAnotherLotStood:
    async def test_writes_over_no_colleagues_lot_and_signs_for_none(
        self, counter: Counter, lots: tuple[UUID, UUID], client: Client, shop_urls: Urls
    ) -> None:
        first, later = lots
        person = await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at, sent = f"/desk/dispensary/{(await counter.dispense()).id}", {"csrf_token": person.csrf}

        again = sent | {"seen": "", "lot": str(later), "lot_reason": "damaged"}
        signed = sent | {"seen": str(later), "code": code()}
        for verb, given in (("pick", again), ("hand-over", signed)):
            answer = await client.post(f"{at}/{verb}", data=given)
            assert "had moved on already" in answer.text

        assert ((await counter.dispense()).lot_id, await counter.status()) == (first, "released")
        right = await client.post(f"{at}/hand-over", data=signed | {"seen": str(first)})
        assert (right.status_code, await counter.status()) == (200, "dispensed")
        for lot in lots:
            recall(shop_urls, lot)

    async def test_the_same_lot_twice_is_picked_once(
        self, counter: Counter, lots: tuple[UUID, UUID], shop_urls: Urls
    ) -> None:
        await counter.pick(lots[0])

        assert len(await counter.reasons("pick")) == 1
        for lot in lots:
            recall(shop_urls, lot)
