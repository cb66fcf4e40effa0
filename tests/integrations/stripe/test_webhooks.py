"""What merchants are told, and how badly it may reach them."""

from dataclasses import replace
from pathlib import Path

import pytest

from integrations.stripe.client import StripeProcessor
from integrations.stripe.double.account import Account
from integrations.stripe.double.settings import Merchant
from integrations.stripe.double.store import Store
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import SHOP, Double, card

PAID = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.amount_capturable_updated",
    "checkout.session.completed",
]


@pytest.fixture
def shop(tmp_path: Path) -> Account:
    merchant = Merchant("shop", "sk_test_a", "http://localhost/webhooks")
    return Account(merchant, Store(tmp_path / "books.sqlite"), now=1)


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


class TestRegistration:
    def test_is_for_everything_or_for_what_it_names(self) -> None:
        somebody = Merchant("shop", "sk_test_a", "http://localhost/webhooks")
        choosy = replace(somebody, enabled_events=["charge.succeeded"])

        assert [each.wants("refund.created") for each in (somebody, choosy)] == [True, False]
        assert choosy.wants("charge.succeeded")
        assert not replace(somebody, webhook_url=None).wants("charge.succeeded")

    def test_leaves_out_the_rest_although_it_is_kept(self, shop: Account) -> None:
        choosy = replace(shop, merchant=replace(shop.merchant, enabled_events=["charge.succeeded"]))
        about = choosy.new("ch", "charge", amount=1)

        told = [choosy.emit(kind, about) for kind in ("charge.succeeded", "charge.refunded")]

        assert [event["pending_webhooks"] for event in told] == [1, 0]
        assert [row["event"] for row in shop.store.run("select event from delivery")] == [told[0]["id"]]


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
