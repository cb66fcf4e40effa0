"""Recognising a signed-in browser at every request, apart from whatever the request then does."""

from datetime import datetime, timedelta
from typing import Any

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from rx_portal.identity import queries
from rx_portal.identity.models import LoginSession
from rx_portal.identity.schemas import LIFETIMES, Kind
from rx_portal.identity.service import actor_of, digest
from rx_portal.kit.clock import real_now
from rx_portal.kit.origin import token_for
from rx_portal.kit.settings import Settings

BACKGROUND = "x-background"
"""What a page sends that asks by itself: nobody sits there, so it prolongs no session."""
TOUCH_AFTER = timedelta(minutes=1)


def cookie_name(settings: Settings, base: str = "rx_session") -> str:
    """Return a cookie's name: bound to this host wherever the address is https."""
    return f"__Host-{base}" if settings.secure else base


def authenticate(app: ASGIApp) -> ASGIApp:
    """Wrap an application so that `scope["user"]` is the actor, or None."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            scope["user"] = None
            await _recognise(scope)
        await app(scope, receive, send)

    return wrapped


async def _recognise(scope: Any) -> None:
    state = scope["litestar_app"].state
    token = _cookie(Headers.from_scope(scope).get("cookie", ""), cookie_name(state.settings))
    if not token:
        return
    id_hash = digest(token)
    quiet = Headers.from_scope(scope).get(BACKGROUND) is not None
    opened = await _find(state.doors, id_hash, real_now(), touch=not quiet)
    if opened is not None:
        scope["user"] = actor_of(opened)
        scope.setdefault("state", {}).update(
            login=opened, csrf_token=token_for(state.settings.secret_key, id_hash)
        )


async def _find(engine: AsyncEngine, id_hash: bytes, now: datetime, *, touch: bool) -> LoginSession | None:
    """Return a session that is still good, in one statement; it is prolonged at most once a minute."""
    async with engine.connect() as connection:
        opened = await queries.find_session(connection, id_hash, real_now=now)
        if opened is None:
            return None
        idle = LIFETIMES[Kind.STAFF if opened.staff_id else Kind.PATIENT].idle
        if touch and opened.idle_until < now + idle - TOUCH_AFTER:
            await connection.execute(
                update(LoginSession).where(LoginSession.id_hash == id_hash).values(idle_until=now + idle)
            )
        return opened


def _cookie(header: str, name: str) -> str | None:
    for part in header.split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return None
