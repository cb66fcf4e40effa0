"""The portal as a relying party: discovery with a pinned issuer, the code flow with PKCE, the ID token."""

import base64
import hashlib
import time
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc.jwk import KeySet

from rx_portal.kit.settings import Provider
from shared_lib.errors import Conflict
from shared_lib.identity import Identity, TokenRefused, verify_id_token

FRESH_SECONDS = 300
MULTI_FACTOR = "http://schemas.openid.net/pape/policies/2007/06/multi-factor"
"""The authentication context that providers know for a second factor (OpenID Connect Core, 3.1.2.1)."""


class ProviderUnavailable(Conflict):
    """The identity provider does not answer, or not as its discovery document should."""

    code = "provider_unavailable"


def challenge_of(verifier: str) -> str:
    """Return the S256 code challenge of a verifier (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class RelyingParty:
    """One provider as this portal uses it; keeps its metadata and keys for a few minutes."""

    def __init__(self, provider: Provider, callback: str, client: httpx.AsyncClient) -> None:
        self._provider = provider
        self._callback = callback
        self._client = client
        self._metadata: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._fetched = 0.0

    async def authorization_address(
        self, *, state: str, nonce: str, verifier: str, max_age: int | None = None, strong: bool = False
    ) -> str:
        """Return where to send the browser; `strong` asks the provider for a second factor.

        :raises ProviderUnavailable: discovery failed.
        """
        metadata, _ = await self._known()
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": self._callback,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
        }
        if max_age is not None:
            asked["max_age"] = str(max_age)
        if strong:
            asked["acr_values"] = MULTI_FACTOR
        return f"{metadata['authorization_endpoint']}?{urlencode(asked)}"

    async def identify(self, *, code: str, verifier: str, nonce: str, now: datetime) -> Identity:
        """Exchange the code and return who signed in; `now` is real time.

        :raises ProviderUnavailable: the provider does not answer.
        :raises TokenRefused: it refused the code, or its token does not hold.
        """
        metadata, keys = await self._known()
        answer = await self._post(metadata["token_endpoint"], code, verifier)
        return verify_id_token(
            str(answer.get("id_token", "")),
            keys,
            issuer=self._provider.issuer,
            audience=self._provider.client_id,
            nonce=nonce,
            now=now,
        )

    async def _post(self, address: str, code: str, verifier: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._callback,
            "code_verifier": verifier,
            "client_id": self._provider.client_id,
            "client_secret": self._provider.client_secret,
        }
        try:
            response = await self._client.post(address, data=form)
        except httpx.HTTPError as error:
            raise ProviderUnavailable(
                "The sign-in service does not answer. Try again in a minute."
            ) from error
        if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise ProviderUnavailable("The sign-in service does not answer. Try again in a minute.")
        if response.status_code != httpx.codes.OK:
            raise TokenRefused("The sign-in service refused this login. Start again.")
        return dict(response.json())

    async def _known(self) -> tuple[dict[str, Any], KeySet]:
        if self._keys is None or time.monotonic() - self._fetched > FRESH_SECONDS:
            self._metadata = await self._get(f"{self._provider.issuer}/.well-known/openid-configuration")
            if self._metadata.get("issuer") != self._provider.issuer:
                raise ProviderUnavailable("The sign-in service names another issuer than the one agreed.")
            self._keys = KeySet.import_key_set(await self._get(self._metadata["jwks_uri"]))  # type: ignore[arg-type]
            self._fetched = time.monotonic()
        return self._metadata, self._keys

    async def _get(self, address: str) -> dict[str, Any]:
        try:
            response = await self._client.get(address)
            response.raise_for_status()
            return dict(response.json())
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderUnavailable(
                "The sign-in service does not answer. Try again in a minute."
            ) from error
