"""A shopper's account: signing in and up, addresses, second factors, passkeys."""

import pytest

from clinic.story.people import Patient
from clinic.story.story import Story
from clinic.story.town import Town
from tests.screens.conftest import OpenWindow
from tests.screens.eyes import Window
from tests.screens.people import WILHELMINE

pytestmark = pytest.mark.browser

OUTSIDE = ("login", "signup", "password/reset")
INSIDE = (
    "",
    "details/",
    "addresses/",
    "addresses/add/",
    "security/",
    "password/change/",
    "email/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "sessions/",
    "logout/",
)


@pytest.fixture(scope="module")
def shopper(story: Story) -> Patient:
    """Somebody with a fresh account."""
    shopper = Patient(story.town, WILHELMINE)
    shopper.visit("storefront", "/account/login/")
    shopper.sign_up()
    return shopper


@pytest.mark.parametrize("path", OUTSIDE)
def test_outside(town: Town, window: Window, path: str) -> None:
    window.open(town.at("storefront", f"/account/{path}/"), f"account {path.replace('/', ' ')}")


@pytest.mark.parametrize("path", INSIDE)
def test_inside(shopper: Patient, window_of: OpenWindow, path: str) -> None:
    name = f"account {path.replace('/', ' ').strip()}"
    window_of(shopper).open(shopper.town.at("storefront", f"/account/{path}"), name)
