"""The hosted page in a real browser: by keyboard, on a phone's width, and with nothing for axe to say."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from integrations.stripe.client import StripeProcessor
from integrations.stripe.port import Checkout
from tests.harness.browser import chromium
from tests.integrations.stripe.conftest import a_bill, a_key
from tests.integrations.stripe.running import Double

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def bill(double: Double, processor: StripeProcessor) -> Checkout:
    """A bill of a shop that lives at the double's own front page, for want of another."""
    shop = replace(
        a_bill(ref="8F3K"),
        success_url=f"{double.base}/?checkout={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{double.base}/healthz",
    )
    return processor.open_checkout(shop, key=a_key())


def type_card(page: Page, number: str) -> None:
    """Type as a person does: from field to field by Tab, and Enter at the end."""
    page.get_by_label("Card number").fill("")
    page.get_by_label("Card number").press_sequentially(number)
    page.keyboard.press("Tab")
    page.get_by_label("Expiry").fill("")
    page.keyboard.type("1234")
    page.keyboard.press("Tab")
    page.keyboard.type("123")
    page.keyboard.press("Enter")


class TestPay:
    def test_by_keyboard_after_a_decline(self, double: Double, phone: Page, bill: Checkout) -> None:
        phone.goto(str(bill.url))

        type_card(phone, "4000000000000002")
        expect(phone.get_by_role("alert")).to_contain_text("did not go through")
        expect(phone.get_by_role("alert")).to_be_focused()
        expect(phone.get_by_label("Card number")).to_have_value("4000 0000 0000 0002")
        type_card(phone, "4242424242424242")

        phone.wait_for_url(f"{double.base}/?checkout={bill.id}")
        assert double.ledger()["held"] == 8400

    def test_past_the_bank_s_question(self, double: Double, phone: Page, bill: Checkout) -> None:
        phone.goto(str(bill.url))
        type_card(phone, "4000000000003220")
        phone.get_by_role("button", name="Complete authentication").click()

        phone.wait_for_url(f"{double.base}/?checkout={bill.id}")
        assert double.ledger()["held"] == 8400

    def test_can_be_left(self, double: Double, phone: Page, bill: Checkout) -> None:
        phone.goto(str(bill.url))
        phone.get_by_role("link", name="Cancel").click()

        phone.wait_for_url(f"{double.base}/healthz")
        assert double.ledger()["payments"] == []


class TestAccess:
    def test_leaves_axe_nothing_to_say(self, double: Double, phone: Page, bill: Checkout) -> None:
        said = {}
        phone.goto(str(bill.url))
        said["the form"] = violations(phone)
        type_card(phone, "4242")
        expect(phone.get_by_role("alert")).to_be_visible()
        said["its mistakes"] = violations(phone)
        type_card(phone, "4000000000003220")
        expect(phone.get_by_role("heading", name="Is this you?")).to_be_visible()
        said["the question"] = violations(phone)
        phone.goto(double.base)
        said["the front page"] = violations(phone)

        assert not any(said.values()), said
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]
