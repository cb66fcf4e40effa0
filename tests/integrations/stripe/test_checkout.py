"""The hosted page as a person, or a test in a person's place, uses it."""

import html
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from integrations.stripe.client import StripeProcessor
from integrations.stripe.errors import Refused
from integrations.stripe.port import Capture, Checkout, CheckoutStatus, IntentStatus
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import CARD, SHOP, Double, card


@pytest.fixture
def page(processor: StripeProcessor) -> Checkout:
    return processor.open_checkout(a_bill(ref="8F3K-77"), key=a_key())


class TestOpen:
    def test_makes_no_payment_until_somebody_pays(self, double: Double, page: Checkout) -> None:
        assert (page.status, page.intent_id, page.ref) == (CheckoutStatus.OPEN, None, "8F3K-77")
        assert double.ledger()["payments"] == []

    @pytest.mark.parametrize("hours", [0.4, 24.5])
    def test_refuses_a_page_that_lives_too_short_or_long(
        self, double: Double, processor: StripeProcessor, hours: float
    ) -> None:
        with pytest.raises(Refused, match="expires_at"):
            processor.open_checkout(a_bill(hours=hours), key=a_key())

        assert double.ledger()["payments"] == []

    def test_refuses_less_than_the_least(self, processor: StripeProcessor) -> None:
        with pytest.raises(Refused) as refusal:
            processor.open_checkout(a_bill(amount=49), key=a_key())

        assert refusal.value.reason == "amount_too_small"


class TestPay:
    def test_goes_back_to_the_merchant_with_the_page_s_id(self, double: Double, page: Checkout) -> None:
        answer = double.pay(page.url)

        assert answer.status_code == 303
        assert answer.headers["location"] == f"http://shop.test/thanks?checkout={page.id}"

    def test_holds_when_capture_is_manual(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        double.pay(page.url)

        after = processor.read_checkout(page.id)
        assert (after.status, after.paid, after.url) == (CheckoutStatus.COMPLETE, False, None)
        assert after.intent_id is not None
        intent = processor.read_intent(after.intent_id)
        assert (intent.status, intent.held, intent.captured) == (IntentStatus.HELD, 8400, 0)
        assert intent.ref == "8F3K-77"

    def test_takes_at_once_when_it_is_automatic(self, double: Double, processor: StripeProcessor) -> None:
        page = processor.open_checkout(a_bill(capture=Capture.AUTOMATIC), key=a_key())

        double.pay(page.url)

        assert processor.read_checkout(page.id).paid
        assert double.ledger()["captured"] == 8400

    @pytest.mark.parametrize(
        ("number", "said"),
        [
            ("4000000000000002", "Your card was declined."),
            ("4000000000009995", "Your card has insufficient funds."),
        ],
    )
    def test_a_declined_card_locks_nobody_out(
        self, double: Double, processor: StripeProcessor, page: Checkout, number: str, said: str
    ) -> None:
        refused = double.pay(page.url, card(number))

        assert refused.status_code == 402
        assert said in html.unescape(refused.text)
        assert double.ledger()["authorised"] == 0
        assert processor.read_checkout(page.id).status is CheckoutStatus.OPEN
        assert double.pay(page.url).status_code == 303
        (payment,) = double.ledger()["payments"]
        assert (payment["attempts"], payment["held"]) == (2, 8400)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("number", "4242 4242 4242 4241"),
            ("number", ""),
            ("expiry", "01 / 20"),
            ("expiry", "13/34"),
            ("cvc", "1"),
        ],
    )
    def test_tells_what_is_mistyped_beside_its_field(
        self, double: Double, page: Checkout, field: str, value: str
    ) -> None:
        answer = double.pay(page.url, {**CARD, field: value})

        assert answer.status_code == 422
        assert f'id="{field}-wrong"' in answer.text
        assert re.search(
            rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-wrong"[^>]*aria-invalid', answer.text
        )
        assert double.ledger()["payments"] == []

    def test_cannot_be_done_twice(self, double: Double, page: Checkout) -> None:
        double.pay(page.url)

        second = double.pay(page.url)

        assert "Nothing more is to be paid" in second.text
        assert double.ledger()["held"] == 8400

    def test_from_many_tabs_at_once_holds_once(self, double: Double, page: Checkout) -> None:
        with ThreadPoolExecutor(6) as tabs:
            answers = list(tabs.map(lambda _: double.pay(page.url).status_code, range(6)))

        assert answers.count(303) == 1
        assert [payment["held"] for payment in double.ledger()["payments"]] == [8400]

    def test_shows_the_merchant_and_the_amount_and_no_product(self, double: Double, page: Checkout) -> None:
        assert page.url is not None
        shown = double.http.get(page.url).text

        assert "Corner &amp; Co" in shown
        assert "$84.00" in shown
        assert "Order 8F3K-77" in shown
        assert 'href="http://shop.test/basket"' in shown


class TestThreeDSecure:
    def challenge(self, double: Double, page: Checkout, number: str = "4000000000003220") -> str:
        answer = double.pay(page.url, card(number))
        assert answer.status_code == 303
        return answer.headers["location"]

    @pytest.mark.parametrize("number", ["4000002500003155", "4000000000003220"])
    def test_holds_nothing_until_it_is_completed(self, double: Double, page: Checkout, number: str) -> None:
        asked = self.challenge(double, page, number)

        assert double.ledger()["held"] == 0
        assert "Complete authentication" in double.http.get(asked).text
        back = double.http.post(asked, data={"outcome": "complete"})
        assert back.headers["location"] == f"http://shop.test/thanks?checkout={page.id}"
        assert double.ledger()["held"] == 8400

    def test_a_failure_leads_back_to_the_form(self, double: Double, page: Checkout) -> None:
        back = double.http.post(self.challenge(double, page), data={"outcome": "fail"})

        assert back.headers["location"] == f"/c/pay/{page.id}"
        assert "did not go through" in double.http.get(back.headers["location"]).text
        assert double.ledger()["authorised"] == 0

    def test_comes_too_late_when_the_page_was_expired_meanwhile(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        asked = self.challenge(double, page)
        processor.expire_checkout(page.id, key=a_key("expire"))

        double.http.post(asked, data={"outcome": "complete"})

        (payment,) = double.ledger()["payments"]
        assert (payment["status"], payment["authorised"]) == ("canceled", 0)


class TestExpire:
    def test_closes_the_page(self, double: Double, processor: StripeProcessor, page: Checkout) -> None:
        processor.expire_checkout(page.id, key=a_key("expire"))

        assert "expired" in double.pay(page.url).text
        assert double.ledger()["payments"] == []

    def test_is_refused_once_somebody_has_paid(
        self, double: Double, processor: StripeProcessor, page: Checkout
    ) -> None:
        double.pay(page.url)

        with pytest.raises(Refused, match="complete"):
            processor.expire_checkout(page.id, key=a_key("expire"))

        assert double.ledger()["held"] == 8400

    def test_happens_by_the_clock(self, double: Double, processor: StripeProcessor, page: Checkout) -> None:
        double.advance(3601)

        assert processor.read_checkout(page.id).status is CheckoutStatus.EXPIRED
        assert "expired" in double.pay(page.url).text
        assert double.inbox.wait(1) == ["checkout.session.expired"]


class TestRead:
    def test_shows_its_lines_and_its_payment_on_request(self, double: Double, page: Checkout) -> None:
        double.pay(page.url)
        headers = {"Authorization": f"Bearer {SHOP}"}
        paths = ["line_items", "payment_intent.latest_charge"]

        found = double.http.get(
            f"/v1/checkout/sessions/{page.id}", params={"expand[]": paths}, headers=headers
        ).json()

        assert [line["description"] for line in found["line_items"]["data"]] == ["Order 8F3K-77"]
        assert found["payment_intent"]["latest_charge"]["amount"] == 8400

    def test_refuses_to_show_what_is_not_there(self, double: Double, page: Checkout) -> None:
        headers = {"Authorization": f"Bearer {SHOP}"}

        answer = double.http.get(
            f"/v1/checkout/sessions/{page.id}", params={"expand[]": "secrets"}, headers=headers
        )

        assert answer.status_code == 400
