"""Bank debits cannot be held, and are paid or not only days later."""

from dataclasses import replace

import pytest

from integrations.stripe.client import StripeProcessor
from integrations.stripe.errors import Refused
from integrations.stripe.port import Capture, Checkout, IntentStatus, Method, RefundStatus
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import Double

DAY = 86_400


@pytest.fixture
def page(processor: StripeProcessor) -> Checkout:
    bill = replace(a_bill(capture=Capture.AUTOMATIC), methods=(Method.CARD, Method.BANK_DEBIT))
    return processor.open_checkout(bill, key=a_key())


def debit(double: Double, processor: StripeProcessor, page: Checkout, account: str) -> str:
    answer = double.pay(page.url, {"method": "us_bank_account", "account": account})
    assert answer.status_code == 303
    intent_id = processor.read_checkout(page.id).intent_id
    assert intent_id is not None
    return intent_id


class TestDebit:
    def test_is_promised_and_not_paid(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        intent_id = debit(double, processor, page, "000 123 456 789")

        assert processor.read_intent(intent_id).status is IntentStatus.PROCESSING
        assert not processor.read_checkout(page.id).paid
        assert double.ledger()["captured"] == 0

    def test_arrives_after_four_days_and_says_so(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        intent_id = debit(double, processor, page, "000123456789")
        double.inbox.wait(4)
        double.advance(4 * DAY + 1)

        assert processor.read_intent(intent_id).status is IntentStatus.PAID
        assert processor.read_checkout(page.id).paid
        assert double.inbox.wait(7)[4:] == [
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.async_payment_succeeded",
        ]

    def test_may_bounce(self, double: Double, processor: StripeProcessor, page: Checkout) -> None:
        intent_id = debit(double, processor, page, "000222222227")
        double.inbox.wait(4)
        double.advance(4 * DAY + 1)

        intent = processor.read_intent(intent_id)
        assert (intent.status, intent.failure) == (IntentStatus.UNPAID, "insufficient_funds")
        assert double.inbox.wait(7)[-1] == "checkout.session.async_payment_failed"
        assert double.ledger()["captured"] == 0

    def test_cannot_be_called_back_on_its_way(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        intent_id = debit(double, processor, page, "000123456789")

        with pytest.raises(Refused):
            processor.void(intent_id, key=a_key("void"))

        assert processor.read_intent(intent_id).status is IntentStatus.PROCESSING

    def test_cannot_be_refunded_before_it_arrived(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        intent_id = debit(double, processor, page, "000123456789")

        with pytest.raises(Refused):
            processor.refund(intent_id, a_bill().total, key=a_key("refund"))

        assert double.ledger()["refunded"] == 0

    def test_is_given_back_in_days_too(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        intent_id = debit(double, processor, page, "000123456789")
        double.advance(4 * DAY + 1)

        refund = processor.refund(intent_id, a_bill().total, key=a_key("refund"))

        assert refund.status is RefundStatus.PENDING
        double.advance(5 * DAY + 1)
        assert "refund.updated" in double.inbox.wait(10)
