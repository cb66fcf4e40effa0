"""Where the story plays: the clinic's addresses and clock, and the doubles as their own people use them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from clinic import domain_clock, told
from clinic.home import Home
from clinic.story.browser import Browser
from clinic.story.waiting import until
from clinic.told import Told

ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
Record = dict[str, Any]


@dataclass(frozen=True)
class Mail:
    """A message as it lies in an inbox."""

    subject: str
    text: str

    def link(self, part: str = "") -> str:
        """Return the first address in the mail that contains `part`."""
        found: list[str] = ADDRESS.findall(self.text)
        return next(address for address in found if part in address)


class Town:
    """The running clinic and everybody around it."""

    def __init__(self, home: Home, new_browser: Callable[[], Browser] = Browser) -> None:
        self.home = home
        self.told: Told = told.read(home)
        self._client = httpx.Client(timeout=30)
        self._new_browser = new_browser
        self._opened: list[Browser] = []

    def browser(self) -> Browser:
        """Return a new browser, which knows nothing of the others."""
        browser = self._new_browser()
        self._opened.append(browser)
        return browser

    def close(self) -> None:
        """Close every browser that was opened here."""
        for browser in self._opened:
            browser.close()
        self._client.close()

    def at(self, process: str, path: str = "/") -> str:
        """Return an address of the shop (`storefront`), the desk (`portal`) or a double."""
        return self.told.address(process) + path

    @property
    def now(self) -> datetime:
        """Return the domain time."""
        return domain_clock.show(self.home)

    def move_clock(self, by: timedelta) -> datetime:
        """Move the domain clock forward and return the new time."""
        return domain_clock.move(self.home, by)

    def move_clock_to(self, moment: datetime) -> datetime:
        """Move the domain clock forward to a moment, unless it is there already."""
        ahead = moment - self.now
        return self.move_clock(ahead) if ahead > timedelta() else self.now

    def mails(self, to: str) -> Sequence[Mail]:
        """Return what lies in a person's inbox, the newest first."""
        found = self._get("counterparts", "/_double/inbox", to=to)
        return [Mail(one.get("subject", ""), one.get("text") or one.get("body", "")) for one in found]

    def mail(self, to: str, part: str, *, after: int = 0) -> Mail:
        """Return the newest mail whose subject or text contains `part`, once more than `after` have come.

        :raises NotInTime: none comes.
        """

        def look() -> Mail | None:
            come = self.mails(to)
            fresh = come[: max(0, len(come) - after)]
            return next((one for one in fresh if part.lower() in f"{one.subject}\n{one.text}".lower()), None)

        return until(f"a mail to {to} with {part!r}", look)

    def ledger(self, account: str) -> Record:
        """Return the books of the shop's (`shop`) or the desk's (`rx`) account at the processor."""
        found: Record = self._get("stripe", "/_double/ledger", account=account)[0]
        return found

    def payments(self, account: str) -> Mapping[str, Record]:
        """Return the lines of an account's books by the payment's id."""
        return {line["id"]: line for line in self.ledger(account)["payments"]}

    def fills(self) -> Sequence[Record]:
        """Return what the outside pharmacy was sent, the newest last: each a `task` and a `bundle`."""
        found: list[Record] = self._get("counterparts", "/_double/pharmacy/fills")
        return found

    def pharmacy(self, fill: str, verb: str, **reason: str) -> None:
        """Do as the outside pharmacy's staff: accept, ready, reject, dispense, ship, deliver."""
        address = self.at("counterparts", f"/_double/pharmacy/fills/{fill}/{verb}")
        self._client.post(address, params=reason).raise_for_status()

    def stage(self, fill: str) -> str:
        """Return how far the outside pharmacy is with a fill."""
        task = next(one["task"] for one in self.fills() if one["task"]["id"] == fill)
        return str(task["businessStatus"]["coding"][0]["code"])

    def _get(self, process: str, path: str, **query: str) -> Any:
        return self._client.get(self.at(process, path), params=query).raise_for_status().json()
