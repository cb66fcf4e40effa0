"""An account's own pages with something on them: an order, an address, a passkey."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from storefront.account.models import Address
from tests.integrations.stripe.running import Double
from tests.storefront.account.people import a_person, sign_in
from tests.storefront.shopping import ADDRESS, buy, order_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


def test_an_order_leads_to_its_page(client: Client, double: Double) -> None:
    sign_in(client, a_person())
    order = order_of(buy(client))

    assert f'href="/orders/{order.reference}/"' in client.get("/account/").content.decode()


def test_an_address_can_be_changed_and_removed(client: Client) -> None:
    user = a_person()
    sign_in(client, user)
    fields = ("name", "line1", "city", "state", "postcode")
    saved = Address.objects.create(user=user, **{name: ADDRESS[name] for name in fields})

    page = client.get("/account/addresses/").content.decode()

    assert f'href="/account/addresses/{saved.pk}/"' in page
    assert f'action="/account/addresses/{saved.pk}/delete/"' in page


def test_a_passkey_can_be_renamed_and_removed(client: Client) -> None:
    user = a_person()
    sign_in(client, user)
    told = {"name": "My phone", "credential": {}}
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=told)

    page = client.get("/account/2fa/webauthn/").content.decode()

    assert "My phone" in page
    assert f'href="/account/2fa/webauthn/keys/{key.pk}/edit/"' in page
    assert f'href="/account/2fa/webauthn/keys/{key.pk}/remove/"' in page
