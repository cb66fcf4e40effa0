"""What Stripe promises about a payment; run against it and against the double."""

from typing import cast

import pytest
import stripe
from stripe.params import PaymentIntentCreateParams

from tests.integrations.stripe.conftest import a_key


def held(sdk: stripe.StripeClient, method: str = "pm_card_visa", **differing: object) -> stripe.PaymentIntent:
    return tried(sdk, method, capture_method="manual", **differing)


def tried(
    sdk: stripe.StripeClient, method: str = "pm_card_visa", **differing: object
) -> stripe.PaymentIntent:
    body: dict[str, object] = {
        "amount": 8400,
        "currency": "usd",
        "allowed_payment_method_types": ["card"],
        "payment_method": method,
        "confirm": True,
        "metadata": {"ref": "8F3K"},
        "expand": ["latest_charge"],
    }
    return sdk.v1.payment_intents.create(cast("PaymentIntentCreateParams", body | differing))


class TestConfirm:
    def test_takes_the_money_at_once(self, sdk: stripe.StripeClient) -> None:
        intent = tried(sdk)

        assert (intent.status, intent.amount_received, intent.amount_capturable) == ("succeeded", 8400, 0)
        assert isinstance(intent.latest_charge, stripe.Charge)
        assert (intent.latest_charge.captured, intent.latest_charge.amount_captured) == (True, 8400)

    def test_only_holds_it_when_capture_is_manual(self, sdk: stripe.StripeClient) -> None:
        intent = held(sdk)

        assert (intent.status, intent.amount_received, intent.amount_capturable) == (
            "requires_capture",
            0,
            8400,
        )
        assert isinstance(intent.latest_charge, stripe.Charge)
        assert intent.latest_charge.captured is False
        details = intent.latest_charge.payment_method_details
        assert details
        assert details.card
        assert details.card.capture_before
        assert details.card.capture_before - intent.created == pytest.approx(7 * 86400, abs=120)

    @pytest.mark.parametrize(
        ("method", "code", "reason"),
        [
            ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
            ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
            ("pm_card_chargeDeclinedExpiredCard", "expired_card", None),
        ],
    )
    def test_says_why_a_card_was_declined_and_holds_nothing(
        self, sdk: stripe.StripeClient, method: str, code: str, reason: str | None
    ) -> None:
        with pytest.raises(stripe.CardError) as refusal:
            held(sdk, method)

        error = refusal.value.error
        assert error
        assert error.payment_intent
        assert refusal.value.code == code
        assert reason is None or error.decline_code == reason
        intent = sdk.v1.payment_intents.retrieve(error.payment_intent.id)
        assert (intent.status, intent.amount_capturable) == ("requires_payment_method", 0)
        assert intent.last_payment_error
        assert intent.last_payment_error.code == code

    def test_asks_for_the_cardholder(self, sdk: stripe.StripeClient) -> None:
        intent = held(sdk, "pm_card_authenticationRequired", return_url="https://example.com/back")

        assert intent.status == "requires_action"
        assert intent.next_action
        assert intent.next_action.type == "redirect_to_url"

    def test_refuses_an_amount_that_is_too_small(self, sdk: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            tried(sdk, amount=49)

        assert refusal.value.code == "amount_too_small"

    def test_refuses_a_full_descriptor_on_a_card(self, sdk: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="statement_descriptor"):
            tried(sdk, statement_descriptor="ALDER AND VALE")

    def test_refuses_a_misspelt_parameter(self, sdk: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            tried(sdk, captur_method="manual")

        assert (refusal.value.code, refusal.value.param) == ("parameter_unknown", "captur_method")


class TestCapture:
    def test_takes_what_was_held(self, sdk: stripe.StripeClient) -> None:
        intent = sdk.v1.payment_intents.capture(held(sdk).id)

        assert (intent.status, intent.amount_received, intent.amount_capturable) == ("succeeded", 8400, 0)

    def test_takes_a_part_and_lets_the_rest_go(self, sdk: stripe.StripeClient) -> None:
        intent = sdk.v1.payment_intents.capture(
            held(sdk).id, {"amount_to_capture": 5000, "expand": ["latest_charge"]}
        )

        assert (intent.status, intent.amount_received) == ("succeeded", 5000)
        assert isinstance(intent.latest_charge, stripe.Charge)
        assert (intent.latest_charge.amount_captured, intent.latest_charge.amount_refunded) == (5000, 3400)

    def test_refuses_more_than_was_held(self, sdk: stripe.StripeClient) -> None:
        intent = held(sdk)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.payment_intents.capture(intent.id, {"amount_to_capture": 8401})

        assert refusal.value.code == "amount_too_large"
        assert sdk.v1.payment_intents.retrieve(intent.id).status == "requires_capture"

    def test_refuses_what_was_let_go(self, sdk: stripe.StripeClient) -> None:
        intent = sdk.v1.payment_intents.cancel(held(sdk).id)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.payment_intents.capture(intent.id)

        assert refusal.value.code == "payment_intent_unexpected_state"
        assert sdk.v1.payment_intents.retrieve(intent.id).amount_received == 0

    def test_refuses_to_take_it_twice(self, sdk: stripe.StripeClient) -> None:
        intent = sdk.v1.payment_intents.capture(held(sdk).id)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.payment_intents.capture(intent.id)

        assert refusal.value.code == "payment_intent_unexpected_state"
        assert sdk.v1.payment_intents.retrieve(intent.id).amount_received == 8400


class TestCancel:
    def test_lets_a_hold_go(self, sdk: stripe.StripeClient) -> None:
        intent = sdk.v1.payment_intents.cancel(held(sdk).id, {"expand": ["latest_charge"]})

        assert (intent.status, intent.amount_capturable) == ("canceled", 0)
        assert isinstance(intent.latest_charge, stripe.Charge)
        assert (intent.latest_charge.refunded, intent.latest_charge.captured) == (True, False)

    def test_refuses_once_the_money_is_taken(self, sdk: stripe.StripeClient) -> None:
        intent = tried(sdk)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.payment_intents.cancel(intent.id)

        assert refusal.value.code == "payment_intent_unexpected_state"
        assert sdk.v1.payment_intents.retrieve(intent.id).status == "succeeded"


class TestRetrieve:
    def test_knows_no_stranger(self, sdk: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.payment_intents.retrieve("pi_nobody_ever_made")

        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")

    def test_pages_by_cursor_the_newest_first(self, sdk: stripe.StripeClient) -> None:
        made = [tried(sdk, amount=1000 + number).id for number in range(3)]

        first = sdk.v1.payment_intents.list({"limit": 2})
        rest = sdk.v1.payment_intents.list({"limit": 2, "starting_after": first.data[-1].id})

        assert [intent.id for intent in first.data] == [made[2], made[1]]
        assert first.has_more
        assert rest.data[0].id == made[0]


class TestIdempotency:
    def test_gives_the_first_answer_again(self, sdk: stripe.StripeClient) -> None:
        options: stripe.RequestOptions = {"idempotency_key": a_key()}
        body: PaymentIntentCreateParams = {"amount": 8400, "currency": "usd"}

        first = sdk.v1.payment_intents.create(body, options)
        again = sdk.v1.payment_intents.create(body, options)

        assert first.id == again.id
        assert again.last_response
        assert again.last_response.headers["Idempotent-Replayed"] == "true"

    def test_refuses_other_parameters_under_the_same_key(self, sdk: stripe.StripeClient) -> None:
        options: stripe.RequestOptions = {"idempotency_key": a_key()}
        sdk.v1.payment_intents.create({"amount": 8400, "currency": "usd"}, options)

        with pytest.raises(stripe.IdempotencyError):
            sdk.v1.payment_intents.create({"amount": 8500, "currency": "usd"}, options)
