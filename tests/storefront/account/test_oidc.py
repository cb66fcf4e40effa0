"""The code flow, by HTTP: what the portal is given, and everything it is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.idp.oidc.models import Token
from django.conf import settings
from django.test import Client
from django.urls import reverse
from joserfc.jwk import KeySet

from shared_lib.identity import Identity, verify_id_token
from storefront.account.models import CodeGrant, User
from storefront.account.oidc import subject
from tests.storefront.account.people import Portal, a_person, answer_of, code_of, enrolled, sign_in

pytestmark = pytest.mark.django_db


def identity(portal: Portal, token: str, **expected: Any) -> Identity:
    keys = KeySet.import_key_set(Client().get(reverse("idp:oidc:jwks")).json())
    return verify_id_token(
        token,
        keys,
        issuer=settings.SHOP.storefront_url,
        audience=settings.SHOP.portal_client_id,
        nonce=portal.nonce,
        now=datetime.now(UTC),
        **expected,
    )


def signed_in(portal: Portal, *roles: str) -> tuple[User, str]:
    user = a_person(*roles, first_name="Ada", last_name="Byron")
    secret = enrolled(user)
    sign_in(portal.client, user, secret)
    return user, secret


class TestTheCodeFlow:
    def test_tells_the_portal_who_signed_in_and_how(self, portal: Portal) -> None:
        user, _ = signed_in(portal, "clinician")

        answer = answer_of(portal.ask())
        tokens = portal.exchange(answer["code"]).json()

        told = identity(portal, tokens["id_token"], max_age=timedelta(minutes=1))
        assert answer["state"] == "st"
        assert answer["iss"] == settings.SHOP.storefront_url
        assert set(told.amr) == {"pwd", "otp", "mfa"}
        assert told.groups == ("clinician",)
        assert told.claims["name"] == "Ada Byron"
        assert told.claims["email"] == user.email
        assert "refresh_token" not in tokens

    def test_leads_through_the_login_and_back(self, portal: Portal) -> None:
        user = a_person()
        asked = portal.ask()

        response = sign_in(portal.client, user, next_url=answer_of(asked)["next"])
        back = portal.client.get(response["Location"])

        told = identity(portal, portal.exchange(answer_of(back)["code"]).json()["id_token"])
        assert told.amr == ("pwd",)
        assert "groups" not in told.claims

    def test_never_tells_the_account(self, portal: Portal) -> None:
        user, _ = signed_in(portal)

        told = identity(portal, portal.exchange(answer_of(portal.ask())["code"]).json()["id_token"])

        salt = settings.SHOP.pairwise_salt
        assert str(user.pk) not in str(told.claims)
        assert subject.account_of(told.subject, salt=salt, sector="localhost") == user.pk
        assert subject.account_of(told.subject, salt=salt, sector="elsewhere") is None
        assert subject.subject_of(user.pk, salt=salt, sector="elsewhere") != told.subject

    def test_answers_userinfo_with_the_same_subject(self, portal: Portal) -> None:
        signed_in(portal)
        tokens = portal.exchange(answer_of(portal.ask())["code"]).json()

        userinfo = Client().get(
            reverse("idp:oidc:userinfo"), headers={"Authorization": f"Bearer {tokens['access_token']}"}
        )

        assert userinfo.json()["sub"] == identity(portal, tokens["id_token"]).subject


class TestAQuestionForASecondFactor:
    ASKED = "http://schemas.openid.net/pape/policies/2007/06/multi-factor"

    def test_leads_whoever_has_none_to_set_one_up(self, portal: Portal) -> None:
        sign_in(portal.client, a_person("clinician"))

        assert portal.ask(acr_values=self.ASKED)["Location"].startswith(reverse("mfa_activate_totp"))
        assert "code" in answer_of(portal.ask())

    def test_is_answered_by_whoever_has_shown_one(self, portal: Portal) -> None:
        user = a_person("clinician")
        sign_in(portal.client, user, enrolled(user))

        assert "code" in answer_of(portal.ask(acr_values=self.ASKED))


class TestDiscovery:
    def test_names_the_pinned_issuer_whatever_host_is_asked(self, client: Client) -> None:
        found = client.get("/.well-known/openid-configuration", headers={"host": "127.0.0.1:9"}).json()

        issuer = settings.SHOP.storefront_url
        assert found["issuer"] == issuer
        assert all(found[name].startswith(issuer) for name in found if name.endswith(("_endpoint", "_uri")))
        assert found["subject_types_supported"] == ["pairwise"]
        assert found["code_challenge_methods_supported"] == ["S256"]
        assert "device_authorization_endpoint" not in found

    def test_offers_no_device_flow(self, client: Client) -> None:
        assert client.post(reverse("idp:oidc:device_code")).status_code == 404


BAD_PROOF_KEYS: list[dict[str, str | None]] = [
    {"code_challenge": None, "code_challenge_method": None},
    {"code_challenge_method": "plain"},
    {"code_challenge_method": None},
    {"code_challenge": "short"},
    {"code_challenge": "a" * 44},
]


class TestRefusedAtTheDoor:
    @pytest.mark.parametrize("change", BAD_PROOF_KEYS)
    def test_without_a_sound_proof_key(self, portal: Portal, change: dict[str, str | None]) -> None:
        signed_in(portal)

        answer = answer_of(portal.ask(**change))

        assert answer["error"] == "invalid_request"
        assert "code" not in answer
        assert not CodeGrant.objects.exists()

    @pytest.mark.parametrize(
        "change",
        [
            {"redirect_uri": "http://evil.example/login/callback"},
            {"redirect_uri": settings.SHOP.portal_url + "/login/callback/more"},
            {"redirect_uri": None},
            {"client_id": "somebody"},
        ],
    )
    def test_a_wrong_client_or_address_is_never_redirected(
        self, portal: Portal, change: dict[str, str | None]
    ) -> None:
        signed_in(portal)

        response = portal.ask(**change)

        assert response.status_code == 200
        assert not CodeGrant.objects.exists()

    def test_a_scope_that_is_not_the_portals(self, portal: Portal) -> None:
        signed_in(portal)

        assert answer_of(portal.ask(scope="openid everything"))["error"] == "invalid_scope"

    def test_consent_cannot_be_posted(self, portal: Portal) -> None:
        signed_in(portal)

        response = portal.client.post(reverse("idp:oidc:authorization"), {"request": "x", "action": "grant"})

        assert response.status_code == 403


class TestRefusedAtTheExchange:
    @pytest.mark.parametrize(
        "change",
        [
            {"code_verifier": "x" * 50},
            {"code_verifier": None},
            {"code_verifier": "x" * 42},
            {"code_verifier": "x" * 129},
            {"redirect_uri": "http://evil.example/"},
            {"client_secret": "wrong"},
            {"client_secret": None},
        ],
    )
    def test_what_does_not_belong_to_the_code(self, portal: Portal, change: dict[str, str | None]) -> None:
        signed_in(portal)
        code = answer_of(portal.ask())["code"]

        response = portal.exchange(code, **change)

        assert response.status_code in {400, 401}
        assert not Token.objects.exists()

    def test_a_code_that_was_spent(self, portal: Portal) -> None:
        signed_in(portal)
        code = answer_of(portal.ask())["code"]
        assert portal.exchange(code).status_code == 200

        response = portal.exchange(code)

        assert response.status_code == 400
        assert response.json()["error"] == "invalid_grant"
        assert Token.objects.count() == 1

    def test_a_code_that_another_process_spends_at_the_same_moment(self, portal: Portal) -> None:
        signed_in(portal)
        code = answer_of(portal.ask())["code"]
        CodeGrant.objects.all().delete()

        response = portal.exchange(code)

        assert response.json()["error"] == "invalid_grant"
        assert not Token.objects.exists()


class TestAStaleLogin:
    def age(self, portal: Portal, seconds: int) -> None:
        session = portal.client.session
        for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
            record["at"] -= seconds
        session.save()

    def test_is_renewed_when_max_age_asks_for_it(self, portal: Portal) -> None:
        _, secret = signed_in(portal)
        self.age(portal, 600)

        asked = portal.ask(max_age="300")
        again = portal.client.post(
            reverse("mfa_reauthenticate"),
            {"code": code_of(secret, 1), "next": answer_of(asked)["next"]},
        )
        back = portal.client.get(again["Location"])

        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        told = portal.exchange(answer_of(back)["code"]).json()["id_token"]
        assert identity(portal, told, max_age=timedelta(seconds=300)).amr == ("mfa", "otp", "pwd")

    def test_is_good_enough_where_nobody_asks(self, portal: Portal) -> None:
        signed_in(portal)
        self.age(portal, 600)

        told = identity(portal, portal.exchange(answer_of(portal.ask())["code"]).json()["id_token"])

        assert told.auth_time < datetime.now(UTC) - timedelta(seconds=590)

    def test_is_refused_without_a_screen_where_none_may_be_shown(self, portal: Portal) -> None:
        signed_in(portal)
        self.age(portal, 600)

        assert answer_of(portal.ask(max_age="300", prompt="none"))["error"] == "login_required"

    def test_is_renewed_when_the_portal_says_so(self, portal: Portal) -> None:
        signed_in(portal)

        asked = portal.ask(prompt="login")

        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        assert "prompt" not in answer_of(asked)["next"]

    def test_nobody_is_signed_in_silently(self, portal: Portal) -> None:
        assert answer_of(portal.ask(prompt="none"))["error"] == "login_required"

    def test_is_fresh_enough_for_a_silent_answer(self, portal: Portal) -> None:
        signed_in(portal)

        assert "code" in answer_of(portal.ask(prompt="none", max_age="300"))
