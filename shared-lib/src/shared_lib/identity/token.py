"""Verification of the ID token that ends a login (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared_lib.errors import Invalid

ALGORITHMS = ["RS256", "ES256"]
LEEWAY = timedelta(seconds=30)


class TokenRefused(Invalid):
    """The identity provider's token cannot be relied on."""

    code = "token_refused"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a verified token says: a pairwise subject, when and how it was authenticated, and its groups."""

    subject: str
    issuer: str
    auth_time: datetime
    amr: tuple[str, ...]
    groups: tuple[str, ...]
    claims: Mapping[str, Any]


def verify_id_token(
    token: str,
    keys: KeySet,
    *,
    issuer: str,
    audience: str,
    nonce: str,
    now: datetime,
    max_age: timedelta | None = None,
) -> Identity:
    """Return who logged in, from a token with a sound signature and the claims this login asked for.

    `now` is real time. `auth_time` is required, as this clinic's provider always sends it.

    :raises TokenRefused: signature, issuer, audience, nonce, expiry or age of the authentication is wrong.
    """
    claims = _signed_claims(token, keys)
    _require(claims.get("iss") == issuer, "issuer")
    _require(audience in _as_list(claims.get("aud")), "audience")
    _require(_azp_agrees(claims, audience), "authorized party")
    _require(hmac.compare_digest(str(claims.get("nonce", "")), nonce), "nonce")
    _require(_instant(claims, "exp") > now - LEEWAY, "expiry")
    _require(_instant(claims, "iat") < now + LEEWAY, "time of issue")
    auth_time = _instant(claims, "auth_time")
    _require(auth_time < now + LEEWAY, "authentication time")
    _require(max_age is None or auth_time >= now - max_age - LEEWAY, "age of the authentication")
    _require(bool(claims.get("sub")), "subject")
    return Identity(
        subject=str(claims["sub"]),
        issuer=issuer,
        auth_time=auth_time,
        amr=tuple(str(method) for method in _as_list(claims.get("amr"))),
        groups=tuple(str(group) for group in _as_list(claims.get("groups"))),
        claims=claims,
    )


def _signed_claims(token: str, keys: KeySet) -> dict[str, Any]:
    try:
        return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
    except (JoseError, ValueError) as error:
        raise TokenRefused("The login could not be verified: signature.") from error


def _azp_agrees(claims: Mapping[str, Any], audience: str) -> bool:
    several = len(_as_list(claims.get("aud"))) > 1
    return bool(claims.get("azp", None if several else audience) == audience)


def _instant(claims: Mapping[str, Any], name: str) -> datetime:
    value = claims.get(name)
    if not isinstance(value, int | float):
        raise TokenRefused(f"The login could not be verified: {name} is missing.")
    return datetime.fromtimestamp(value, UTC)


def _as_list(value: object) -> Sequence[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise TokenRefused(f"The login could not be verified: {what}.")
