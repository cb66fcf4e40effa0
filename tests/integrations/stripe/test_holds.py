"""Holds and their deadline, which is the processor's to set."""

from datetime import timedelta

import pytest
import stripe

from integrations.stripe.client import AsyncStripeProcessor, StripeProcessor
from integrations.stripe.errors import NeedsAction, Refused
from integrations.stripe.port import Bill, Capture, Intent, IntentStatus, SavedCharge
from shared_lib.money import Money
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import DESK, Double, card

DAY = 86_400


def held(double: Double, processor: StripeProcessor, number: str = "4242424242424242") -> Intent:
    page = processor.open_checkout(a_bill(), key=a_key())
    double.pay(page.url, card(number))
    intent_id = processor.read_checkout(page.id).intent_id
    assert intent_id is not None
    return processor.read_intent(intent_id)


class TestDeadline:
    def test_is_seven_days_while_the_customer_is_there(
        self, double: Double, processor: StripeProcessor
    ) -> None:
        intent = held(double, processor)

        assert intent.capture_before is not None
        assert intent.capture_before - intent.created_at < timedelta(days=7, seconds=30)
        assert intent.capture_before - intent.created_at >= timedelta(days=7)

    def test_lets_a_capture_through_the_minute_before(
        self, double: Double, processor: StripeProcessor
    ) -> None:
        intent = held(double, processor)
        double.advance(7 * DAY - 60)

        after = processor.capture(intent.id, intent.total, key=a_key("capture"))

        assert (after.status, after.captured) == (IntentStatus.PAID, 8400)

    def test_lets_none_through_the_minute_after(self, double: Double, processor: StripeProcessor) -> None:
        intent = held(double, processor)
        double.advance(7 * DAY + 60)

        with pytest.raises(Refused) as refusal:
            processor.capture(intent.id, intent.total, key=a_key("capture"))

        assert refusal.value.reason == "payment_intent_unexpected_state"
        book = double.ledger()
        assert (book["held"], book["captured"]) == (0, 0)

    def test_tells_that_it_passed_though_nobody_asks(
        self, double: Double, processor: StripeProcessor
    ) -> None:
        held(double, processor)
        double.inbox.wait(4)
        double.advance(7 * DAY + 60)

        assert double.inbox.wait(6)[4:] == ["charge.expired", "payment_intent.canceled"]

    def test_comes_early_for_a_card_made_for_it(self, double: Double, processor: StripeProcessor) -> None:
        intent = held(double, processor, "4000000000003600")
        double.advance(3700)

        assert processor.read_intent(intent.id).status is IntentStatus.CANCELLED

    @pytest.mark.parametrize("number", ["5555555555554444", "378282246310005"])
    def test_is_as_long_on_other_networks(
        self, double: Double, processor: StripeProcessor, number: str
    ) -> None:
        intent = held(double, processor, number)

        assert intent.capture_before is not None
        assert intent.capture_before - intent.created_at >= timedelta(days=7)


class TestOffSession:
    async def saved(self, double: Double, desk: AsyncStripeProcessor, number: str, ref: str) -> SavedCharge:
        wished = a_bill(ref=ref)
        bill = Bill(
            *(wished.ref, wished.total, Capture.AUTOMATIC, wished.success_url, wished.cancel_url),
            wished.expires_at,
            save_for_later=True,
        )
        page = await desk.open_checkout(bill, key=a_key())
        answer = double.pay(page.url, card(number))
        if answer.headers["location"].startswith("/c/authenticate"):
            double.http.post(answer.headers["location"], data={"outcome": "complete"})
        intent_id = (await desk.read_checkout(page.id)).intent_id
        assert intent_id is not None
        intent = await desk.read_intent(intent_id)
        assert intent.customer_id is not None
        assert intent.method_id is not None
        return SavedCharge(f"{ref}-2", Money(3000), Capture.MANUAL, intent.customer_id, intent.method_id)

    async def test_holds_a_visa_for_four_days_and_eighteen_hours(
        self, double: Double, desk: AsyncStripeProcessor
    ) -> None:
        charge = await self.saved(double, desk, "4242424242424242", "RX-1")

        intent = await desk.charge_off_session(charge, key=a_key("charge"))

        assert intent.capture_before is not None
        lasts = intent.capture_before - intent.created_at
        assert timedelta(days=4, hours=18) <= lasts < timedelta(days=4, hours=18, seconds=30)

    async def test_is_not_questioned_for_a_card_saved_with_3ds(
        self, double: Double, desk: AsyncStripeProcessor
    ) -> None:
        charge = await self.saved(double, desk, "4000002500003155", "RX-2")

        intent = await desk.charge_off_session(charge, key=a_key("charge"))

        assert intent.status is IntentStatus.HELD

    async def test_needs_the_customer_when_the_bank_always_asks(
        self, double: Double, desk: AsyncStripeProcessor
    ) -> None:
        charge = await self.saved(double, desk, "4000002760003184", "RX-3")

        with pytest.raises(NeedsAction):
            await desk.charge_off_session(charge, key=a_key("charge"))

        book = double.ledger("desk")
        assert (book["held"], book["captured"]) == (0, 8400)

    def test_refuses_a_method_that_belongs_to_nobody(self, double: Double) -> None:
        http = stripe.RequestsClient(timeout=20)
        sdk = stripe.StripeClient(DESK, http_client=http, base_addresses={"api": double.base})

        with pytest.raises(stripe.InvalidRequestError, match="customer"):
            sdk.v1.payment_intents.create(
                {
                    "amount": 900,
                    "currency": "usd",
                    "payment_method": "pm_card_visa",
                    "confirm": True,
                    "off_session": True,
                }
            )

        http.close()  # type: ignore[no-untyped-call] # the SDK leaves it so
        assert double.ledger("desk")["payments"] == []
