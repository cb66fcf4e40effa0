"""Operators and shoppers who act on one order at the same moment: real transactions, real threads."""

import pytest
from django.test import Client

from shared_lib.ids import uuid7
from storefront.kit import actor, clock
from storefront.order import queries, service
from storefront.order.models import LotReturn
from storefront.order.schemas import Back, Wanted
from storefront.order.service.refund import TooManyPieces, cost_of
from storefront.order.states import Fate, IllegalMove
from storefront.payment.models import Attempt, Refund
from storefront.shipment.models import Shipment
from tests.integrations.stripe.running import Double
from tests.storefront.order.ordering import a_paid_order, in_lots, line_of, on_hand
from tests.storefront.order.test_races import at_once
from tests.storefront.shopping import buy, deliver_all, order_of

RING = "RNG-008"
OPERATOR = actor.SYSTEM


def test_the_same_pieces_refunded_in_two_tabs_go_back_once(committed: None, double: Double) -> None:
    order = a_paid_order(Client(), double, {RING: 2})
    wanted = Wanted({line_of(order, RING).id: Back(2, Fate.RESTOCKED)})
    expected = cost_of(queries.left_of(order), wanted)

    def give_back() -> object:
        return service.refund_goods(
            order.id,
            wanted=wanted,
            expected=expected,
            operator=OPERATOR,
            now=clock.now(),
            reason="dented",
            submission_id=uuid7(),
        )

    found = at_once([give_back] * 4)
    deliver_all()

    assert [type(one) for one in found].count(TooManyPieces) == 3
    assert Refund.objects.count() == 1
    assert sum(one.quantity for one in LotReturn.objects.all()) == 2
    assert on_hand(RING) == in_lots(RING) == 5
    assert [one["refunded"] for one in double.ledger()["payments"]] == [expected.amount]


def test_one_form_sent_four_times_at_once_is_one_refund(committed: None, double: Double) -> None:
    order = a_paid_order(Client(), double, {RING: 2})
    submission, part = uuid7(), line_of(order, RING).unit

    def give_back() -> object:
        return service.refund(
            order.id,
            amount=part,
            operator=OPERATOR,
            now=clock.now(),
            reason="late",
            submission_id=submission,
        ).id

    found = at_once([give_back] * 4)

    assert len(set(found)) == Refund.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_a_cancellation_and_a_parcel_end_in_one_or_the_other(
    committed: None, double: Double, attempt: int
) -> None:
    order = a_paid_order(Client(), double, {RING: 2})

    def send() -> object:
        tracking = f"1Z{attempt}"
        return service.ship(order.id, carrier="ups", tracking=tracking, operator=OPERATOR, now=clock.now())

    found = at_once([send, lambda: service.cancel(order.id, actor=OPERATOR, now=clock.now())])
    deliver_all()

    order.refresh_from_db()
    refunded = [one["refunded"] for one in double.ledger()["payments"]]
    assert [type(one) for one in found].count(IllegalMove) == 1
    if order.status == "fulfilled":
        assert (Shipment.objects.count(), on_hand(RING), refunded) == (1, 3, [0])
    else:
        assert (order.status, Shipment.objects.count(), on_hand(RING)) == ("cancelled", 0, 5)
        assert refunded == [order.total_amount]


@pytest.mark.parametrize("attempt", range(3))
def test_a_cancellation_and_a_payment_end_with_no_money_kept_for_nothing(
    committed: None, double: Double, attempt: int
) -> None:
    sent = buy(Client(), RING, 2, email=f"p{attempt}@example.org")
    order, payment = order_of(sent), Attempt.objects.get()

    at_once(
        [
            lambda: double.pay(sent["Location"]),
            lambda: service.cancel(order.id, actor=OPERATOR, now=clock.now()),
            lambda: service.settle(payment, now=clock.now()),
        ]
    )
    service.settle(payment, now=clock.now())
    deliver_all()

    order.refresh_from_db()
    kept = sum(one["captured"] - one["refunded"] for one in double.ledger()["payments"])
    if order.status == "paid":
        assert (kept, on_hand(RING)) == (order.total_amount, 3)
    else:
        assert (order.status, kept, on_hand(RING)) == ("cancelled", 0, 5)
