"""Sending a browser to the provider, and taking its answer once."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.models import LoginAttempt
from rx_portal.identity.provider import RelyingParty
from rx_portal.identity.schemas import Departure, Kind, LoginRefused
from rx_portal.identity.service.tokens import digest

ATTEMPT_LIFETIME = timedelta(minutes=10)


def safe_path(path: str) -> str:
    """Return a path on this site, whatever was asked for."""
    local = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if local and "\r" not in path and "\n" not in path else "/"


async def begin_login(
    session: AsyncSession,
    party: RelyingParty,
    *,
    kind: Kind,
    next_path: str,
    real_now: datetime,
    fresh: bool = False,
) -> Departure:
    """Remember what the provider's answer must match, and return where to send the browser.

    `fresh` asks the provider to authenticate the person again, whatever session it has.
    """
    state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
    address = await party.authorization_address(
        state=state,
        nonce=nonce,
        verifier=verifier,
        max_age=0 if fresh else None,
        strong=kind is Kind.STAFF,
    )
    async with session.begin():
        session.add(
            LoginAttempt(
                state_hash=digest(state),
                browser_hash=digest(browser),
                kind=kind,
                nonce=nonce,
                verifier=verifier,
                next_path=safe_path(next_path),
                expires_at=real_now + ATTEMPT_LIFETIME,
            )
        )
    return Departure(address, browser)


async def take_attempt(
    session: AsyncSession, *, state: str, browser_token: str, real_now: datetime
) -> LoginAttempt:
    """Return the login that this answer belongs to, and forget it: it serves once.

    :raises LoginRefused: it is unknown, used, expired, or was begun in another browser.
    """
    async with session.begin():
        attempt: LoginAttempt | None = await session.scalar(
            delete(LoginAttempt).where(LoginAttempt.state_hash == digest(state)).returning(LoginAttempt)
        )
    if attempt is None or attempt.expires_at <= real_now:
        raise LoginRefused("This login has expired or was used before. Start again.")
    if not secrets.compare_digest(attempt.browser_hash, digest(browser_token)):
        raise LoginRefused("This login was begun in another browser. Start again.")
    return attempt
