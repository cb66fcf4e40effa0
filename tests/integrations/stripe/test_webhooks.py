"""What merchants are told, and how badly it may reach them."""

import pytest

from integrations.stripe.client import StripeProcessor
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import SHOP, Double, card

PAID = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.amount_capturable_updated",
    "checkout.session.completed",
]


@pytest.fixture
def paying(double: Double, processor: StripeProcessor) -> Double:
    """A double on whose page somebody is about to pay."""
    page = processor.open_checkout(a_bill(), key=a_key())
    double.http.headers["X-Page"] = str(page.url)
    return double


def pay(double: Double, number: str = "4242424242424242") -> None:
    double.pay(double.http.headers["X-Page"], card(number))


def events(double: Double, **query: str) -> list[str]:
    answer = double.http.get("/v1/events", params=query, headers={"Authorization": f"Bearer {SHOP}"})
    return [event["id"] for event in answer.json()["data"]]


class TestDelivery:
    def test_is_signed_and_in_order_when_all_is_well(self, paying: Double) -> None:
        pay(paying)

        assert paying.inbox.wait(4) == PAID

    def test_tells_of_a_decline(self, paying: Double) -> None:
        pay(paying, "4000000000000002")

        assert paying.inbox.wait(3) == [
            "payment_intent.created",
            "charge.failed",
            "payment_intent.payment_failed",
        ]

    def test_comes_again_until_it_is_taken(self, paying: Double) -> None:
        paying.inbox.answers.extend([500, 500])

        pay(paying)

        told = paying.inbox.wait(6)
        assert sorted(set(told)) == sorted(PAID)
        assert len(told) == 6

    def test_can_be_doubled(self, paying: Double) -> None:
        paying.webhooks(double=True)

        pay(paying)

        told = paying.inbox.wait(8)
        assert [told.count(kind) for kind in PAID] == [2, 2, 2, 2]
        assert len({nudge.event_id for nudge in paying.inbox.deliveries}) == 4

    def test_can_be_held_and_released_in_any_order(self, paying: Double) -> None:
        paying.webhooks(hold=True)
        pay(paying)
        assert paying.inbox.wait(1, seconds=0.4) == []
        newest_first = events(paying)

        paying.http.post("/_double/webhooks/release", json={"events": newest_first}).raise_for_status()

        assert paying.inbox.types() == list(reversed(PAID))

    def test_can_be_lost_and_is_then_found_in_the_list(self, paying: Double) -> None:
        paying.webhooks(drop=2)

        pay(paying)

        assert paying.inbox.wait(2) == PAID[2:]
        assert len(events(paying, delivery_success="false")) == 2
        assert len(events(paying, delivery_success="true")) == 2

    def test_can_be_late(self, paying: Double) -> None:
        paying.webhooks(delay=0.6)
        pay(paying)

        assert paying.inbox.wait(1, seconds=0.3) == []
        assert paying.inbox.wait(4) == PAID

    def test_can_be_replayed(self, paying: Double) -> None:
        pay(paying)
        paying.inbox.wait(4)
        first = paying.inbox.deliveries[0]

        paying.http.post(f"/_double/events/{first.event_id}/replay").raise_for_status()

        paying.inbox.wait(5)
        assert paying.inbox.deliveries[4] == first


class TestList:
    def test_forgets_after_thirty_days(self, paying: Double) -> None:
        pay(paying)
        assert len(events(paying)) == 4

        paying.advance(31 * 86400)

        assert set(events(paying)) & {nudge.event_id for nudge in paying.inbox.deliveries[:4]} == set()

    def test_filters_by_type(self, paying: Double) -> None:
        pay(paying)

        assert len(events(paying, type="charge.succeeded")) == 1
