"""A refund nobody knows the fate of is looked for at the processor before it is ever sent again."""

from datetime import timedelta

import pytest
from django.test import Client

from integrations.stripe.errors import Unreachable
from shared_lib.money import Money
from storefront.desk import order_list
from storefront.kit import actor, clock
from storefront.kit.jobs import Delivery as Job
from storefront.order import service, tasks
from storefront.order.tasks import OVERDUE
from storefront.payment import queries
from storefront.payment import service as payment
from storefront.payment.models import PaymentStep, Refund
from tests.integrations.stripe.running import CARD, Double
from tests.integrations.stripe.test_refunds import FAILING, PENDING
from tests.storefront.order.ordering import a_paid_order
from tests.storefront.payment.test_webhook import an_event, told
from tests.storefront.shopping import deliver_all, failures, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop", "letters")]

DAY = 86_400


def a_refund(client: Client, double: Double, number: str = CARD["number"]) -> Refund:
    order = a_paid_order(client, double, {"RNG-008": 1}, number=number)
    return service.refund(order.id, amount=Money(500), operator=actor.SYSTEM, now=clock.now(), reason="late")


def moves(refund: Refund) -> list[str]:
    return list(PaymentStep.objects.filter(subject_id=refund.id).values_list("move", flat=True))


class TestUnsent:
    @pytest.mark.parametrize(
        ("age", "is_asked_again"), [(timedelta(minutes=1), False), (timedelta(days=9), True)]
    )
    def test_is_looked_for_however_old(
        self, client: Client, double: Double, age: timedelta, is_asked_again: bool
    ) -> None:
        refund, now = a_refund(client, double), clock.now()
        Refund.objects.update(requested_at=now - age)

        found = queries.list_unsent(now - OVERDUE)

        assert [one.id for one in found] == ([refund.id] if is_asked_again else [])

    def test_that_was_made_is_found_after_its_key_is_forgotten(self, client: Client, double: Double) -> None:
        refund = a_refund(client, double)
        double.strike(kind="drop", when="after", path="/v1/refunds", method="POST", times=4)
        with pytest.raises(Unreachable):
            payment.send_refund(refund.id, now=clock.now())
        double.http.delete("/_double/faults")
        double.advance(3 * DAY)

        tasks.reconcile(Job(refund.id, "order.reconcile", "all", {}, clock.now() + timedelta(hours=1)))
        Refund.objects.update(requested_at=clock.now() - timedelta(days=3))
        tasks.reconcile(Job(refund.id, "order.reconcile", "all", {}, clock.now()))
        deliver_all()

        refund.refresh_from_db()
        assert refund.status == "succeeded"
        assert double.ledger()["refunded"] == 500
        assert len(Refund.objects.all()) == 1

    def test_that_was_never_made_is_made_once(self, client: Client, double: Double) -> None:
        refund = a_refund(client, double)
        Refund.objects.update(requested_at=clock.now() - timedelta(days=3))

        for _ in range(3):
            payment.send_refund(refund.id, now=clock.now())

        assert double.ledger()["refunded"] == 500
        assert moves(refund) == ["request", "succeed"]


class TestLater:
    def test_is_on_its_way_until_the_bank_has_it(self, client: Client, double: Double) -> None:
        refund = a_refund(client, double, PENDING)
        deliver_all()
        refund.refresh_from_db()
        assert refund.status == "pending"
        double.advance(DAY + 1)

        payment.send_refund(refund.id, now=clock.now())
        payment.send_refund(refund.id, now=clock.now())

        assert moves(refund) == ["request", "accept", "succeed"]
        assert [kind for _, kind in waiting()].count("refund.settled.v1") == 1
        assert double.ledger()["refunded"] == 500

    @pytest.mark.parametrize("events", [["refund.updated", "refund.failed"], ["refund.failed"] * 3])
    def test_may_fail_and_is_put_before_an_operator(
        self, client: Client, double: Double, events: list[str]
    ) -> None:
        refund = a_refund(client, double, FAILING)
        deliver_all()
        refund.refresh_from_db()
        assert refund.status == "succeeded"
        double.advance(DAY + 1)

        for number, kind in enumerate(events):
            assert told(client, an_event(kind, refund.vendor_id or "", number)) == 202
        deliver_all()

        refund.refresh_from_db()
        assert (refund.status, refund.failure) == ("failed", "expired_or_canceled_card")
        assert moves(refund) == ["request", "succeed", "fail"]
        assert list(order_list.failed_refunds()) == [refund]
        assert failures() == []

    def test_that_failed_can_be_asked_for_again_and_is_then_seen_to(
        self, client: Client, double: Double
    ) -> None:
        refund = a_refund(client, double, FAILING)
        deliver_all()
        double.advance(DAY + 1)
        told(client, an_event("refund.failed", Refund.objects.get().vendor_id or ""))
        deliver_all()

        later = clock.now() + timedelta(seconds=1)
        service.refund(refund.order_id, amount=Money(500), operator=actor.SYSTEM, now=later, reason="late")

        assert not order_list.failed_refunds().exists()
        assert not order_list.orders(order_list.Asked(payment="refund_to_see_to")).exists()

    def test_a_note_takes_it_off_the_list(self, client: Client, double: Double) -> None:
        refund = a_refund(client, double, FAILING)
        deliver_all()
        double.advance(DAY + 1)
        told(client, an_event("refund.failed", Refund.objects.get().vendor_id or ""))
        deliver_all()
        assert order_list.orders(order_list.Asked(payment="refund_to_see_to")).count() == 1

        later = clock.now() + timedelta(seconds=1)
        service.note(refund.order_id, text="Sent by bank transfer.", operator=actor.SYSTEM, now=later)

        assert not order_list.failed_refunds().exists()

    def test_of_another_shop_changes_nothing(self, client: Client, double: Double) -> None:
        refund = a_refund(client, double)
        before = refund.status

        told(client, an_event("refund.updated", "re_of_nobody"))
        deliver_all(but=("refund.send",))

        refund.refresh_from_db()
        assert refund.status == before
