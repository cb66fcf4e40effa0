"""Answers that are lost, late or wrong: whatever happens, one key acts once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from integrations.stripe.client import Account, StripeProcessor
from integrations.stripe.errors import Refused, Unreachable
from integrations.stripe.port import Capture, Intent, IntentStatus
from shared_lib.money import Money
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import SHOP, Double

CAPTURES = "/v1/payment_intents/*/capture"


@pytest.fixture
def intent(double: Double, processor: StripeProcessor) -> Intent:
    page = processor.open_checkout(a_bill(), key=a_key())
    double.pay(page.url)
    intent_id = processor.read_checkout(page.id).intent_id
    assert intent_id is not None
    return processor.read_intent(intent_id)


class TestLostAnswer:
    @pytest.mark.parametrize("kind", ["error", "drop"])
    def test_before_the_work_leaves_nothing_and_may_be_repeated(
        self, double: Double, processor: StripeProcessor, intent: Intent, kind: str
    ) -> None:
        double.strike(kind=kind, when="before", path=CAPTURES)
        key = a_key("capture")

        with pytest.raises(Unreachable):
            processor.capture(intent.id, intent.total, key=key)

        assert double.ledger()["captured"] == 0
        assert processor.capture(intent.id, intent.total, key=key).captured == 8400

    def test_after_the_work_is_found_by_reading_or_by_the_same_key(
        self, double: Double, processor: StripeProcessor, intent: Intent
    ) -> None:
        double.strike(kind="drop", when="after", path=CAPTURES)
        key = a_key("capture")

        with pytest.raises(Unreachable):
            processor.capture(intent.id, intent.total, key=key)

        assert processor.read_intent(intent.id).status is IntentStatus.PAID
        assert processor.capture(intent.id, intent.total, key=key).captured == 8400
        assert double.ledger()["captured"] == 8400

    def test_a_500_after_the_work_is_the_answer_for_ever(
        self, double: Double, processor: StripeProcessor, intent: Intent
    ) -> None:
        double.strike(kind="error", when="after", path=CAPTURES)
        key = a_key("capture")

        for _ in range(2):
            with pytest.raises(Unreachable):
                processor.capture(intent.id, intent.total, key=key)

        assert processor.read_intent(intent.id).captured == 8400
        assert [entry["status"] for entry in double.requests("/v1/payment_intents/")][1:3] == [500, 500]

    def test_a_slow_capture_may_land_after_the_client_gave_up(self, double: Double, intent: Intent) -> None:
        hasty = StripeProcessor(Account(SHOP, double.base, retries=0, timeout=0.3))
        double.strike(kind="slow", when="before", path=CAPTURES, seconds=0.8)

        with pytest.raises(Unreachable):
            hasty.capture(intent.id, intent.total, key=a_key("capture"))

        assert hasty.read_intent(intent.id).status is IntentStatus.HELD
        threading.Event().wait(1.0)
        assert hasty.read_intent(intent.id).status is IntentStatus.PAID
        hasty.close()

    def test_a_limit_does_nothing(self, double: Double, processor: StripeProcessor, intent: Intent) -> None:
        double.strike(kind="limit", path=CAPTURES)

        with pytest.raises(Unreachable, match="later"):
            processor.capture(intent.id, intent.total, key=a_key("capture"))

        assert double.ledger()["captured"] == 0


class TestKeys:
    def test_a_twin_in_flight_is_refused_with_409(self, double: Double, intent: Intent) -> None:
        double.strike(kind="slow", when="after", path="/v1/refunds", seconds=0.5)
        double.strike(kind="slow", when="after", path=CAPTURES, seconds=0.5)
        headers = {"Authorization": f"Bearer {SHOP}", "Idempotency-Key": a_key("capture")}

        def capture(_: int) -> httpx.Response:
            return httpx.post(f"{double.base}/v1/payment_intents/{intent.id}/capture", headers=headers)

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(pool.map(capture, range(2)), key=lambda answer: answer.status_code)

        assert [answer.status_code for answer in answers] == [200, 409]
        assert answers[1].json()["error"]["code"] == "idempotency_key_in_use"
        assert capture(3).headers["Idempotent-Replayed"] == "true"
        assert double.ledger()["captured"] == 8400

    def test_a_twin_in_flight_settles_nothing(
        self, double: Double, processor: StripeProcessor, intent: Intent
    ) -> None:
        double.strike(kind="slow", when="after", path=CAPTURES, seconds=1)
        key = a_key("capture")

        def capture(wait: float) -> object:
            time.sleep(wait)
            try:
                return processor.capture(intent.id, intent.total, key=key).captured
            except Unreachable as error:
                return type(error)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(capture, (0, 0.3)))

        assert answers == [8400, Unreachable]

    def test_are_forgotten_after_a_day_of_domain_time(
        self, double: Double, processor: StripeProcessor
    ) -> None:
        bill, key = a_bill(capture=Capture.AUTOMATIC, hours=24), a_key()
        first = processor.open_checkout(bill, key=key)
        double.advance(23 * 3600)
        assert processor.open_checkout(bill, key=key).id == first.id

        double.advance(2 * 3600)

        with pytest.raises(Refused, match="expires_at"):
            processor.open_checkout(bill, key=key)

    def test_do_not_keep_refused_parameters(self, double: Double) -> None:
        headers = {"Authorization": f"Bearer {SHOP}", "Idempotency-Key": a_key()}
        url = f"{double.base}/v1/payment_intents"

        wrong = httpx.post(url, headers=headers, data={"amount": "900"})
        right = httpx.post(url, headers=headers, data={"amount": "900", "currency": "usd"})

        assert (wrong.status_code, right.status_code) == (400, 200)

    def test_keep_a_decline_with_the_attempt_it_made(self, double: Double) -> None:
        headers = {"Authorization": f"Bearer {SHOP}", "Idempotency-Key": a_key()}
        form = {"amount": "900", "currency": "usd", "confirm": "true"}
        form["payment_method"] = "pm_card_visa_chargeDeclined"
        url = f"{double.base}/v1/payment_intents"

        answers = [httpx.post(url, headers=headers, data=form) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [402, 402]
        assert answers[0].json() == answers[1].json()
        assert [payment["attempts"] for payment in double.ledger()["payments"]] == [1]


class TestRaces:
    def test_capture_and_void_at_once_leave_one_winner(
        self, double: Double, processor: StripeProcessor, intent: Intent
    ) -> None:
        def either(number: int) -> str:
            try:
                if number % 2:
                    processor.void(intent.id, key=a_key("void"))
                else:
                    processor.capture(intent.id, intent.total, key=a_key("capture"))
            except Refused:
                return "refused"
            return "done"

        with ThreadPoolExecutor(6) as pool:
            outcomes = list(pool.map(either, range(6)))

        assert outcomes.count("done") == 1
        book = double.ledger()
        assert (book["held"], book["captured"] in (0, 8400)) == (0, True)

    def test_many_refunds_at_once_never_exceed_what_was_taken(
        self, double: Double, processor: StripeProcessor, intent: Intent
    ) -> None:
        processor.capture(intent.id, intent.total, key=a_key("capture"))

        def refund(_: int) -> bool:
            try:
                processor.refund(intent.id, Money(3000), key=a_key("refund"))
            except Refused:
                return False
            return True

        with ThreadPoolExecutor(6) as pool:
            assert sum(pool.map(refund, range(6))) == 2
        assert double.ledger()["refunded"] == 6000


class TestRestart:
    def test_keeps_the_books_and_the_keys(
        self, double: Double, processor: StripeProcessor, intent: Intent
    ) -> None:
        key = a_key("capture")
        processor.capture(intent.id, intent.total, key=key)

        double.restart()

        assert double.ledger()["captured"] == 8400
        assert processor.capture(intent.id, intent.total, key=key).captured == 8400


class TestAccounts:
    def test_know_nothing_of_each_other(self, double: Double, intent: Intent) -> None:
        stranger = {"Authorization": "Bearer sk_test_desk"}

        answer = httpx.get(f"{double.base}/v1/payment_intents/{intent.id}", headers=stranger)

        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "resource_missing")
        assert double.ledger("desk")["payments"] == []

    @pytest.mark.parametrize("key", ["nothing", "sk_test_nobody"])
    def test_need_their_key(self, double: Double, key: str) -> None:
        answer = httpx.get(f"{double.base}/v1/payment_intents", headers={"Authorization": f"Bearer {key}"})

        assert answer.status_code == 401

    def test_are_not_offered_what_the_double_does_not_model(self, double: Double) -> None:
        form = {"amount": "900", "currency": "usd", "transfer_group": "x", "application_fee_amount": "5"}
        headers = {"Authorization": f"Bearer {SHOP}"}

        answer = httpx.post(f"{double.base}/v1/payment_intents", headers=headers, data=form)

        assert answer.status_code == 400
        assert double.ledger()["payments"] == []
