"""Builders of accounts, a browser's way through a login, and the portal as the provider sees it."""

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from storefront.account.models import User
from storefront.account.oidc.clients import CALLBACK, register_portal

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

PASSWORD = "a long enough pass phrase"


def a_person(*roles: str, email: str = "", **fields: Any) -> User:
    email = email or f"p{secrets.token_hex(4)}@example.com"
    user = User.objects.create_user(email, PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return user


def enrolled(user: User) -> str:
    """Give the person an authenticator app and return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str, ahead: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def sign_in(client: Client, user: User, secret: str = "", next_url: str = "") -> "Response":
    """Go through the login page, and the second step if there is a secret, from an own address.

    Logins are limited by address, and a fast machine signs in more people in a minute than an address may.
    """
    client.defaults["REMOTE_ADDR"] = str(IPv4Address(secrets.randbelow(2**24) + (10 << 24)))
    response = client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": next_url}
    )
    if secret:
        assert response["Location"] == reverse("mfa_authenticate")
        response = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    return response


@dataclass
class Portal:
    """A relying party: what it sends to the authorization endpoint, and how it exchanges a code."""

    client: Client
    redirect_uri: str = settings.SHOP.portal_url + CALLBACK
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))

    @classmethod
    def registered(cls, client: Client) -> "Portal":
        register_portal()
        return cls(client)

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def ask(self, **changes: str | None) -> "Response":
        question = {
            "response_type": "code",
            "client_id": settings.SHOP.portal_client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "openid email profile",
            "state": "st",
            "nonce": self.nonce,
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
        }
        asked = given({**question, **changes})
        return self.client.get(reverse("idp:oidc:authorization"), asked)

    def exchange(self, code: str, **changes: str | None) -> "Response":
        question = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
            "client_id": settings.SHOP.portal_client_id,
            "client_secret": settings.SHOP.portal_client_secret,
        }
        sent = given({**question, **changes})
        return Client().post(reverse("idp:oidc:token"), sent)


def given(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def answer_of(response: "Response") -> dict[str, str]:
    """Return what a redirect carries in its query."""
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}
