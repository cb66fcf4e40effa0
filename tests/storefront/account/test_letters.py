"""Mails about an account, as they lie in an inbox: in the clinic's words, in the reader's language."""

import re
from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from storefront.account.letters import letter_of
from tests.storefront.account.people import a_person

SENT = sorted(
    f"{part}/email/{file.name.removesuffix('_message.txt')}"
    for part in ("account", "mfa")
    for file in (Path(allauth.__file__).parent / "templates" / part / "email").glob("*_message.txt")
    if not file.name.startswith(("base", "login_code", "password_reset_code"))
)
TOLD = {
    "code": "210915",
    "password_reset_url": "https://shop.example/reset/",
    "signup_url": "https://shop.example/signup/",
    "timestamp": datetime(2026, 3, 3, 19, 30, tzinfo=UTC),
    "ip": "203.0.113.7",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
}


@pytest.mark.parametrize("template", SENT)
def test_every_mail_that_can_be_sent_has_words_in_both_languages(template: str) -> None:
    with translation.override("en"):
        english = letter_of(template, TOLD, shop="https://shop.example")
    with translation.override("es"):
        spanish = letter_of(template, TOLD, shop="https://shop.example")

    assert english.text
    assert english.subject != spanish.subject
    assert english.text != spanish.text
    assert "%" not in english.text + spanish.text


@pytest.mark.django_db
class TestSigningUp:
    def sign_up(self, email: str) -> mail.EmailMultiAlternatives:
        Client().post(reverse("account_signup"), {"email": email, "password1": "a quiet walk by the river"})
        return mail.outbox[-1]  # type: ignore[return-value]

    def test_sends_a_code_and_nothing_of_the_address_it_came_from(self) -> None:
        letter = self.sign_up("noor@example.org")

        assert letter.subject == "Your confirmation code"
        assert re.search(r"(?m)^\d{6}$", str(letter.body))
        assert "Alder & Vale" in letter.body
        assert "testserver" not in letter.body
        assert letter.alternatives[0][1] == "text/html"

    def test_with_an_address_that_is_known_tells_only_its_owner(self) -> None:
        person = a_person()

        letter = self.sign_up(person.email)

        assert letter.subject == "You have an account already"
        assert letter.to == [person.email]
        assert reverse("account_reset_password") in letter.body
