import hashlib
import hmac
import itertools
import json
import time
from typing import Any

import pytest
from django.test import Client

from clinic.environment import EVENTS
from storefront.kit import clock
from storefront.kit.jobs import Delivery as Job
from storefront.order import service, tasks
from storefront.order.models import Order, OrderStep
from storefront.payment import processor
from storefront.payment.models import Attempt, Delivery
from tests.integrations.stripe.running import SECRET, Double
from tests.storefront.shopping import buy, deliver_all, failures, order_of, timers, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop", "letters")]


def an_event(kind: str, object_id: str, number: int = 1) -> dict[str, Any]:
    found = {"id": f"evt_{kind}_{number}", "type": kind, "created": int(time.time())}
    return {**found, "data": {"object": {"id": object_id}}}


def told(client: Client, event: dict[str, Any], secret: str = SECRET, age: int = 0) -> int:
    body = json.dumps(event)
    at = int(time.time()) - age
    digest = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"Stripe-Signature": f"t={at},v1={digest}"}
    answer = client.post("/webhooks/stripe", body, content_type="application/json", headers=headers)
    return answer.status_code


class TestReceive:
    def test_keeps_what_is_signed_and_looks_into_it(self, client: Client, double: Double) -> None:
        sent = buy(client)
        double.pay(sent["Location"])
        order = order_of(sent)
        page = Attempt.objects.get().checkout_id or ""

        assert told(client, an_event("checkout.session.completed", page)) == 202
        assert order_of(sent).status == "pending"
        deliver_all()

        assert order_of(sent).status == "paid"
        assert failures() == []
        assert order.reference

    def test_looks_into_all_that_it_is_registered_for(self) -> None:
        assert set(EVENTS["shop"]) == Delivery.OF_PAYMENTS | Delivery.OF_REFUNDS

    @pytest.mark.parametrize("how", [{"secret": "whsec_of_another"}, {"age": 301}])
    def test_refuses_what_is_not_ours_and_keeps_nothing(
        self, client: Client, double: Double, how: dict[str, Any]
    ) -> None:
        before = len(waiting())

        assert told(client, an_event("checkout.session.completed", "cs_test_x"), **how) == 400
        assert not Delivery.objects.exists()
        assert len(waiting()) == before

    def test_takes_a_repetition_once(self, client: Client, double: Double) -> None:
        event = an_event("checkout.session.completed", "cs_test_x")
        before = timers()

        assert [told(client, event) for _ in range(3)] == [202, 202, 202]
        assert timers() - before == {("payment.settle", "cs_test_x")}
        assert Delivery.objects.count() == 1

    def test_looks_once_at_what_several_tell_of(self, client: Client, double: Double) -> None:
        for number in range(3):
            told(client, an_event("checkout.session.completed", "cs_test_x", number))

        assert Delivery.objects.count() == 3
        assert [job for job, _ in timers()].count("payment.settle") == 1

    def test_does_not_look_at_what_is_paid_for_already(self, client: Client, double: Double) -> None:
        sent = buy(client)
        double.pay(sent["Location"])
        page, intent = Attempt.objects.get().checkout_id or "", double.ledger()["payments"][0]["id"]
        told(client, an_event("checkout.session.completed", page))

        client.get(f"/orders/{order_of(sent).reference}/returned/")
        told(client, an_event("payment_intent.succeeded", intent))

        assert order_of(sent).status == "paid"
        assert "payment.settle" not in {job for job, _ in timers()}

    def test_a_payment_of_another_shop_changes_nothing(self, client: Client, double: Double) -> None:
        order = order_of(buy(client))
        other = processor.current().open_checkout(_a_bill(), key="pay:OTHER1:1:open")

        told(client, an_event("checkout.session.completed", other.id))
        deliver_all()

        assert failures() == []
        order.refresh_from_db()
        assert order.status == "pending"

    @pytest.mark.parametrize("order_of_events", list(itertools.permutations(range(3))))
    def test_in_any_order_and_repeated_ends_in_the_same(
        self, client: Client, double: Double, order_of_events: tuple[int, ...]
    ) -> None:
        sent = buy(client)
        double.pay(sent["Location"])
        attempt = Attempt.objects.get()
        intent = double.ledger()["payments"][0]["id"]
        page = attempt.checkout_id or ""
        events = [
            an_event("payment_intent.succeeded", intent),
            an_event("checkout.session.completed", page),
            an_event("checkout.session.completed", page, 2),
        ]

        for number in order_of_events:
            told(client, events[number])
            deliver_all()
            told(client, events[number])
        deliver_all()

        assert failures() == []
        assert Order.objects.get().status == "paid"
        assert OrderStep.objects.filter(move="pay").count() == 1


class TestCrash:
    """The answer of the processor was lost: nobody is charged twice, and nobody's money is."""

    def test_after_the_page_was_made_finds_the_same_page_again(self, client: Client, double: Double) -> None:
        double.strike(kind="drop", when="after", path="/v1/checkout/sessions", times=4)
        answer = buy(client)
        attempt = Attempt.objects.get()
        assert (answer.status_code, attempt.status) == (302, "requested")

        double.http.delete("/_double/faults")
        again = client.post(f"/orders/{attempt.reference}/pay/")

        attempt.refresh_from_db()
        assert attempt.status == "open"
        assert again["Location"] == attempt.url
        assert [one["status"] for one in double.requests("/v1/checkout/sessions")].count(200) >= 1

    def test_a_webhook_before_our_own_answer_is_taken_over(self, client: Client, double: Double) -> None:
        sent = buy(client)
        double.pay(sent["Location"])
        attempt = Attempt.objects.get()
        page = attempt.checkout_id or ""
        Attempt.objects.update(status="requested", checkout_id=None, url=None)

        told(client, an_event("checkout.session.completed", page))
        deliver_all()

        assert failures() == []
        assert Order.objects.get().status == "paid"

    def test_the_reconciler_finds_a_payment_nobody_told_of(self, client: Client, double: Double) -> None:
        sent = buy(client)
        double.pay(sent["Location"])
        double.advance(600)

        tasks.reconcile(Job(Order.objects.get().id, "order.reconcile", "all", {}, clock.now()))
        deliver_all()

        assert order_of(sent).status == "paid"

    def test_a_refund_is_sent_once_although_its_answer_was_lost(self, client: Client, double: Double) -> None:
        sent = buy(client)
        double.pay(sent["Location"])
        order = order_of(sent)
        service.settle(Attempt.objects.get(), now=clock.now())
        double.strike(kind="drop", when="after", path="/v1/refunds", times=2)
        client.post(f"/orders/{order.reference}/cancel/")

        for outbox_id, kind in waiting():
            if kind == "refund.send":
                from storefront.kit import jobs

                jobs.deliver(outbox_id)
                jobs.deliver(outbox_id)

        assert [one["refunded"] for one in double.ledger()["payments"]] == [order.total_amount]


def _a_bill() -> Any:
    from datetime import timedelta

    from integrations.stripe.port import Bill, Capture
    from shared_lib.money import Money

    return Bill(
        ref="OTHER1",
        total=Money(500),
        capture=Capture.AUTOMATIC,
        success_url="http://localhost:9/a",
        cancel_url="http://localhost:9/b",
        expires_at=clock.now() + timedelta(hours=1),
    )
