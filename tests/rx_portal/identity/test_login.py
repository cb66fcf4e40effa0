"""A login ends in a session for the person the provider named, once, in the browser that began it."""

import secrets
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import respx
from joserfc import jwt
from joserfc.jwk import RSAKey
from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.identity import service
from rx_portal.identity.provider import challenge_of
from rx_portal.kit.db import Sessions
from rx_portal.kit.settings import Provider, Settings
from shared_lib.identity import Actor, Role
from tests.rx_portal.conftest import PORTAL

ISSUER = "https://login.example"
KEY = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}, private=True)


class Issuer:
    """An OpenID Connect provider: discovery, keys, and one token for each code."""

    def __init__(self, router: respx.MockRouter) -> None:
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.fails_with = 0
        self.metadata = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
        }
        router.get(f"{ISSUER}/.well-known/openid-configuration").mock(side_effect=self._discovery)
        router.get(f"{ISSUER}/keys").respond(json={"keys": [KEY.as_dict(private=False)]})
        router.post(f"{ISSUER}/token").mock(side_effect=self._token)

    def _discovery(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=self.metadata)

    def _token(self, request: httpx.Request) -> httpx.Response:
        if self.fails_with:
            return httpx.Response(self.fails_with)
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        asked = self.codes.pop(form["code"], None)
        if asked is None or challenge_of(form["code_verifier"]) != asked["code_challenge"]:
            return httpx.Response(400, json={"error": "invalid_grant"})
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": asked["client_id"],
            "nonce": asked["nonce"],
            "sub": "pairwise-1",
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "amr": ["pwd"],
            "email": "maren@example.com",
            "email_verified": True,
            "name": "Maren Holt",
        } | self.claims
        return httpx.Response(200, json={"id_token": jwt.encode({"alg": "RS256", "kid": "k1"}, claims, KEY)})

    def authorize(self, location: str) -> str:
        """Log the person in and return the way back to the portal."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"/login/callback?code={code}&state={asked['state']}"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with respx.mock(assert_all_called=False) as router:
        yield Issuer(router)


@pytest.fixture
async def client(
    portal: Litestar, settings: Settings, issuer: Issuer
) -> AsyncIterator[AsyncTestClient[Litestar]]:
    provider = Provider(ISSUER, "portal", "secret")
    portal.state.settings = replace(settings, patients=provider, staff=provider)
    async with AsyncTestClient(portal, base_url=PORTAL) as client:
        client.headers.update({"origin": PORTAL, "accept": "text/html"})
        yield client


Client = AsyncTestClient[Litestar]


async def begin(client: Client, path: str = "/login?next=/care") -> str:
    return str((await client.get(path, follow_redirects=False)).headers["location"])


class TestAPatient:
    async def test_comes_back_signed_in_under_a_new_token(self, client: Client, issuer: Issuer) -> None:
        client.cookies.set("rx_session", "attackerchosen")

        answer = await client.get(issuer.authorize(await begin(client)), follow_redirects=False)

        assert (answer.status_code, answer.headers["location"]) == (303, "/care")
        cookies = " ".join(answer.headers.get_list("set-cookie"))
        assert "rx_session=" in cookies
        assert "attackerchosen" not in cookies
        assert "HttpOnly" in cookies

    async def test_is_sent_with_a_challenge_a_nonce_and_a_state(self, client: Client) -> None:
        asked = parse_qs(urlsplit(await begin(client)).query)

        assert asked["code_challenge_method"] == ["S256"]
        assert all(len(asked[name][0]) >= 43 for name in ("code_challenge", "nonce", "state"))

    @pytest.mark.parametrize("status", [429, 500, 503])
    async def test_is_not_told_that_a_login_was_refused_when_nobody_answered(
        self, client: Client, issuer: Issuer, status: int
    ) -> None:
        back = issuer.authorize(await begin(client))
        issuer.fails_with = status

        answer = await client.get(back, follow_redirects=False)

        assert answer.status_code == 409
        assert "does not answer. Try again in a minute." in answer.text
        assert "set-cookie" not in answer.headers

    async def test_cannot_use_an_answer_twice(self, client: Client, issuer: Issuer) -> None:
        back = issuer.authorize(await begin(client))
        await client.get(back, follow_redirects=False)

        again = await client.get(back, follow_redirects=False)

        assert again.status_code == 422
        assert "set-cookie" not in again.headers

    async def test_cannot_finish_in_another_browser(self, client: Client, issuer: Issuer) -> None:
        back = issuer.authorize(await begin(client))
        client.cookies.clear()

        answer = await client.get(back, follow_redirects=False)

        assert answer.status_code == 422
        assert "rx_session" not in answer.headers.get("set-cookie", "")

    @pytest.mark.parametrize(
        "forged",
        [
            {"iss": "https://evil.example"},
            {"aud": "another"},
            {"nonce": "another"},
            {"exp": int(time.time()) - 3600},
            {"auth_time": None},
            {"sub": ""},
        ],
        ids=lambda forged: next(iter(forged)),
    )
    async def test_is_refused_on_a_token_that_does_not_hold(
        self, client: Client, issuer: Issuer, forged: dict[str, Any]
    ) -> None:
        issuer.claims = forged

        answer = await client.get(issuer.authorize(await begin(client)), follow_redirects=False)

        assert answer.status_code == 422
        assert "rx_session" not in answer.headers.get("set-cookie", "")

    async def test_is_not_sent_to_an_issuer_that_is_not_the_one_agreed(
        self, client: Client, issuer: Issuer
    ) -> None:
        issuer.metadata["issuer"] = "https://evil.example"

        answer = await client.get("/login", follow_redirects=False)

        assert answer.status_code == 409

    @pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "/\\evil.example"])
    async def test_is_never_sent_to_another_site(self, client: Client, issuer: Issuer, path: str) -> None:
        location = await begin(client, f"/login?next={path}")

        answer = await client.get(issuer.authorize(location), follow_redirects=False)

        assert answer.headers["location"] == "/"


class TestStaff:
    STAFF = "/login?as=staff&next=/desk"

    async def invited(self, sessions: Sessions, email: str, now: datetime) -> None:
        async with sessions(info={"actor": Actor.system("test")}) as session:
            await service.invite(
                session, issuer=ISSUER, email=email, name="Ines", roles=[Role.CLINICIAN], now=now
            )

    def claims(self, **changes: object) -> dict[str, object]:
        email = f"{secrets.token_hex(4)}@clinic.example"
        mine = {"sub": email, "email": email, "groups": ["clinician", "editor"], "amr": ["pwd", "otp"]}
        return mine | changes

    async def test_come_in_when_invited_with_a_role_and_a_second_factor(
        self, client: Client, issuer: Issuer, sessions: Sessions, now: datetime
    ) -> None:
        issuer.claims = self.claims()
        await self.invited(sessions, str(issuer.claims["email"]), now)

        answer = await client.get(issuer.authorize(await begin(client, self.STAFF)), follow_redirects=False)

        assert answer.headers["location"] == "/desk"

    @pytest.mark.parametrize(
        ("changes", "invited"),
        [
            ({"groups": ["editor"]}, True),
            ({"groups": []}, True),
            ({"amr": ["pwd"]}, True),
            ({"email_verified": False}, True),
            ({}, False),
        ],
        ids=["no role here", "no role", "no second factor", "address not verified", "not invited"],
    )
    async def test_stay_outside_otherwise(
        self,
        client: Client,
        issuer: Issuer,
        sessions: Sessions,
        now: datetime,
        changes: dict[str, object],
        invited: bool,
    ) -> None:
        issuer.claims = self.claims(**changes)
        if invited:
            await self.invited(sessions, str(issuer.claims["email"]), now)

        answer = await client.get(issuer.authorize(await begin(client, self.STAFF)), follow_redirects=False)

        assert answer.status_code == 422
        assert "rx_session" not in answer.headers.get("set-cookie", "")
