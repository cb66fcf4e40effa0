"""The screens of money and dispensing: who may see them, what they say, and what they cost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from shared_lib.identity import Role
from tests.harness.urls import Urls
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.dispensing.builders import Counter, code, stocked
from tests.rx_portal.dispensing.test_counter import recall
from tests.rx_portal.paying import real_now

Client = AsyncTestClient[Litestar]


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _k: object, sql: str, *_rest: object) -> None:
        seen.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


async def enter(counter: Counter, client: Client, person_id: object, role: Role) -> Person:
    """Sign the browser in as somebody who is already there."""
    from tests.rx_portal.conftest import _open

    async with counter.till.session() as session, session.begin():
        return await _open(session, counter.till.settings, client, person_id, role)  # type: ignore[arg-type]


class TestThePatient:
    async def test_sees_the_offer_with_its_price_its_deadline_and_what_happens_to_the_money(
        self, counter: Counter, client: Client
    ) -> None:
        await enter(counter, client, counter.patient_id, Role.PATIENT)

        home, offer = await client.get("/care"), await client.get(f"/care/orders/{counter.till.order_id}")

        assert f"/care/orders/{counter.till.order_id}" in home.text
        assert "$49.00" in offer.text
        assert "everything included" in offer.text
        assert "held" in offer.text
        assert "EST" in offer.text

    async def test_declines_it(self, counter: Counter, client: Client) -> None:
        person = await enter(counter, client, counter.patient_id, Role.PATIENT)

        answer = await client.post(
            f"/care/orders/{counter.till.order_id}/decline", data={"csrf_token": person.csrf}
        )

        assert "Nothing was charged, and nothing is held." in answer.text
        assert await counter.till.order_status() == "cancelled"

    async def test_cancels_what_is_held(self, counter: Counter, client: Client) -> None:
        await counter.paid()
        person = await enter(counter, client, counter.patient_id, Role.PATIENT)
        assert "held, not taken" in (await client.get(f"/care/orders/{counter.till.order_id}")).text

        answer = await client.post(
            f"/care/orders/{counter.till.order_id}/cancel", data={"csrf_token": person.csrf}
        )
        await counter.till.work_off()

        assert "This order is cancelled" in answer.text
        assert counter.till.held_and_kept() == (0, 0)
        ended = await client.get(f"/care/orders/{counter.till.order_id}")
        assert "No money was kept" in ended.text

    @pytest.mark.parametrize("path", ["/care/orders/{}", "/api/v1/orders/{}"])
    async def test_sees_no_others_order(
        self, counter: Counter, client: Client, sign_in: SignIn, path: str
    ) -> None:
        await sign_in(client, Role.PATIENT)

        assert (await client.get(path.format(counter.till.order_id))).status_code == 404

    @pytest.mark.parametrize("verb", ["decline", "cancel", "pay"])
    async def test_moves_no_others_order(
        self, counter: Counter, client: Client, sign_in: SignIn, verb: str
    ) -> None:
        person = await sign_in(client, Role.PATIENT)

        for path in ("/care/orders", "/api/v1/orders"):
            answer = await client.post(
                f"{path}/{counter.till.order_id}/{verb}", data={"csrf_token": person.csrf}
            )
            assert answer.status_code == 404
        assert await counter.till.order_status() == "offered"

    async def test_sees_who_looked(self, counter: Counter, client: Client, shop_urls: Urls) -> None:
        await counter.paid()
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        dispense = await counter.dispense()
        await client.get(f"/desk/dispensary/{dispense.id}")

        await enter(counter, client, counter.patient_id, Role.PATIENT)
        seen = await client.get("/care/access")

        assert "Pia Lund" in seen.text
        assert "Looked at your fill at the pharmacy" in seen.text

    async def test_pages_cost_few_statements_and_each_leaves_an_entry(
        self, counter: Counter, client: Client
    ) -> None:
        await enter(counter, client, counter.patient_id, Role.PATIENT)
        for path, most in (("/care", 13), (f"/care/orders/{counter.till.order_id}", 11)):
            await client.get(path)
            with statements() as seen:
                assert (await client.get(path)).status_code == 200
            assert len([sql for sql in seen if "audit.append" in sql]) == 1
            assert len(seen) <= most, seen


class TestTheDesk:
    async def test_of_the_dispensary_is_for_pharmacists(
        self, counter: Counter, client: Client, sign_in: SignIn
    ) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        for role in (Role.PATIENT, Role.CLINICIAN, Role.ADMIN):
            person = await sign_in(client, role)
            for path in ("/desk/dispensary", f"/desk/dispensary/{dispense.id}", "/api/v1/dispenses"):
                assert (await client.get(path)).status_code == 403
            sent = {"csrf_token": person.csrf}
            answer = await client.post(f"/desk/dispensary/{dispense.id}/verify", data=sent)
            assert answer.status_code == 403
        assert await counter.status() == "queued"

    async def test_lists_fills_without_naming_anybody_and_shows_them_whole(
        self, counter: Counter, client: Client
    ) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)

        listed, whole = (
            await client.get("/desk/dispensary"),
            await client.get(f"/desk/dispensary/{dispense.id}"),
        )

        assert str(dispense.id) in listed.text
        assert "Jonas Ekdal" not in listed.text
        assert "Jonas Ekdal" in whole.text
        assert "Signature verified" in whole.text

    async def test_hands_over_with_a_second_factor_and_prints_the_label(
        self, counter: Counter, client: Client, shop_urls: Urls
    ) -> None:
        lot = stocked(shop_urls, counter.sku, 5, days=200)
        await counter.paid()
        dispense = await counter.dispense()
        person = await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at, sent = f"/desk/dispensary/{dispense.id}", {"csrf_token": person.csrf}

        assert (await client.post(f"{at}/verify", data=sent)).status_code == 200
        assert (await client.post(f"{at}/pick", data=sent | {"lot": str(lot)})).status_code == 200
        assert "Payment is being taken" in (await client.get(at)).text
        await counter.till.work_off()
        wrong = await client.post(f"{at}/hand-over", data=sent | {"code": "000000"})
        assert (wrong.status_code, await counter.status()) == (422, "released")
        assert "That code is not right" in wrong.text
        right = await client.post(f"{at}/hand-over", data=sent | {"code": code()})
        assert (right.status_code, await counter.status()) == (200, "dispensed")

        label = (await client.get(f"{at}/label")).text
        stated = ("Jonas Ekdal", "naltrexone 4.5 mg", "Rx only", "Refills: 5", "Lot", "Discard after")
        assert all(each in label for each in stated)
        for each in ("400 Alder Street", "(503) 555-0140", "1-800-FDA-1088", "Do not take with opioids"):
            assert each in label
        recall(shop_urls, lot)

    async def test_shows_where_a_fill_stands_to_who_comes_too_late(
        self, counter: Counter, client: Client, shop_urls: Urls
    ) -> None:
        first, later = (stocked(shop_urls, counter.sku, 5, days=days) for days in (200, 300))
        await counter.paid()
        dispense = await counter.dispense()
        person = await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        at, sent = f"/desk/dispensary/{dispense.id}", {"csrf_token": person.csrf}

        await client.post(f"{at}/verify", data=sent)
        again = await client.post(f"{at}/verify", data=sent)
        assert (again.status_code, again.url.path) == (200, at)
        assert "had moved on already" in again.text
        early = await client.post(f"{at}/hand-over", data=sent | {"code": code()})
        assert "had moved on already" in early.text

        unsaid = await client.post(f"{at}/pick", data=sent | {"lot": str(later)})
        assert unsaid.status_code == 422
        assert 'href="#lot_reason"' in unsaid.text
        assert await counter.status() == "verified"
        for lot in (first, later):
            recall(shop_urls, lot)

    async def test_of_orders_shows_no_patient_and_refunds_only_by_an_administrator(
        self, counter: Counter, client: Client, sign_in: SignIn
    ) -> None:
        await counter.paid()
        at = f"/desk/orders/{counter.till.order_id}"
        clinician = await sign_in(client, Role.CLINICIAN)
        assert (await client.get(at)).status_code == 200
        refused = await client.post(f"{at}/stop", data={"csrf_token": clinician.csrf})
        assert (refused.status_code, await counter.till.order_status()) == (403, "sent")

        admin = await sign_in(client, Role.ADMIN)
        listed = await client.get("/desk/orders?status=sent")
        assert str(counter.till.order_id) in listed.text
        assert "Jonas" not in listed.text + (await client.get(at)).text
        await client.post(f"{at}/stop", data={"csrf_token": admin.csrf})
        await counter.till.work_off()

        assert (await counter.till.order_status(), counter.till.held_and_kept()) == ("cancelled", (0, 0))

    async def test_costs_few_statements(self, counter: Counter, client: Client) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        for path, most in (("/desk/dispensary", 10), (f"/desk/dispensary/{dispense.id}", 16)):
            await client.get(path)
            with statements() as seen:
                assert (await client.get(path)).status_code == 200
            assert len([sql for sql in seen if "audit.append" in sql]) == 1
            assert len(seen) <= most, seen

    async def test_audited_list_names_what_it_showed(self, counter: Counter, client: Client) -> None:
        await counter.paid()
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        await client.get("/desk/dispensary")

        async with counter.till.session() as session, session.begin():
            asked = text(
                "SELECT count(*) FROM audit.event WHERE action = 'dispense.list' AND shown @> ARRAY[:it]"
            )
            assert await session.scalar(asked, {"it": f"patient:{counter.patient_id}"}) == 1
        assert real_now()


class TestTheAuditPage:
    async def test_tells_who_touched_an_order_and_leads_to_its_patient(
        self, counter: Counter, client: Client, sign_in: SignIn
    ) -> None:
        await counter.paid()
        dispense = await counter.dispense()
        await enter(counter, client, counter.pharmacist.id, Role.PHARMACIST)
        await client.get(f"/desk/dispensary/{dispense.id}")
        async with counter.till.session() as session, session.begin():
            asked = text("SELECT reference FROM rx.rx_order WHERE id = :id")
            reference = str(await session.scalar(asked, {"id": counter.till.order_id}))

        reader = await sign_in(client, Role.COMPLIANCE)
        asked_for = {"csrf_token": reader.csrf, "about": f" {reference.lower()} "}
        of_order = await client.post("/desk/audit", data=asked_for, follow_redirects=True)
        of_patient = await client.get("/desk/audit", params={"about": f"patient:{counter.patient_id}"})

        assert f"order:{counter.till.order_id}" in of_order.text
        assert f"about=patient%3A{counter.patient_id}" in of_order.text
        assert "Pia Lund" in of_patient.text

    async def test_keeps_nothing_of_what_names_no_record(
        self, counter: Counter, client: Client, sign_in: SignIn
    ) -> None:
        reader = await sign_in(client, Role.COMPLIANCE)

        answer = await client.post("/desk/audit", data={"csrf_token": reader.csrf, "about": "Jonas Ekdal"})

        assert (answer.status_code, answer.url.path, answer.url.query) == (422, "/desk/audit", b"")
        assert "There is no such order." in answer.text
        assert 'method="post" action="/desk/audit"' in answer.text
        async with counter.till.session() as session, session.begin():
            kept = text("SELECT count(*) FROM audit.event WHERE convert_from(payload, 'UTF8') LIKE '%Jonas%'")
            assert await session.scalar(kept) == 0
