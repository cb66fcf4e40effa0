"""The double as an ASGI application: `granian --interface asgi integrations.stripe.double.main:app`."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, get, route
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.response.base import ASGIResponse
from litestar.types import Scope

from integrations.stripe.double import front, gateway
from integrations.stripe.double.control import Control
from integrations.stripe.double.pages import Pages
from integrations.stripe.double.server import Server
from integrations.stripe.double.settings import Settings

TICK = 1.0
logger = logging.getLogger(__name__)


@route("/v1/{rest:path}", http_method=["GET", "POST", "DELETE"])
async def api(request: Request[Any, Any, Any], rest: str) -> ASGIResponse:  # noqa: ARG001 - the path is read whole
    """Answer the API."""
    return await gateway.answer(request.app.state.server, request)


@get(["/healthz", "/readyz"])
async def health() -> dict[str, str]:
    """Say that the double is there; its books open before it listens."""
    return {"status": "ok"}


def create_app(settings: Settings) -> Litestar:
    """Return a double that serves these merchants."""
    server = Server.of(settings)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(server.courier.run()), asyncio.create_task(_ticking(server))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            server.store.close()

    return Litestar(
        route_handlers=[api, health, Control, Pages, front.front, front.asset],
        lifespan=[running],
        state=State({"server": server}),
        after_exception=[_tell],
        openapi_config=None,
        logging_config=None,
    )


async def _tell(error: Exception, scope: Scope) -> None:
    """Log what should not have happened; what was being done has been undone."""
    if not isinstance(error, HTTPException):
        logger.error("%s failed.", scope["path"], exc_info=error)


async def _ticking(server: Server) -> None:
    while True:
        try:
            server.tick()
        except Exception:
            logger.exception("The clock could not be caught up with.")
        await asyncio.sleep(TICK)


def __getattr__(name: str) -> Litestar:
    """Build `app` when a server first asks for it, so that importing this module needs no settings."""
    if name == "app":
        return create_app(Settings.read())
    raise AttributeError(name)
