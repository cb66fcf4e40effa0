"""The eyes themselves: what is wrong with a page is seen, each kind of it."""

import pytest
from playwright.sync_api import Route

from tests.screens.eyes import Eyes, Window

pytestmark = pytest.mark.browser

ADDRESS = "http://localhost:9/"
SOUND = "<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>{}</main>"
DARK = "@media (prefers-color-scheme: dark)"
FAULTS = {
    "<script>console.error('torn')</script>": "the console says: torn",
    "<script>missing()</script>": "missing is not defined",
    "<img alt='' src='/gone.png'>": "/gone.png answered 404",
    "<div style='width: 800px'>wide</div>": "390 dark: 418px too wide for div",
    "<p style='color: #aaa'>pale</p>": "1280 light: color-contrast",
    f"<style>{DARK} {{ p {{ color: #eee }} }}</style><p>pale</p>": "390 dark: color-contrast",
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>": "image-alt",
    "<p style='display: inline-block; white-space: nowrap; max-width: 20em; overflow: hidden'>"
    "Seventeen characters wide, and not wider</p>": "with long words: p cuts off",
}


def shown(window: Window, inside: str) -> None:
    def answer(route: Route) -> None:
        is_there = "gone" not in route.request.url
        route.fulfill(status=200 if is_there else 404, content_type="text/html", body=SOUND.format(inside))

    window.tab.route("**/*", answer)
    window.open(ADDRESS, "a page")


def test_a_sound_page_is_left_alone(window: Window, eyes: Eyes) -> None:
    shown(window, "<p>Nothing is wrong here.</p>")

    assert eyes.told() == []


@pytest.mark.parametrize("inside", FAULTS)
def test_a_fault_is_seen(window: Window, eyes: Eyes, inside: str) -> None:
    shown(window, inside)

    assert any(FAULTS[inside] in told for told in eyes.told())


def test_another_status_is_seen(window: Window, eyes: Eyes) -> None:
    window.tab.route("**/*", lambda route: route.fulfill(status=500, content_type="text/html", body=SOUND))
    window.open(ADDRESS, "a page")

    assert any("answers 500, not 200" in told for told in eyes.told())
