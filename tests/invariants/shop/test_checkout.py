"""A code with three uses and fifty buyers; cancelled baskets among new ones; one page for all who ask."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import connections, transaction
from django.test import Client

from shared_lib.ids import uuid7
from storefront.checkout import steps
from storefront.checkout.models import PromoCode, PromoUse
from storefront.kit import actor, clock
from storefront.order import service
from storefront.order.models import Order
from storefront.order.states import Status
from storefront.payment import service as payment
from storefront.payment.models import Attempt
from tests.integrations.stripe.running import Double
from tests.invariants.at_once import ROUNDS, in_threads, kinds
from tests.storefront.shopping import ADDRESS, buy, order_of, put_in_basket

BUYERS = 50
USES = 3
GOODS = ("CRE-300", "RNG-008")
BASKETS = 10


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    return in_threads(works, leave=connections.close_all)


class TestACode:
    def test_with_three_uses_serves_three_of_fifty(self, committed: None) -> None:
        for number in range(ROUNDS):
            promo = PromoCode.objects.create(
                code=f"THREE{number}", rate=1_000, most_uses=USES, valid_from=clock.now()
            )

            answers = at_once([partial(self.use, promo, buyer) for buyer in range(BUYERS)])

            assert kinds(answers) == {"NoneType": USES, "PromoSpent": BUYERS - USES}, f"round {number}"
            promo.refresh_from_db()
            assert promo.uses == PromoUse.objects.filter(promo=promo).count() == USES

    def use(self, promo: PromoCode, buyer: int) -> None:
        with transaction.atomic(durable=True):
            steps.use_promo(promo, order_id=uuid7(), email=f"b{buyer}@example.org", now=clock.now())

    def test_at_the_checkout_is_had_by_three_of_fifty(self, committed: None, double: Double) -> None:
        PromoCode.objects.update(most_uses=USES)
        shoppers = [Client() for _ in range(BUYERS)]
        for shopper in shoppers:
            put_in_basket(shopper, "CRE-300")

        def order(shopper: Client, number: int) -> int:
            told = {**ADDRESS, "email": f"p{number}@example.org", "promo": "WELCOME10"}
            return int(shopper.post("/checkout/", told).status_code)

        answers = at_once([partial(order, shopper, number) for number, shopper in enumerate(shoppers)])

        assert (answers.count(303), answers.count(422)) == (USES, BUYERS - USES), kinds(answers)
        assert PromoCode.objects.get().uses == PromoUse.objects.count() == Order.objects.count() == USES


class TestOnePage:
    def test_is_all_that_comes_of_asking_in_many_tabs(self, committed: None, double: Double) -> None:
        for number in range(ROUNDS):
            order = order_of(buy(Client()))
            attempt = Attempt.objects.get(order_id=order.id)
            Attempt.objects.filter(id=attempt.id).update(status="requested", checkout_id=None, url=None)

            wished = Attempt.objects.get(id=attempt.id)
            answers = at_once([partial(payment.open_page, wished, now=clock.now())] * 6)

            told = kinds(answers)
            assert set(told) <= {"Attempt", "Unreachable"}, f"round {number}: {answers}"
            assert Attempt.objects.get(id=attempt.id).status == "open", f"round {number}"
            assert {one.url for one in answers if isinstance(one, Attempt)} == {attempt.url}


class TestBaskets:
    def test_cancelled_and_bought_at_once_never_deadlock(self, committed: None, double: Double) -> None:
        """A paid basket goes back on its shelves while others take from them, in any order of goods."""
        chance = random.Random(0)
        for number in range(ROUNDS // 4 or 1):
            paid = [self.bought(double, chance.sample(GOODS, 2)) for _ in range(BASKETS // 5)]
            shoppers = [self.with_basket(chance.sample(GOODS, 2)) for _ in range(BASKETS // 2)]
            cancel = [
                partial(service.cancel, order.id, actor=actor.SYSTEM, now=clock.now()) for order in paid
            ]
            place = [partial(shopper.post, "/checkout/", ADDRESS) for shopper in shoppers]
            works: list[Callable[[], Any]] = [*cancel, *place]
            chance.shuffle(works)

            answers = at_once(works)

            assert [one for one in answers if isinstance(one, Exception)] == [], f"round {number}"
            assert {one.status for one in answers if isinstance(one, Order)} == {Status.CANCELLED}
            for order in Order.objects.filter(status=Status.PENDING):
                service.lapse(order.id, now=clock.now())

    def bought(self, double: Double, goods: Sequence[str]) -> Order:
        shopper = self.with_basket(goods)
        sent = shopper.post("/checkout/", ADDRESS)
        double.pay(sent["Location"])
        order = order_of(sent)
        service.settle(Attempt.objects.get(order_id=order.id), now=clock.now())
        return order

    def with_basket(self, goods: Sequence[str]) -> Client:
        shopper = Client()
        for code in goods:
            put_in_basket(shopper, code)
        return shopper
