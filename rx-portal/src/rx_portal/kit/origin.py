"""Forged requests are refused: unsafe methods need this site's own origin and the session's own token."""

import hashlib
import hmac
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MACHINE = {"authority": "public", "machine": True}
HEADER = "x-csrf-token"
FIELD = "csrf_token"


def token_for(secret: bytes, session_hash: bytes) -> str:
    """Return the token that forms of one session carry."""
    return hmac.new(secret, b"csrf|" + session_hash, hashlib.sha256).hexdigest()


async def guard_origin(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse an unsafe request that another site made a browser send; webhooks opt out by `MACHINE`.

    :raises PermissionDeniedException: the origin is another's, or missing where a browser would send it.
    """
    if connection.scope["method"] in SAFE or handler.opt.get("machine"):  # type: ignore[typeddict-item]
        return
    own = connection.app.state.settings.portal_url
    origin = connection.headers.get("origin")
    fetch_site = connection.headers.get("sec-fetch-site")
    if origin is not None and origin != own:
        raise PermissionDeniedException("This request came from another site.")
    if fetch_site not in (None, "same-origin", "none") or (origin is None and fetch_site is None):
        raise PermissionDeniedException("This request does not say where it came from.")


async def check_token(request: Request[Any, Any, Any]) -> None:
    """Refuse a signed-in person's unsafe request without the token of their session.

    :raises PermissionDeniedException: the token is missing or of another session.
    """
    if request.method in SAFE or request.route_handler.opt.get("machine"):
        return
    expected = request.scope.get("state", {}).get("csrf_token", "")
    if not expected:
        return
    given = request.headers.get(HEADER) or str((await request.form()).get(FIELD, ""))
    if not hmac.compare_digest(given, expected):
        raise PermissionDeniedException("This form has expired. Go back, reload the page and send it again.")
