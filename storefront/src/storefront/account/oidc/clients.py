"""The provider's clients are the clinic's own: the portal, known from the environment."""

from allauth.idp.oidc.models import Client
from django.conf import settings
from django.db import transaction

SCOPES = ["openid", "email", "profile"]
CALLBACK = "/login/callback"


@transaction.atomic
def register_portal() -> Client:
    """Make the portal's client agree with the environment; run it as often as you like."""
    shop = settings.SHOP
    client = Client.objects.filter(pk=shop.portal_client_id).first() or Client(pk=shop.portal_client_id)
    client.name = "Care portal"
    client.type = Client.Type.CONFIDENTIAL
    client.grant_types = Client.GrantType.AUTHORIZATION_CODE
    client.response_types = Client.ResponseType.CODE
    client.skip_consent = True
    client.set_scopes(SCOPES)
    client.set_redirect_uris([shop.portal_url + CALLBACK])
    client.set_post_logout_redirect_uris([shop.portal_url + "/", shop.portal_url])
    if client._state.adding or not client.check_secret(shop.portal_client_secret):
        client.set_secret(shop.portal_client_secret)
    client.save()
    return client
