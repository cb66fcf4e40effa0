"""Second factors: kept sealed, spent once, and asked of everybody who goes to the back office."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from storefront.account.models import TotpStep, User
from storefront.desk import roles
from tests.storefront.account.people import PASSWORD, a_person, code_of, enrolled, sign_in

pytestmark = pytest.mark.django_db


def shown_secret(client: Client) -> str:
    client.get(reverse("mfa_activate_totp"))
    return str(client.session[SECRET_SESSION_KEY])


class TestTheSecret:
    def test_is_sealed_in_the_database(self) -> None:
        user = a_person()

        secret = enrolled(user)

        assert secret not in str(Authenticator.objects.get(user=user).data)


class TestACode:
    def test_opens_the_account_once(self) -> None:
        user = a_person()
        secret = enrolled(user)
        sign_in(Client(), user, secret)
        again = Client()
        again.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

        response = again.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

        assert response.status_code == 200
        assert "_auth_user_id" not in again.session

    def test_of_an_earlier_step_is_refused_after_a_later_one(self) -> None:
        user = a_person()
        secret = enrolled(user)
        sign_in(Client(), user, secret)
        late = Client()
        late.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

        response = late.post(reverse("mfa_authenticate"), {"code": code_of(secret, -1)})

        assert response.status_code == 200
        assert TotpStep.objects.count() == 1
        assert "_auth_user_id" not in late.session


class TestTheBackOffice:
    def test_does_not_open_to_a_right_password_at_wagtails_own_login(self, client: Client) -> None:
        user = a_person("editor")
        enrolled(user)

        for name in ("username", "login", "email"):
            client.post("/cms/login/", {name: user.email, "password": PASSWORD})

        assert client.get("/cms/login/")["Location"].startswith(reverse("account_login"))
        assert "_auth_user_id" not in client.session
        assert client.get("/cms/")["Location"].startswith(reverse("account_login"))

    def test_asks_staff_without_a_second_factor_to_set_one_up(self, client: Client) -> None:
        sign_in(client, a_person("editor"))

        assert client.get("/cms/")["Location"].startswith(reverse("mfa_activate_totp"))

    def test_opens_to_staff_who_have_just_set_one_up_and_leads_them_on(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        user = a_person("editor")
        sign_in(client, user)
        client.get("/cms/pages/")
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        secret = shown_secret(client)
        assert shown_secret(client) == secret
        code = code_of(secret)

        monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda then: then())
        client.post(reverse("mfa_activate_totp"), {"code": code})

        assert 'href="/cms/pages/"' in client.get(reverse("mfa_view_recovery_codes")).content.decode()
        assert client.get("/cms/").status_code == 200
        sign_in(other := Client(), user)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert "_auth_user_id" not in other.session

    def test_asks_for_the_factor_where_the_session_has_none(self, client: Client) -> None:
        user = a_person("editor")
        sign_in(client, user)
        enrolled(user)

        assert client.get("/cms/")["Location"].startswith(reverse("mfa_reauthenticate"))

    def test_opens_after_both_steps(self, client: Client) -> None:
        user = a_person("editor")
        sign_in(client, user, enrolled(user))

        assert client.get("/cms/").status_code == 200

    @pytest.mark.parametrize("role", ["clinician", "pharmacist", "compliance", None])
    def test_is_closed_to_those_who_have_no_work_there(self, client: Client, role: str | None) -> None:
        user = a_person(*([role] if role else []))
        sign_in(client, user, enrolled(user))

        assert client.get("/cms/").status_code == 403

    @pytest.mark.parametrize("address", ["/cms/password_reset/", "/cms/password_reset/confirm/MQ/abc-123/"])
    def test_leaves_the_reset_of_passwords_to_the_shops_own(self, client: Client, address: str) -> None:
        assert client.get(address)["Location"] == reverse("account_reset_password")


class TestTakingSomebodyOn:
    def take_on(self, client: Client, email: str, role: str) -> str:
        admin = a_person("admin")
        roles.ensure()
        sign_in(client, admin, enrolled(admin))
        group = Group.objects.get(name=role).pk
        form = {"email": email, "first_name": "Amélie", "last_name": "O'Hara", "groups": [group]}
        return client.post(reverse("wagtailusers_users:add"), form, follow=True).content.decode()

    def test_writes_to_them_how_to_get_in(self, client: Client) -> None:
        told = self.take_on(client, "Amelie.OHara@Clinic.example", "clinician")

        letter = mail.outbox[-1]
        assert letter.to == ["amelie.ohara@clinic.example"]
        assert "/account/password/reset/key/" in letter.body
        assert f"{settings.SHOP.portal_url}/desk" in letter.body
        assert "/desk/staff" in told

    def test_finds_them_again_by_a_reset(self, client: Client) -> None:
        self.take_on(client, "Wren@Clinic.example", "editor")

        Client().post(reverse("account_reset_password"), {"email": "wren@clinic.example"})

        assert mail.outbox[-1].subject == "Choose a new password"

    def test_makes_nobody_twice_under_other_capitals(self, client: Client) -> None:
        known = a_person("editor")

        self.take_on(client, known.email.upper(), "editor")

        assert User.objects.filter(email__iexact=known.email).count() == 1


class TestWhoLostEverything:
    def test_is_signed_out_and_begins_anew_by_mail(self, client: Client) -> None:
        user = a_person("clinician")
        sign_in(client, user, enrolled(user))

        call_command("lost_factors", user.email.upper())

        assert not Authenticator.objects.filter(user=user).exists()
        assert client.get(reverse("account_home")).status_code == 302
        sign_in(other := Client(), user)
        assert "_auth_user_id" not in other.session
        other.post(reverse("account_reset_password"), {"email": user.email})
        assert mail.outbox[-1].subject == "Choose a new password"

    def test_is_somebody_who_is_known(self) -> None:
        with pytest.raises(CommandError):
            call_command("lost_factors", "nobody@clinic.example")


class TestScreensOfTheShop:
    def test_never_say_that_somebody_signed_in_to_the_portal(self, client: Client) -> None:
        from storefront.account.oidc.clients import register_portal
        from tests.storefront.account.people import Portal, answer_of

        register_portal()
        user = a_person()
        sign_in(client, user, enrolled(user))
        portal = Portal(client)
        portal.exchange(answer_of(portal.ask())["code"])

        shown = [
            client.get(reverse(name)).content.decode()
            for name in ("account_home", "account_security", "usersessions_list")
        ]

        assert all("portal_client" not in page and "Care portal</td>" not in page for page in shown)
