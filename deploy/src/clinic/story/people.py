"""The people of the story: each has a browser, and goes in by the same doors as anybody."""

import re
import secrets
import string
from dataclasses import dataclass

from clinic.story.authenticator import Authenticator
from clinic.story.browser import Page, Surprised
from clinic.story.town import Town

CARD = {"number": "4242424242424242", "expiry": "12/34", "cvc": "123"}
SIX_DIGITS = re.compile(r"(?<!\d)\d{6}(?!\d)")


class Person:
    """Somebody with a browser and an address for mail."""

    def __init__(self, town: Town, email: str) -> None:
        self.town = town
        self.email = email
        self.browser = town.browser()

    @property
    def page(self) -> Page:
        """Return what the person sees."""
        return self.browser.page

    def at_another_device(self) -> None:
        """Go on in a browser that knows nothing of the first."""
        self.browser.close()
        self.browser = self.town.browser()

    def visit(self, process: str, path: str = "/") -> Page:
        """Open a page of the shop or the desk."""
        return self.browser.open(self.town.at(process, path))

    def sees(self, url: str) -> bool:
        """Return whether a page is there for this person, who then sees it."""
        try:
            self.browser.open(url)
        except Surprised:
            return False
        return True

    def pay(self) -> Page:
        """Fill in the processor's page, which is shown, and pay by card."""
        return self.browser.send("/c/pay/", CARD)


@dataclass(frozen=True)
class Details:
    """Who a patient is, as on the driver's licence."""

    name: str
    born: tuple[int, int, int]
    line1: str
    city: str
    state: str
    postcode: str
    phone: str


class Patient(Person):
    """Somebody who makes an account with an address nobody has used before."""

    def __init__(self, town: Town, details: Details, email: str | None = None) -> None:
        handle = details.name.split()[0].lower()
        super().__init__(town, email or f"{handle}.{_letters()}@example.com")
        self.details = details
        self.password = f"a quiet walk {secrets.token_urlsafe(9)}"

    def sign_up(self) -> Page:
        """Make an account on the page that asks to sign in, and confirm it with the code in the mail."""
        come = len(self.town.mails(self.email))
        self.browser.open(self.page.link("Create an account"))
        self.browser.send("signup", {"email": self.email, "password1": self.password})
        found = SIX_DIGITS.search(self.town.mail(self.email, "code", after=come).text)
        return self.browser.send("", {"code": found[0] if found else ""}, button="Confirm")

    def sign_in(self) -> Page:
        """Sign in on the page that asks for it."""
        return self.browser.send(
            "account/login", {"login": self.email, "password": self.password}, button="Sign in"
        )


class Member(Person):
    """One of the staff, with a second factor for the door and, who signs, another for signatures."""

    def __init__(self, town: Town, role: str) -> None:
        login = town.told.people[role]
        super().__init__(town, login["email"])
        self._password = login["password"]
        self._door = Authenticator(login["totp_secret"])
        self.signature = Authenticator(login.get("signing_totp_secret", login["totp_secret"]), drift=1)

    def open_desk(self) -> Page:
        """Sign in to the desk by way of the provider."""
        self.visit("portal", "/login?as=staff&next=/desk")
        return self._through_the_door()

    def open_back_office(self) -> Page:
        """Sign in to the shop's back office."""
        self.visit("storefront", "/cms/")
        return self._through_the_door()

    def _through_the_door(self) -> Page:
        filled = {"login": self.email, "password": self._password}
        self.browser.send("account/login", filled, button="Sign in")
        self.page.expect("code")
        for _ in range(2):
            if "2fa" not in self.page.path:
                break
            try:
                self.browser.send("2fa", {"code": self._door.code()}, button="Sign in")
            except Surprised:
                self._door.wait_for_the_next()
        return self.page


def _letters() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))
