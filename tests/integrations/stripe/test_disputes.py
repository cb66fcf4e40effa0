"""A cardholder's bank takes the money back (at Stripe a while later, so these ask the double only)."""

import pytest
import stripe

from tests.integrations.stripe.test_contract_intents import held, tried


class TestDispute:
    def test_comes_once_the_money_is_taken(self, local: stripe.StripeClient) -> None:
        intent = tried(local, "pm_card_createDispute")

        (dispute,) = local.v1.disputes.list({"payment_intent": intent.id}).data
        assert (dispute.amount, dispute.status, dispute.reason) == (8400, "needs_response", "fraudulent")
        assert local.v1.charges.retrieve(str(dispute.charge)).disputed

    def test_does_not_come_of_a_hold(self, local: stripe.StripeClient) -> None:
        intent = held(local, "pm_card_createDispute")

        assert local.v1.disputes.list({"payment_intent": intent.id}).data == []

    def test_keeps_the_charge_from_being_refunded(self, local: stripe.StripeClient) -> None:
        intent = tried(local, "pm_card_createDispute")

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            local.v1.refunds.create({"payment_intent": intent.id})

        assert refusal.value.code == "charge_disputed"
        assert local.v1.refunds.list({"payment_intent": intent.id}).data == []

    @pytest.mark.parametrize(
        ("evidence", "verdict"), [("winning_evidence", "won"), ("losing_evidence", "lost")]
    )
    def test_is_decided_by_the_evidence(
        self, local: stripe.StripeClient, evidence: str, verdict: str
    ) -> None:
        intent = tried(local, "pm_card_createDispute")
        (dispute,) = local.v1.disputes.list({"payment_intent": intent.id}).data

        local.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": evidence}})

        assert local.v1.disputes.retrieve(dispute.id).status == verdict
