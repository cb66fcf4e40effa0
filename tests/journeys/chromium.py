"""A real Chromium behind the verbs of the story's own browser, so that scenes play in it unchanged."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser as Chrome
from playwright.sync_api import ConsoleMessage, Error, Locator, Response

from clinic.story.browser import Browser, Filled, Page, Surprised
from clinic.story.markup import Form

NewBrowser = Callable[[], Browser]
SIZE = {"width": 1280, "height": 900}
PATIENCE = 20_000


@dataclass
class Engine:
    """One Chromium; every person gets a profile of their own in it."""

    chrome: Chrome
    trouble: list[str] = field(default_factory=list)

    def browser(self) -> Browser:
        """Return a fresh browser of one person."""
        return Chromium(self)


class Chromium(Browser):
    """One person's Chromium. What its console reports as an error is kept in the engine's `trouble`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._context = engine.chrome.new_context(viewport=SIZE, locale="en-US")  # type: ignore[arg-type]
        self._tab = self._context.new_page()
        self._tab.set_default_timeout(PATIENCE)
        self._tab.on("console", self._heard)
        self._tab.on("pageerror", lambda error: engine.trouble.append(f"{self._tab.url}: {error}"))
        self.page = Page("about:blank", 0, "")

    def close(self) -> None:
        with suppress(Error):
            self._context.close()

    def open(self, url: str, *, status: int = 200) -> Page:
        return self._seen(self._tab.goto(self._absolute(url)), status)

    def send(self, action: str, filled: Filled, *, button: str | None = None, status: int = 200) -> Page:
        form = self.page.form(action, button)
        self._filled(form, filled)
        there = self._form(form, button)
        for name, value in filled.items():
            _fill(there, name, [value] if isinstance(value, str) else list(value), form)
        pressed = self._pressed(form, button)
        click = self._button(there, pressed.label if pressed else "")
        if there.get_attribute("hx-post"):
            with self._tab.expect_response(lambda answer: answer.request.method == "POST") as answered:
                click.click()
        else:
            with self._tab.expect_navigation(wait_until="load") as answered:
                click.click()
        self.picture()
        return self._seen(answered.value, status)

    def picture(self) -> None:
        """Keep what is shown, where PICTURES names a wish for it."""
        if os.environ.get("PICTURES"):
            folder = Path(".run/pictures")
            folder.mkdir(parents=True, exist_ok=True)
            self._tab.screenshot(path=folder / f"{len(list(folder.iterdir())):03}.png", full_page=True)

    def _absolute(self, url: str) -> str:
        base, _, _ = self.page.url.partition("?")
        return url if "://" in url else base.split("/", 3)[0] + "//" + base.split("/", 3)[2] + url

    def _form(self, form: Form, button: str | None) -> Locator:
        found = self._tab.locator("form").filter(has=self._tab.get_by_role("button", name=button or ""))
        if form.action:
            found = found.and_(self._tab.locator(f'form[action="{form.action}"]'))
        return found.first

    def _button(self, form: Locator, label: str) -> Locator:
        return form.get_by_role("button", name=label).first if label else form.locator("button").first

    def _seen(self, answer: Response | None, status: int) -> Page:
        self.page = Page(self._tab.url, answer.status if answer else 200, self._tab.content())
        if self.page.status != status:
            raise Surprised(f"{self.page.described}: {self.page.words[:600]}")
        return self.page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] != self._tab.url:
            self._engine.trouble.append(f"{self._tab.url}: {message.text}")


def _fill(form: Locator, name: str, values: list[str], known: Form) -> None:
    inputs = form.locator(f'[name="{name}"]')
    kind = inputs.first.get_attribute("type") or inputs.first.evaluate("one => one.tagName.toLowerCase()")
    if kind in ("radio", "checkbox"):
        for value in values:
            form.locator(f'[name="{name}"][value="{value}"]').first.check(force=True)
    elif kind == "select":
        inputs.first.select_option(values)
    else:
        inputs.first.fill(values[0])
