"""The whole style guide in a real browser: accessible, no wider than its window, under a strict policy."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.harness.browser import chromium

pytestmark = pytest.mark.browser
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture(scope="module")
def address(guide: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(guide))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.parametrize("name", ["guide", "guide-desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_guide(browser: Browser, address: str, name: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{address}/{name}.html")
    violations = Axe().run(page, options=RULES).response["violations"]
    widest = page.evaluate("document.documentElement.scrollWidth")

    context.close()
    assert said == []
    assert widest == width
    assert [(found["id"], [node["html"][:120] for node in found["nodes"]]) for found in violations] == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    opened = context.new_page()
    opened.goto(f"{address}/guide.html")
    yield opened
    context.close()


class TestBehaviour:
    def test_the_summary_of_errors_takes_the_focus(self, page: Page) -> None:
        expect(page.locator(".error-summary")).to_be_focused()

    def test_a_dialog_opens_and_is_left_by_its_quiet_button(self, page: Page) -> None:
        page.get_by_role("button", name="Cancel visit").click()
        expect(page.get_by_role("dialog", name="Cancel the visit on March 3?")).to_be_visible()

        page.get_by_role("button", name="Keep it").click()

        expect(page.get_by_role("dialog")).to_have_count(0)

    def test_a_quantity_steps_and_stops_at_its_least(self, page: Page) -> None:
        amount = page.locator("#quantity")

        page.get_by_role("button", name="One more: Quantity", exact=True).click()
        expect(amount).to_have_value("2")
        page.get_by_role("button", name="One less: Quantity", exact=True).click(click_count=3)

        expect(amount).to_have_value("1")

    def test_the_menu_opens_without_scripts_and_closes_by_escape(self, page: Page) -> None:
        page.get_by_label("Menu", exact=True).click()
        expect(page.get_by_role("navigation", name="Main, menu")).to_be_visible()

        page.keyboard.press("Escape")

        expect(page.get_by_role("navigation", name="Main, menu")).to_be_hidden()

    def test_a_form_is_sent_once(self, page: Page) -> None:
        page.route(
            "**/*",
            lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.continue_(),
        )
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)

        page.get_by_role("button", name="Continue").click(click_count=2)
        page.wait_for_timeout(200)

        assert sent == ["POST"]
        expect(page.get_by_role("button", name="Continue")).to_have_attribute("aria-busy", "true")
