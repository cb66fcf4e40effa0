"""Who may call a handler: every one names its scopes or that it is public; else nothing starts."""

from collections.abc import Iterable
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.handlers.asgi_handlers import ASGIRouteHandler

from shared_lib.identity import Actor, Scope

Opt = dict[str, Any]
Connection = ASGIConnection[Any, Any, Any, Any]

PUBLIC: Opt = {"authority": "public"}
SIGNED_IN: Opt = {"authority": "signed_in"}


class UnguardedHandler(RuntimeError):
    """A handler says neither which scopes it needs nor that it is public."""


def needs(*scopes: Scope) -> Opt:
    """Open a handler to actors who hold every one of these scopes."""
    return {"authority": frozenset(scopes)}


async def guard(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let the request through, or refuse it; anything not stated is refused.

    It waits for nothing, but a guard that is not a coroutine costs a thread at every request.

    :raises NotAuthorizedException: nobody is signed in, or their session has ended.
    :raises PermissionDeniedException: the actor lacks a scope.
    """
    authority = handler.opt.get("authority")
    if authority == "public":
        return
    actor = connection.scope.get("user")
    if not isinstance(actor, Actor):
        raise NotAuthorizedException("You are signed out, and nothing was done. Sign in, and do it again.")
    if authority == "signed_in":
        return
    if not isinstance(authority, frozenset) or not all(actor.may(scope) for scope in authority):
        raise PermissionDeniedException("Your role does not open this. An administrator can say who may.")


def refuse_unguarded(app: Litestar) -> None:
    """Stop the start of an application with a handler that names no authority.

    :raises UnguardedHandler: with the handlers' names.
    """
    silent = [str(handler) for handler in _handlers(app) if "authority" not in handler.opt]
    if silent:
        raise UnguardedHandler("These handlers name no authority: " + ", ".join(sorted(set(silent))))


def _handlers(app: Litestar) -> Iterable[BaseRouteHandler]:
    for route in app.routes:
        found: list[BaseRouteHandler]
        match getattr(route, "route_handlers", None):
            case list() | tuple() as several:
                found = list(several)
            case _:
                found = [route.route_handler]  # type: ignore[union-attr]  # a websocket or ASGI route has one
        for handler in found:
            if isinstance(handler, HTTPRouteHandler | ASGIRouteHandler) and not _automatic(handler):
                yield handler


def _automatic(handler: BaseRouteHandler) -> bool:
    """Tell whether Litestar made this handler itself: the answer to OPTIONS."""
    return isinstance(handler, HTTPRouteHandler) and handler.http_methods == {"OPTIONS"}
