"""How a screen is looked at: console, requests, width, contrast; at two widths, in light and dark.

`PICTURES=1` keeps what was seen, in `.run/pictures`, for eyes of flesh.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from clinic.story.people import Person
from tests.harness.prepared import ROOT

NARROW, WIDE, HEIGHT = 390, 1280, 900
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 20_000
LEFT = "net::ERR_ABORTED"
"""What Chromium says of a request that was under way when its page was left."""

AXE = Axe()
SETTLED = """() => document.fonts.ready
  .then(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  .then(() => { for (const one of document.getAnimations()) one.finish(); })"""
"""Fonts have come, the new width is drawn, and no colour is on its way to another."""

LONGER = (Path(__file__).parent / "longer.js").read_text()
TOO_WIDE = (Path(__file__).parent / "too_wide.js").read_text()
Theme = Literal["light", "dark"]
LOOKS: Sequence[tuple[int, Theme, object]] = (
    (WIDE, "light", STANDARDS),
    (NARROW, "dark", {"type": "rule", "values": ["color-contrast", "target-size"]}),
)


@dataclass
class Eyes:
    """Everything that was wrong with the screens that were looked at."""

    problems: list[str] = field(default_factory=list)
    _seen: int = 0

    def told(self) -> Sequence[str]:
        """Return the problems since the last time, each with its screen."""
        fresh, self.problems = self.problems, []
        return fresh

    def number(self) -> int:
        """Return how many screens were looked at, this one counted."""
        self._seen += 1
        return self._seen


class Window:
    """One person's window. What goes wrong in it without being looked for is told to the eyes as well."""

    def __init__(self, chrome: Browser, eyes: Eyes) -> None:
        self.is_wagtails = False
        self._eyes = eyes
        self._name = "before the first"
        self.context: BrowserContext = chrome.new_context(
            viewport={"width": WIDE, "height": HEIGHT}, locale="en-US", reduced_motion="reduce"
        )
        self.tab: Page = self.context.new_page()
        self.tab.set_default_timeout(PATIENCE)
        self.tab.on("console", self._heard)
        self.tab.on("pageerror", lambda error: self._tell(str(error)))
        self.tab.on("requestfailed", self._lost)
        self.tab.on("response", self._answered)

    def close(self) -> None:
        """Close the window; its cookies are gone."""
        self.context.close()

    def known_as(self, person: Person) -> None:
        """Take over the cookies of a person's own browser, so that the window is signed in as they are."""
        address = person.town.at("storefront")
        self.context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in person.browser.cookies.items()]
        )

    def follow(self, person: Person, name: str) -> None:
        """Look at what a person sees in their own browser."""
        self.known_as(person)
        self.open(person.page.url, name)

    def open(self, url: str, name: str, *, status: int = 200) -> None:
        """Open an address, which answers with `status`, and look at it."""
        self.glance(url, name, status=status)
        self.look(name)

    def glance(self, url: str, name: str, *, status: int = 200) -> None:
        """Open an address that others have drawn: it has to answer, and to do so without an error."""
        self._name = name
        answer = self.tab.goto(url)
        if answer is None or answer.status != status:
            self._tell(f"answers {answer.status if answer else 'nothing'}, not {status}")

    def look(self, name: str) -> None:
        """Look at what is shown: wide and light, narrow and dark, and with words longer by two fifths.

        Half of the rules do not depend on the theme, so the second theme is asked for its contrast alone.
        """
        self._name = name
        number = self._eyes.number()
        for width, theme, rules in LOOKS:
            self._be(width, theme)
            self._unbroken(f"{width} {theme}")
            for violation in self._violations({"runOnly": rules}):
                self._tell(f"{width} {theme}: {violation}")
            self._keep(number, width, theme)
        self._lengthen()

    def _lengthen(self) -> None:
        self.tab.evaluate(LONGER)
        for width in (NARROW, WIDE):
            self._be(width, "light")
            self._unbroken(f"{width} with long words")
        self.tab.evaluate("() => window.asItWas?.()")  # a page that was loaded anew is as it was

    def _unbroken(self, how: str) -> None:
        for each in self.tab.evaluate(TOO_WIDE):
            self._tell(f"{how}: {each}")

    def _be(self, width: int, theme: Theme) -> None:
        self.tab.emulate_media(color_scheme=theme)
        self.tab.set_viewport_size({"width": width, "height": HEIGHT})
        self.tab.evaluate(SETTLED)

    def _violations(self, options: dict[str, Any]) -> Iterator[str]:
        context = {"include": ["main"]} if self.is_wagtails else None
        for found in AXE.run(self.tab, context, options={**options, "resultTypes": ["violations"]}).response[
            "violations"
        ]:
            for node in found["nodes"][:3]:
                yield f"{found['id']} {node['target']} {node['html'][:160]}"

    def _keep(self, number: int, width: int, theme: str) -> None:
        wanted = os.environ.get("PICTURES")
        if not wanted:
            return
        folder = Path(ROOT / ".run" / "pictures")
        folder.mkdir(parents=True, exist_ok=True)
        self.tab.screenshot(path=folder / f"{number:03} {self._name} {width} {theme}.png", full_page=True)

    def _tell(self, what: str) -> None:
        self._eyes.problems.append(f"{self._name} ({self.tab.url}): {what}")

    def _heard(self, message: ConsoleMessage) -> None:
        is_status = (
            message.text.startswith("Failed to load resource") and message.location["url"] == self.tab.url
        )
        if message.type in ("error", "warning") and not is_status:
            self._tell(f"the console says: {message.text}")

    def _lost(self, request: Request) -> None:
        if request.failure != LEFT:
            self._tell(f"{request.url} failed: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._tell(f"{response.url} answered {response.status}")
