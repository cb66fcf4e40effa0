"""Money that goes back for pieces and delivery, and where the pieces go."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from integrations.notify.port import Mail
from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.kit import actor, clock
from storefront.order import queries, service
from storefront.order.models import LotReturn, Order, OrderStep, RefundLine
from storefront.order.schemas import Back, LineLeft, Wanted
from storefront.order.service.refund import SumChanged, TooManyPieces, cost_of
from storefront.order.states import Fate
from storefront.payment import processor
from storefront.payment import service as payment
from storefront.payment.models import Attempt, PaymentStep, Refund
from storefront.payment.steps import TooMuch
from tests.integrations.stripe.running import Double
from tests.storefront.order.ordering import a_paid_order, in_lots, line_of, on_hand
from tests.storefront.shopping import deliver_all, failures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

OPERATOR = actor.SYSTEM
RING, OMEGA = "RNG-008", "OM3-060"


def wish(order: Order, goods: dict[str, tuple[int, Fate]], *, delivery: bool = False) -> Wanted:
    lines = {line_of(order, code).id: Back(*asked) for code, asked in goods.items()}
    return Wanted(lines, with_delivery=delivery)


def give_back(order: Order, wanted: Wanted, **more: object) -> Refund:
    expected = cost_of(queries.left_of(order), wanted)
    return service.refund_goods(
        order.id,
        wanted=wanted,
        operator=OPERATOR,
        now=clock.now(),
        reason="damaged",
        **{"expected": expected, **more},  # type: ignore[arg-type]
    )


def ship(order: Order, goods: dict[str, int] | None = None) -> None:
    pieces = {line_of(order, code).id: count for code, count in goods.items()} if goods else None
    tracking = uuid7().hex
    service.ship(
        order.id, carrier="ups", tracking=tracking, operator=OPERATOR, now=clock.now(), pieces=pieces
    )


class TestByPiece:
    def test_gives_back_what_they_cost_with_discount_and_tax_and_puts_them_on_the_shelf(
        self, client: Client, double: Double, letters: list[tuple[Mail, str]]
    ) -> None:
        order = a_paid_order(client, double, {RING: 3}, promo="WELCOME10")
        line, before = line_of(order, RING), on_hand(RING)
        ship(order)

        made = give_back(order, wish(order, {RING: (1, Fate.RESTOCKED)}))
        deliver_all()

        paid = line.unit_amount * 3 - line.discount_amount + line.tax_amount
        assert made.amount == paid // 3
        assert on_hand(RING) == in_lots(RING) == before + 1
        assert [one["refunded"] for one in double.ledger()["payments"]] == [made.amount]
        assert failures() == []
        told = next(mail for mail, _ in letters if mail.subject.startswith("Refund"))
        assert f"1 \u00d7 {line.name}" in told.text
        assert str(made.total) in told.html

    def test_in_parts_adds_up_to_what_was_paid(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 3}, promo="WELCOME10")
        ship(order)

        for _ in range(3):
            give_back(order, wish(order, {RING: (1, Fate.KEPT)}))
        give_back(order, Wanted({}, with_delivery=True)) if order.shipping_amount else None

        assert sum(one.amount for one in Refund.objects.all()) == order.total_amount

    def test_written_off_changes_no_shelf(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        before = on_hand(RING)

        give_back(order, wish(order, {RING: (1, Fate.WRITTEN_OFF)}))

        assert on_hand(RING) == before
        assert not LotReturn.objects.exists()
        assert queries.left_of(order).to_send == {line_of(order, RING).id: 1}

    def test_of_more_than_there_are_is_refused_and_nothing_happens(
        self, client: Client, double: Double
    ) -> None:
        order = a_paid_order(client, double, {RING: 2})
        give_back(order, wish(order, {RING: (1, Fate.RESTOCKED)}))
        before = on_hand(RING)

        with pytest.raises(TooManyPieces):
            give_back(order, wish(order, {RING: (2, Fate.RESTOCKED)}), expected=Money(1))

        assert Refund.objects.count() == RefundLine.objects.count() == 1
        assert on_hand(RING) == before

    def test_that_comes_to_something_else_by_now_is_refused(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 3})

        with pytest.raises(SumChanged):
            give_back(order, wish(order, {RING: (1, Fate.KEPT)}), expected=Money(1))

        assert not Refund.objects.exists()

    def test_never_exceeds_what_is_left_after_amounts(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 1})
        part = Money(order.total_amount - 100)
        service.refund(order.id, amount=part, operator=OPERATOR, now=clock.now(), reason="late")
        before = on_hand(RING)

        with pytest.raises(TooMuch):
            give_back(order, wish(order, {RING: (1, Fate.RESTOCKED)}))

        assert Refund.objects.count() == 1
        assert on_hand(RING) == before

    def test_sent_twice_is_one(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        wanted, submission = wish(order, {RING: (1, Fate.RESTOCKED)}), uuid7()
        expected = cost_of(queries.left_of(order), wanted)

        made = [give_back(order, wanted, expected=expected, submission_id=submission).id for _ in range(2)]

        assert made[0] == made[1]
        assert Refund.objects.count() == LotReturn.objects.count() == 1


class TestTheOrder:
    def test_ends_when_all_of_it_is_refunded_before_it_left(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})

        give_back(order, queries.left_of(order).everything)
        deliver_all()

        order.refresh_from_db()
        assert (order.status, order.reason) == ("cancelled", "refunded")
        assert on_hand(RING) == 5
        assert [one["refunded"] for one in double.ledger()["payments"]] == [order.total_amount]

    def test_is_sent_when_the_rest_of_it_is_refunded(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2, OMEGA: 1})
        ship(order, {RING: 2})

        give_back(order, wish(order, {OMEGA: (1, Fate.RESTOCKED)}))

        order.refresh_from_db()
        assert order.status == "fulfilled"

    def test_cancelled_after_a_part_came_back_returns_only_the_rest(
        self, client: Client, double: Double
    ) -> None:
        order = a_paid_order(client, double, {RING: 3})
        give_back(order, wish(order, {RING: (1, Fate.RESTOCKED)}))

        service.cancel(order.id, actor=OPERATOR, now=clock.now())
        deliver_all()

        assert on_hand(RING) == in_lots(RING) == 5
        assert [one["refunded"] for one in double.ledger()["payments"]] == [order.total_amount]


class TestAtTheProcessor:
    def test_asked_again_after_a_crash_it_goes_back_once(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        made = give_back(order, wish(order, {RING: (1, Fate.KEPT)}))
        payment.send_refund(made.id, now=clock.now())
        Refund.objects.filter(id=made.id).update(status="requested", vendor_id=None, settled_at=None)

        payment.send_refund(made.id, now=clock.now())

        assert [one["refunded"] for one in double.ledger()["payments"]] == [made.amount]
        assert Refund.objects.get().status == "succeeded"

    def test_refused_it_has_failed_and_another_may_be_asked_for(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        intent = str(Attempt.objects.get().intent_id)
        processor.current().refund(intent, order.total, key="pay:ELSEWHERE:1:refund")
        made = give_back(order, wish(order, {RING: (1, Fate.KEPT)}))

        payment.send_refund(made.id, now=clock.now())
        made.refresh_from_db()
        again = give_back(order, wish(order, {RING: (1, Fate.KEPT)}))

        assert made.status == "failed"
        assert again.amount == made.amount
        moves = PaymentStep.objects.filter(subject_id=made.id).values_list("move", flat=True)
        assert list(moves) == ["request", "fail"]


class TestHistory:
    def test_of_refunds_and_returns_is_only_ever_added_to(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 2})
        give_back(order, wish(order, {RING: (1, Fate.RESTOCKED)}))

        for rows in (RefundLine.objects.all(), LotReturn.objects.all()):
            with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
                rows.update(quantity=2)

    def test_says_why_an_operator_cancelled(self, client: Client, double: Double) -> None:
        order = a_paid_order(client, double, {RING: 1})

        service.cancel(order.id, actor=OPERATOR, now=clock.now(), why="asked by telephone")

        assert order.notes.get().text == "asked by telephone"
        assert OrderStep.objects.filter(order=order, move="cancel").count() == 1


def a_line(quantity: int, paid: int, refunded: int = 0) -> LineLeft:
    from storefront.order.models import OrderLine

    line = OrderLine(
        quantity=quantity,
        unit_amount=paid,
        discount_amount=paid * (quantity - 1),
        tax_amount=0,
        currency="USD",
    )
    return LineLeft(line, sent=0, taken_back=0, refunded=refunded)


@pytest.mark.parametrize("paid", [1, 2, 100, 1001])
@pytest.mark.parametrize("quantity", [1, 3, 7, 20])
def test_a_line_in_single_pieces_adds_up_to_the_whole(quantity: int, paid: int) -> None:
    parts = [a_line(quantity, paid, refunded).worth(1) for refunded in range(quantity)]

    assert sum(parts, Money(0)) == a_line(quantity, paid).worth(quantity) == Money(paid)
