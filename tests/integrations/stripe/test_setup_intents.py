"""Saving a method with the customer there, so that it can be charged when they are not."""

import pytest
import stripe
from stripe.checkout import Session

from tests.integrations.stripe.running import Double, card


@pytest.fixture
def customer(sdk: stripe.StripeClient) -> stripe.Customer:
    return sdk.v1.customers.create()


class TestSetup:
    def test_saves_a_card_with_a_customer(self, sdk: stripe.StripeClient, customer: stripe.Customer) -> None:
        intent = sdk.v1.setup_intents.create(
            {
                "customer": customer.id,
                "payment_method": "pm_card_visa",
                "confirm": True,
                "allowed_payment_method_types": ["card"],
            }
        )

        assert intent.status == "succeeded"
        (saved,) = sdk.v1.customers.payment_methods.list(customer.id).data
        assert saved.id == intent.payment_method

    def test_saves_nothing_when_the_bank_says_no(
        self, sdk: stripe.StripeClient, customer: stripe.Customer
    ) -> None:
        with pytest.raises(stripe.CardError):
            sdk.v1.setup_intents.create(
                {
                    "customer": customer.id,
                    "payment_method": "pm_card_visa_chargeDeclined",
                    "confirm": True,
                    "allowed_payment_method_types": ["card"],
                }
            )

        assert sdk.v1.customers.payment_methods.list(customer.id).data == []

    def test_can_be_given_up_and_then_not_confirmed(
        self, sdk: stripe.StripeClient, customer: stripe.Customer
    ) -> None:
        intent = sdk.v1.setup_intents.create({"customer": customer.id})
        sdk.v1.setup_intents.cancel(intent.id)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            sdk.v1.setup_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})

        assert refusal.value.code == "setup_intent_unexpected_state"


class TestMethods:
    def test_are_attached_and_detached_for_good(
        self, sdk: stripe.StripeClient, customer: stripe.Customer
    ) -> None:
        method = sdk.v1.payment_methods.attach("pm_card_visa", {"customer": customer.id})
        assert method.customer == customer.id

        sdk.v1.payment_methods.detach(method.id)

        assert sdk.v1.payment_methods.list({"customer": customer.id, "type": "card"}).data == []
        with pytest.raises(stripe.InvalidRequestError):
            sdk.v1.payment_methods.attach(method.id, {"customer": customer.id})

    def test_go_with_their_customer(self, sdk: stripe.StripeClient, customer: stripe.Customer) -> None:
        sdk.v1.payment_methods.attach("pm_card_visa", {"customer": customer.id})

        gone = sdk.v1.customers.delete(customer.id)

        assert gone.deleted
        with pytest.raises(stripe.InvalidRequestError):
            sdk.v1.setup_intents.create({"customer": customer.id})


class TestPage:
    """A hosted page that saves a card and asks for no money; only the double's can be posted to."""

    @pytest.fixture
    def whose(self, local: stripe.StripeClient) -> stripe.Customer:
        return local.v1.customers.create()

    def opened(self, local: stripe.StripeClient, whose: stripe.Customer) -> Session:
        return local.v1.checkout.sessions.create(
            {
                "mode": "setup",
                "currency": "usd",
                "customer": whose.id,
                "success_url": "http://shop.test/account",
                "setup_intent_data": {"metadata": {"ref": "8F3K"}},
            }
        )

    @pytest.mark.parametrize("number", ["4242424242424242", "4000002500003155"])
    def test_saves_the_card(
        self, double: Double, local: stripe.StripeClient, whose: stripe.Customer, number: str
    ) -> None:
        page = self.opened(local, whose)

        answer = double.pay(page.url, card(number))
        if answer.headers["location"].startswith("/c/authenticate"):
            answer = double.http.post(answer.headers["location"], data={"outcome": "complete"})

        assert answer.headers["location"] == "http://shop.test/account"
        (saved,) = local.v1.customers.payment_methods.list(whose.id).data
        after = local.v1.checkout.sessions.retrieve(page.id, {"expand": ["setup_intent"]})
        assert (after.status, after.payment_status) == ("complete", "no_payment_required")
        assert isinstance(after.setup_intent, stripe.SetupIntent)
        assert (after.setup_intent.status, after.setup_intent.payment_method) == ("succeeded", saved.id)
        assert double.ledger()["payments"] == []

    def test_saves_nothing_that_was_declined(
        self, double: Double, local: stripe.StripeClient, whose: stripe.Customer
    ) -> None:
        page = self.opened(local, whose)

        assert double.pay(page.url, card("4000000000000002")).status_code == 402

        assert local.v1.customers.payment_methods.list(whose.id).data == []
        assert local.v1.checkout.sessions.retrieve(page.id).status == "open"
