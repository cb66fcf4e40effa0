"""An account's own pages with something on them: an order, an address, a passkey."""

import json
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_encode

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


@pytest.mark.parametrize(("postcode", "count"), [("04101", 1), ("10001", 0), ("0410", 0)])
def test_an_address_is_kept_with_a_zip_code_of_its_state(client: Client, postcode: str, count: int) -> None:
    sign_in(client, a_person())
    told = {"name": "Noor", "line1": "1 Pier", "city": "Portland", "state": "ME", "postcode": postcode}

    client.post("/account/addresses/add/", told)

    assert Address.objects.count() == count


def test_an_unknown_passkey_is_not_called_a_code(client: Client) -> None:
    client_data = {"type": "webauthn.get", "challenge": "eA", "origin": "http://localhost:18000"}
    answered = {
        "clientDataJSON": websafe_encode(json.dumps(client_data).encode()),
        "authenticatorData": websafe_encode(bytes(37)),
        "signature": "eA",
        "userHandle": websafe_encode(uuid4().hex.encode()),
    }
    told = {"id": "eA", "rawId": "eA", "type": "public-key", "response": answered}

    page = client.post("/account/2fa/webauthn/login/", {"credential": json.dumps(told)}, follow=True)

    assert "This passkey does not open an account here." in page.content.decode()
