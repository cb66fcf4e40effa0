"""What Stripe promises about giving money back; run against it and against the double."""

from typing import cast

import pytest
import stripe

from tests.integrations.stripe.test_contract_intents import held, tried


def refunded(sdk: stripe.StripeClient, intent: stripe.PaymentIntent) -> int:
    found = sdk.v1.refunds.list({"payment_intent": intent.id})
    return sum(refund.amount for refund in found.data)


class TestRefund:
    def test_gives_a_part_back_and_then_the_rest(self, sdk: stripe.StripeClient) -> None:
        intent = tried(sdk)

        part = sdk.v1.refunds.create({"payment_intent": intent.id, "amount": 400})
        rest = sdk.v1.refunds.create({"payment_intent": intent.id})

        assert (part.status, part.amount, rest.amount) == ("succeeded", 400, 8000)
        charge = sdk.v1.charges.retrieve(str(rest.charge))
        assert (charge.refunded, charge.amount_refunded) == (True, 8400)

    def test_never_gives_back_more_than_was_taken(self, sdk: stripe.StripeClient) -> None:
        intent = tried(sdk)

        with pytest.raises(stripe.InvalidRequestError):
            sdk.v1.refunds.create({"payment_intent": intent.id, "amount": 8401})

        assert refunded(sdk, intent) == 0

    def test_never_gives_back_what_a_partial_capture_let_go(self, sdk: stripe.StripeClient) -> None:
        intent = sdk.v1.payment_intents.capture(held(sdk).id, {"amount_to_capture": 5000})

        with pytest.raises(stripe.InvalidRequestError):
            sdk.v1.refunds.create({"payment_intent": intent.id, "amount": 5001})

        assert refunded(sdk, intent) == 3400

    def test_never_gives_it_back_twice(self, sdk: stripe.StripeClient) -> None:
        intent = tried(sdk)
        sdk.v1.refunds.create({"payment_intent": intent.id})

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.refunds.create({"payment_intent": intent.id})

        assert refusal.value.code == "charge_already_refunded"
        assert refunded(sdk, intent) == 8400

    def test_never_gives_back_what_was_only_held(self, sdk: stripe.StripeClient) -> None:
        intent = held(sdk)

        with pytest.raises(stripe.InvalidRequestError):
            sdk.v1.refunds.create({"payment_intent": intent.id})

        assert refunded(sdk, intent) == 0
        assert sdk.v1.payment_intents.retrieve(intent.id).status == "requires_capture"


class TestRead:
    def test_is_found_by_its_id_and_by_its_payment(self, sdk: stripe.StripeClient) -> None:
        intent, other = tried(sdk), tried(sdk)
        body = {"payment_intent": intent.id, "amount": 400, "metadata": {"key": "pay:8F3K:1:refund"}}
        made = sdk.v1.refunds.create(cast("stripe.params.RefundCreateParams", body))

        read = sdk.v1.refunds.retrieve(made.id)
        listed = sdk.v1.refunds.list({"payment_intent": intent.id, "limit": 100})

        assert (read.id, read.amount, read.payment_intent) == (made.id, 400, intent.id)
        assert read.metadata
        assert read.metadata["key"] == "pay:8F3K:1:refund"
        assert [one.id for one in listed.data] == [made.id]
        assert refunded(sdk, other) == 0

    def test_is_not_found_where_there_is_none(self, sdk: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.refunds.retrieve("re_nothing")

        assert refusal.value.code == "resource_missing"
