"""What the provider says: its pinned issuer, pairwise subjects, how and when one signed in, staff groups."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from allauth.core import context
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client, PrivateKey
from django.conf import settings
from oauthlib.oauth2.rfc6749.errors import InvalidGrantError

from storefront.account.models import User
from storefront.account.oidc import grants, subject

CLAIMS = [
    "sub",
    "iss",
    "aud",
    "exp",
    "iat",
    "nonce",
    "auth_time",
    "amr",
    "email",
    "email_verified",
    "name",
    "groups",
]
WITHDRAWN = {"device_authorization_endpoint", "introspection_endpoint", "registration_endpoint"}


class ProviderAdapter(DefaultOIDCAdapter):
    """This clinic's answers to the provider's questions."""

    def get_issuer(self) -> str:
        """Return the shop's public address, whatever host the request named."""
        return str(settings.SHOP.storefront_url)

    def list_private_keys(self, **_: Any) -> list[PrivateKey]:
        """Return the one signing key of this clinic."""
        return [PrivateKey(pem=_pem(settings.SHOP.oidc_signing_key_file))]

    def get_user_sub(self, client: Client, user: User) -> str:
        """Return the subject by which this client's sector knows the person."""
        return subject.subject_of(user.pk, salt=settings.SHOP.pairwise_salt, sector=_sector(client))

    def get_user_by_sub(self, client: Client, sub: str) -> User | None:
        """Return the person whom this client's sector knows by a subject."""
        account = subject.account_of(sub, salt=settings.SHOP.pairwise_salt, sector=_sector(client))
        return User.objects.filter(pk=account, is_active=True).first() if account else None

    def get_claims(
        self,
        purpose: Literal["id_token", "userinfo"],
        user: User,
        client: Client,
        scopes: Iterable[str],
        email: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return the person's claims; staff have `groups`, shoppers never."""
        claims: dict[str, Any] = super().get_claims(purpose, user, client, scopes, email=email, **kwargs)
        groups = sorted(user.groups.values_list("name", flat=True))
        return claims | ({"groups": groups} if groups else {})

    def populate_id_token(self, id_token: dict[str, Any], client: Client, *_: Any, **__: Any) -> None:
        """Say when and how the person signed in.

        :raises InvalidGrantError: the code was spent by another request in the meantime.
        """
        proof = grants.spend(context.request.POST.get("code", ""))
        if proof is None:
            raise InvalidGrantError
        id_token.update(auth_time=int(proof.at.timestamp()), amr=list(proof.methods), azp=client.pk)

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        """Describe what this provider really accepts, at its pinned address."""
        for name in WITHDRAWN & data.keys():
            del data[name]
        for name in [name for name in data if name.endswith("_endpoint") or name == "jwks_uri"]:
            data[name] = _pinned(data[name], self.get_issuer())
        data.update(
            subject_types_supported=["pairwise"],
            grant_types_supported=["authorization_code"],
            response_types_supported=["code"],
            claims_supported=CLAIMS,
            authorization_response_iss_parameter_supported=True,
        )


def _sector(client: Client) -> str:
    return subject.sector_of(client.get_redirect_uris()[0])


def _pinned(address: str, issuer: str) -> str:
    pin = urlsplit(issuer)
    return urlunsplit(urlsplit(address)._replace(scheme=pin.scheme, netloc=pin.netloc))


@lru_cache(maxsize=4)
def _pem(path: Path) -> str:
    return path.read_text()
