"""Nothing that names a person or a product reaches the processor, whatever a caller tries."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from integrations.stripe import disclosure
from integrations.stripe.client import AsyncStripeProcessor, StripeProcessor
from integrations.stripe.errors import Undisclosable
from integrations.stripe.port import Bill, Method
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import Double

LEAKS = [
    pytest.param({"ref": "Tretinoin 0.05%"}, id="a drug in the reference"),
    pytest.param({"ref": "ada@example.com"}, id="an address in the reference"),
    pytest.param({"success_url": "http://localhost/thanks?patient=Ada"}, id="a name in the query"),
    pytest.param({"success_url": "http://ada@localhost/thanks"}, id="a name in the authority"),
    pytest.param({"cancel_url": "http://localhost/Ada Lovelace"}, id="a name in the path"),
    pytest.param({"customer_id": "Ada Lovelace"}, id="a name for a customer"),
]


class TestCheckout:
    @pytest.mark.parametrize("leak", LEAKS)
    def test_never_sends_what_is_not_on_the_list(
        self, double: Double, processor: StripeProcessor, leak: dict[str, str]
    ) -> None:
        bill = replace(a_bill(), **leak)  # type: ignore[arg-type] # every leak is text

        with pytest.raises(Undisclosable):
            processor.open_checkout(bill, key=a_key())

        assert double.requests() == []

    async def test_nor_does_the_portal_s(self, double: Double, desk: AsyncStripeProcessor) -> None:
        with pytest.raises(Undisclosable):
            await desk.open_checkout(replace(a_bill(), ref="Ada L."), key=a_key())

        assert double.requests() == []

    def test_nor_puts_a_person_in_a_key(self, double: Double, processor: StripeProcessor) -> None:
        with pytest.raises(Undisclosable):
            processor.open_checkout(a_bill(), key="pay:ada@example.com:1:open")

        assert double.requests() == []

    def test_sends_only_fields_on_the_list(self, double: Double, processor: StripeProcessor) -> None:
        bill: Bill = replace(a_bill(), save_for_later=True)
        page = processor.open_checkout(bill, key=a_key())
        double.pay(page.url)
        processor.read_checkout(page.id)

        sent = {key for entry in double.requests() for key, _ in parse_qsl(entry["body"])}

        assert sent
        assert sent <= set(disclosure.ALLOWED)
        assert not [key for key in sent if "email" in key or "description" in key or "shipping" in key]


class TestInspect:
    @pytest.mark.parametrize(
        "body",
        [
            "customer_email=ada%40example.com",
            "receipt_email=ada%40example.com",
            "payment_intent_data[description]=Tretinoin",
            "metadata[patient]=8F3K",
            "metadata[ref]=Ada+Lovelace",
            "line_items[0][price_data][product_data][name]=Tretinoin",
            "line_items[0][price_data][product_data][description]=cream",
            "shipping[name]=Ada",
            "payment_intent_data[statement_descriptor_suffix]=hair%40loss",
        ],
    )
    def test_refuses_every_place_a_name_could_hide(self, body: str) -> None:
        with pytest.raises(Undisclosable):
            disclosure.inspect("https://api.stripe.com/v1/checkout/sessions", {}, body)

    def test_refuses_a_name_in_a_path(self) -> None:
        with pytest.raises(Undisclosable):
            disclosure.inspect("https://api.stripe.com/v1/customers/ada@example.com", {}, None)


class TestBankDebit:
    def test_may_be_offered_beside_a_card(self, double: Double, processor: StripeProcessor) -> None:
        wished = replace(a_bill(), methods=(Method.CARD, Method.BANK_DEBIT))

        with pytest.raises(Exception, match="cannot be held"):
            processor.open_checkout(wished, key=a_key())

        assert double.ledger()["payments"] == []
