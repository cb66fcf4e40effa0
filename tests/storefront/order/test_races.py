"""What happens when it happens at once: real transactions, real threads."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections
from django.test import Client

from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.catalog.models import Level
from storefront.checkout.models import PromoCode, PromoUse
from storefront.demo.load import identity
from storefront.kit import actor, clock
from storefront.order import service
from storefront.order.models import LotUse, Order, OrderStep
from storefront.payment.models import Attempt, Refund
from storefront.payment.steps import TooMuch
from tests.integrations.stripe.running import Double
from tests.storefront.shopping import ADDRESS, buy, order_of, put_in_basket

RING = identity("sku", "RNG-008")


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


class TestTheLastPieces:
    def test_go_to_as_many_as_there_are(self, committed: None, double: Double) -> None:
        shoppers = [Client() for _ in range(8)]
        for shopper in shoppers:
            put_in_basket(shopper, "RNG-008", 2)

        def order(shopper: Client, number: int) -> int:
            told = {**ADDRESS, "email": f"s{number}@example.org"}
            return int(shopper.post("/checkout/", told).status_code)

        answers = at_once([lambda s=s, n=n: order(s, n) for n, s in enumerate(shoppers)])  # type: ignore[misc]

        assert Counter(answers) == {303: 2, 409: 6}
        assert Order.objects.count() == 2
        level = Level.objects.get(sku_id=RING)
        assert (level.on_hand, level.reserved) == (5, 4)
        assert len(double.requests("/v1/checkout/sessions")) == 2


class TestOneSubmission:
    def test_sent_six_times_at_once_is_one_order(self, committed: None, double: Double) -> None:
        shopper = Client()
        put_in_basket(shopper, "CRE-300")
        told = {**ADDRESS, "submission": str(uuid7())}

        def send() -> str:
            each = Client()
            each.cookies = shopper.cookies
            return str(each.post("/checkout/", told)["Location"])

        answers = at_once([send] * 6)

        assert len(set(answers)) == 1
        assert Order.objects.count() == Attempt.objects.count() == 1


class TestACode:
    def test_is_used_no_more_often_than_it_may(self, committed: None, double: Double) -> None:
        PromoCode.objects.update(most_uses=3)
        shoppers = [Client() for _ in range(6)]
        for shopper in shoppers:
            put_in_basket(shopper, "CRE-300")

        def order(shopper: Client, number: int) -> int:
            told = {**ADDRESS, "email": f"p{number}@example.org", "promo": "WELCOME10"}
            return int(shopper.post("/checkout/", told).status_code)

        answers = at_once([lambda s=s, n=n: order(s, n) for n, s in enumerate(shoppers)])  # type: ignore[misc]

        assert Counter(answers) == {303: 3, 422: 3}
        assert PromoCode.objects.get().uses == PromoUse.objects.count() == 3
        assert Order.objects.count() == 3


class TestOnePayment:
    def test_settled_five_times_at_once_takes_the_goods_once(self, committed: None, double: Double) -> None:
        sent = buy(Client(), "RNG-008", 2)
        double.pay(sent["Location"])
        attempt = Attempt.objects.get()

        found = at_once([lambda: service.settle(attempt, now=clock.now())] * 5)

        assert [one for one in found if isinstance(one, Exception)] == []
        assert OrderStep.objects.filter(move="pay").count() == 1
        assert sum(use.quantity for use in LotUse.objects.all()) == 2
        assert Level.objects.get(sku_id=RING).on_hand == 3

    def test_and_a_lapse_at_once_end_in_one_or_the_other(self, committed: None, double: Double) -> None:
        sent = buy(Client(), "RNG-008", 2)
        order, attempt = order_of(sent), Attempt.objects.get()

        at_once(
            [
                lambda: double.pay(sent["Location"]),
                lambda: service.lapse(order.id, now=clock.now()),
                lambda: service.settle(attempt, now=clock.now()),
            ]
        )
        service.settle(attempt, now=clock.now())

        order.refresh_from_db()
        paid = [one["captured"] for one in double.ledger()["payments"] if one["captured"]]
        level = Level.objects.get(sku_id=RING)
        if order.status == "paid":
            assert (paid, level.on_hand, level.reserved) == ([order.total_amount], 3, 0)
        else:
            assert (order.status, paid, level.on_hand, level.reserved) == ("cancelled", [], 5, 0)


class TestRefunds:
    def test_at_once_never_exceed_what_was_paid(self, committed: None, double: Double) -> None:
        sent = buy(Client(), "CRE-300")
        double.pay(sent["Location"])
        order = order_of(sent)
        service.settle(Attempt.objects.get(), now=clock.now())
        half = Money(order.total_amount // 2 + 1)

        def give_back() -> object:
            return service.refund(order.id, amount=half, operator=actor.SYSTEM, now=clock.now(), reason="x")

        found = at_once([give_back] * 4)

        assert [type(one) for one in found].count(TooMuch) == 3
        assert Refund.objects.count() == 1


class TestTheBasket:
    def test_filled_by_five_clicks_at_once_counts_them_all(self, committed: None) -> None:
        shopper = Client()
        put_in_basket(shopper, "CRE-300")

        def click() -> int:
            each = Client()
            each.cookies = shopper.cookies
            return int(put_in_basket(each, "CRE-300").status_code)

        assert at_once([click] * 5) == [302] * 5
        assert ">6</span>" in shopper.get("/basket/badge/").content.decode()
