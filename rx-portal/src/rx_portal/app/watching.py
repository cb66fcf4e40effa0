"""Every request of the portal, named and watched from the outermost edge, whatever answers it."""

from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from shared_lib.telemetry import request, watch


def watched(app: ASGIApp) -> ASGIApp:
    """Wrap an application: each request has an id, which its answer, entries, rows and logs carry."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        name = request.begin(_given(scope))
        with watch.answering(str(scope["method"])) as ended:

            async def answer(message: Message) -> None:
                if message["type"] == "http.response.start":
                    ended(_route(scope), message["status"])
                    message["headers"] = [*message["headers"], (b"x-request-id", name.encode())]
                await send(message)

            await app(scope, receive, answer)

    return wrapped


def _given(scope: Any) -> str | None:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == b"x-request-id"), None)


def _route(scope: Any) -> str:
    """Return the template of the address: an id in it never shows."""
    return str(scope.get("path_template") or "unknown")
