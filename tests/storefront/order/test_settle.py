from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from integrations.notify.port import Mail
from shared_lib import stock
from shared_lib.money import Money
from storefront.catalog.models import Level, Lot
from storefront.demo.load import identity
from storefront.kit import actor, audit, clock
from storefront.kit.db import run
from storefront.order import service
from storefront.order.models import LotUse, Order, OrderStep
from storefront.order.states import IllegalMove
from storefront.payment.models import Attempt, Refund
from storefront.payment.steps import TooMuch
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import buy, deliver_all, failures, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

RING = "RNG-008"
OPERATOR = actor.SYSTEM


def level(code: str) -> tuple[int, int]:
    found = Level.objects.get(sku_id=identity("sku", code))
    return found.on_hand, found.reserved


def bought(client: Client, double: Double, code: str = "CRE-300", quantity: int = 1, **told: str) -> Order:
    sent = buy(client, code, quantity, **told)
    double.pay(sent["Location"])
    order = order_of(sent)
    settle(order)
    order.refresh_from_db()
    return order


def settle(order: Order) -> None:
    service.settle(Attempt.objects.get(order_id=order.id, number=1), now=clock.now())


def somebody_takes(code: str, quantity: int) -> None:
    now = clock.now()
    line = stock.Line(identity("sku", code), quantity)
    with transaction.atomic():
        run(
            stock.reserve(
                reference="order:SOMEBODY",
                lines=[line],
                expires_at=now + timedelta(days=1),
                now=now,
                entry=audit.entry(OPERATOR, "order.place", "order:SOMEBODY", at=now),
            )
        )
        run(
            stock.consume(
                reference="order:SOMEBODY",
                now=now,
                entry=audit.entry(OPERATOR, "stock.consume", "order:SOMEBODY", at=now),
            )
        )


class TestPaid:
    def test_twice_is_once(self, client: Client, double: Double) -> None:
        order = bought(client, double)
        before = level("CRE-300")

        settle(order)

        assert level("CRE-300") == before
        assert OrderStep.objects.filter(order=order, move="pay").count() == 1
        assert not Refund.objects.exists()

    def test_sends_one_receipt_with_a_link_that_opens_it_elsewhere(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = bought(client, double)
        Order.objects.filter(id=order.id).update(name="Noor O'Brien & Sons")

        deliver_all()
        deliver_all()

        assert failures() == []
        assert "Noor O'Brien & Sons" in letters[0][0].text
        assert "Alder & Vale" in letters[0][0].text
        assert "Noor O&#39;Brien &amp; Sons" in letters[0][0].html
        assert [mail.to for mail, _ in letters] == ["noor@example.org"]
        link = next(word for word in letters[0][0].text.split() if "/o/" in word)
        elsewhere = Client()
        opened = elsewhere.get(link.removeprefix("http://localhost:18000"), follow=True)
        assert f"Order {order.reference}" in opened.content.decode()

    def test_leaves_what_was_put_into_the_basket_since(self, client: Client, double: Double) -> None:
        sent = buy(client, "CRE-300", 2)
        client.post("/basket/add/", {"sku": str(identity("sku", "CRE-300")), "quantity": "3"})
        double.pay(sent["Location"])

        settle(order_of(sent))

        assert "3" in client.get("/basket/badge/").content.decode().split("count-badge")[1]


class TestUnpaid:
    def test_stays_as_it_is_while_the_page_is_open(self, client: Client, double: Double) -> None:
        order = order_of(buy(client))

        settle(order)

        order.refresh_from_db()
        assert order.status == "pending"

    def test_lapses_after_its_page_and_gives_everything_back(self, client: Client, double: Double) -> None:
        sent = buy(client, RING, 2, promo="WELCOME10")
        order = order_of(sent)
        assert level(RING) == (5, 2)
        double.advance(40 * 60)

        service.lapse(order.id, now=clock.now())
        service.lapse(order.id, now=clock.now())
        deliver_all()

        order.refresh_from_db()
        assert (order.status, order.reason) == ("cancelled", "lapsed")
        assert level(RING) == (5, 0)
        assert double.pay(sent["Location"]).status_code != 303 or double.ledger()["payments"] == []
        assert buy(client, RING, 1, promo="WELCOME10").status_code == 303

    def test_nobody_can_pay_once_it_is_let_go_of(self, client: Client, double: Double) -> None:
        sent = buy(client)
        service.lapse(order_of(sent).id, now=clock.now())

        double.pay(sent["Location"])

        assert double.ledger()["payments"] == []

    def test_that_was_paid_at_the_last_moment_is_kept(self, client: Client, double: Double) -> None:
        sent = buy(client, RING, 1)
        double.pay(sent["Location"])

        service.lapse(order_of(sent).id, now=clock.now())

        assert order_of(sent).status == "paid"
        assert level(RING) == (4, 0)


class TestCancel:
    def test_before_payment_charges_nothing(self, client: Client, double: Double) -> None:
        order = order_of(buy(client, RING, 2))

        client.post(f"/orders/{order.reference}/cancel/")

        order.refresh_from_db()
        assert (order.status, order.reason) == ("cancelled", "shopper")
        assert level(RING) == (5, 0)
        assert double.ledger()["payments"] == []

    def test_after_payment_gives_money_and_goods_back_once(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = bought(client, double, RING, 2)
        assert level(RING) == (3, 0)

        for _ in range(2):
            client.post(f"/orders/{order.reference}/cancel/")
        deliver_all()

        order.refresh_from_db()
        assert order.status == "cancelled"
        assert level(RING) == (5, 0)
        assert [one["refunded"] for one in double.ledger()["payments"]] == [order.total_amount]
        assert Refund.objects.get().status == "succeeded"
        assert Lot.objects.get(id=identity("lot", f"{RING}-L1")).on_hand == 5

    def test_after_shipment_is_refused_and_changes_nothing(self, client: Client, double: Double) -> None:
        order = bought(client, double, RING, 1)
        service.ship(order.id, carrier="UPS", tracking="1Z1", operator=OPERATOR, now=clock.now())

        answer = client.post(f"/orders/{order.reference}/cancel/")

        order.refresh_from_db()
        assert answer.status_code == 409
        assert order.status == "fulfilled"
        assert not Refund.objects.exists()

    def test_by_somebody_else_finds_nothing(self, client: Client, double: Double) -> None:
        order = bought(client, double)

        answer = Client().post(f"/orders/{order.reference}/cancel/")

        order.refresh_from_db()
        assert answer.status_code == 404
        assert order.status == "paid"


class TestShip:
    def test_tells_the_shopper_where_it_is(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = bought(client, double)
        service.ship(order.id, carrier="UPS", tracking="1Z999", operator=OPERATOR, now=clock.now())

        deliver_all()

        assert "1Z999" in next(mail.text for mail, _ in letters if "on its way" in mail.subject)
        assert "tracknum=1Z999" in client.get(f"/orders/{order.reference}/").content.decode()

    def test_refuses_an_unpaid_order(self, client: Client, double: Double) -> None:
        order = order_of(buy(client))

        with pytest.raises(IllegalMove):
            service.ship(order.id, carrier="ups", tracking="1Z1", operator=OPERATOR, now=clock.now())


class TestRefund:
    def test_never_gives_back_more_than_was_paid(self, client: Client, double: Double) -> None:
        order = bought(client, double)
        part = Money(1_000)
        service.refund(order.id, amount=part, operator=OPERATOR, now=clock.now(), reason="late")

        with pytest.raises(TooMuch):
            service.refund(order.id, amount=order.total, operator=OPERATOR, now=clock.now(), reason="late")
        deliver_all(but=("refund.settled.v1", "order.paid.v1"))

        assert [one["refunded"] for one in double.ledger()["payments"]] == [1_000]


class TestHistory:
    def test_is_only_ever_added_to(self, client: Client, double: Double) -> None:
        order = bought(client, double)

        for rows in (OrderStep.objects.filter(order=order), LotUse.objects.filter(order=order)):
            with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
                rows.delete()
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            OrderStep.objects.filter(order=order).update(actor_id="nobody")


class TestAccess:
    def test_a_stranger_learns_nothing(self, client: Client, double: Double) -> None:
        order = bought(client, double)

        for path in ("", "status/", "returned/"):
            stranger = Client().get(f"/orders/{order.reference}/{path}")
            nobody = Client().get(f"/orders/AAAAAAAA/{path}")
            assert stranger.status_code == nobody.status_code == 404

    def test_an_asked_for_link_goes_to_the_one_who_ordered_only(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = order_of(buy(client))
        copied = f" #{order.reference[:4]}-{order.reference[4:]} ".lower()
        right = {"reference": copied, "email": "NOOR@example.org"}
        wrong = {"reference": order.reference, "email": "eve@example.org"}

        answers = [Client().post("/orders/find/", told).content for told in (right, wrong)]
        deliver_all()

        assert answers[0] == answers[1]
        assert [mail.to for mail, _ in letters] == ["noor@example.org"]

    def test_a_lapsed_link_offers_a_new_one(self, client: Client, double: Double) -> None:
        order = order_of(buy(client))
        link = service.new_link_for(order.id)
        order.links.update(expires_at=clock.real_now())

        answer = Client().get(link.removeprefix("http://localhost:18000"))

        assert answer.status_code == 410
        assert "Send me a new link" in answer.content.decode()
        assert "noindex" in answer["X-Robots-Tag"]
