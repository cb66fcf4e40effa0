"""What becomes of money on its way back: read again, found after its key is forgotten, returned."""

import pytest

from integrations.stripe.client import AsyncStripeProcessor, StripeProcessor
from integrations.stripe.errors import Refused
from integrations.stripe.port import Capture, RefundStatus
from shared_lib.money import Money
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import CARD, Double, card

DAY = 86_400
PENDING, FAILING = "4000000000007726", "4000000000005126"


def paid(double: Double, processor: StripeProcessor, number: str = CARD["number"]) -> str:
    page = processor.open_checkout(a_bill(capture=Capture.AUTOMATIC), key=a_key())
    double.pay(page.url, card(number))
    intent_id = processor.read_checkout(page.id).intent_id
    assert intent_id is not None
    return intent_id


class TestRead:
    def test_says_what_was_answered(self, double: Double, processor: StripeProcessor) -> None:
        made = processor.refund(paid(double, processor), Money(400), key=a_key("refund"))

        assert processor.read_refund(made.id) == made
        assert made.status is RefundStatus.SUCCEEDED

    def test_refuses_what_is_not_there(self, double: Double, processor: StripeProcessor) -> None:
        with pytest.raises(Refused) as refusal:
            processor.read_refund("re_nothing")

        assert refusal.value.reason == "resource_missing"

    def test_finds_by_its_key_what_was_sent_days_ago(
        self, double: Double, processor: StripeProcessor
    ) -> None:
        intent_id, key = paid(double, processor), a_key("refund")
        double.strike(kind="drop", when="after", path="/v1/refunds", times=1)
        with pytest.raises(Exception, match="no answer"):
            processor.refund(intent_id, Money(400), key=key)
        double.advance(3 * DAY)

        (found,) = processor.list_refunds(intent_id)

        assert (found.key, found.amount, found.intent_id) == (key, Money(400), intent_id)
        assert double.ledger()["refunded"] == 400

    async def test_the_awaiting_twin_reads_the_same(
        self, double: Double, processor: StripeProcessor, desk: AsyncStripeProcessor
    ) -> None:
        page = await desk.open_checkout(a_bill(capture=Capture.AUTOMATIC), key=a_key())
        double.pay(page.url)
        intent_id = (await desk.read_checkout(page.id)).intent_id or ""

        made = await desk.refund(intent_id, Money(400), key=a_key("refund"))

        assert await desk.read_refund(made.id) == made
        assert await desk.list_refunds(intent_id) == [made]


class TestLater:
    def test_is_pending_for_a_day_and_then_arrives(self, double: Double, processor: StripeProcessor) -> None:
        made = processor.refund(paid(double, processor, PENDING), Money(400), key=a_key("refund"))
        assert made.status is RefundStatus.PENDING

        double.advance(DAY + 1)

        assert processor.read_refund(made.id).status is RefundStatus.SUCCEEDED
        assert "refund.updated" in double.inbox.wait(7)

    def test_fails_a_day_after_it_succeeded_and_can_be_sent_again(
        self, double: Double, processor: StripeProcessor
    ) -> None:
        intent_id = paid(double, processor, FAILING)
        made = processor.refund(intent_id, a_bill().total, key=a_key("refund"))
        assert made.status is RefundStatus.SUCCEEDED
        assert processor.read_intent(intent_id).refunded == a_bill().total.amount

        double.advance(DAY + 1)

        failed = processor.read_refund(made.id)
        assert (failed.status, failed.failure) == (RefundStatus.FAILED, "expired_or_canceled_card")
        assert processor.read_intent(intent_id).refunded == 0
        assert double.ledger()["refunded"] == 0
        assert double.inbox.wait(8)[-2:] == ["refund.updated", "refund.failed"]
        assert processor.refund(intent_id, a_bill().total, key=a_key("refund")).id != made.id

    def test_what_a_capture_let_go_never_comes_back(self, double: Double, processor: StripeProcessor) -> None:
        page = processor.open_checkout(a_bill(capture=Capture.MANUAL), key=a_key())
        double.pay(page.url, card(FAILING))
        intent_id = processor.read_checkout(page.id).intent_id or ""
        processor.capture(intent_id, Money(5000), key=a_key("capture"))

        double.advance(DAY + 1)

        (released,) = processor.list_refunds(intent_id)
        assert (released.status, released.key) == (RefundStatus.SUCCEEDED, None)
        assert processor.read_intent(intent_id).refunded == 0
