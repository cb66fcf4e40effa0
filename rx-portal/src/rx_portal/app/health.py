"""Whether the process lives, and whether it can serve."""

from typing import Any

from litestar import Request, Response, get
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from rx_portal.kit.authority import PUBLIC


@get("/healthz", opt=PUBLIC, include_in_schema=False)
async def healthz() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@get("/readyz", opt=PUBLIC, include_in_schema=False)
async def readyz(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """Say whether both databases answer."""
    state = request.app.state
    found: dict[str, str] = {}
    for name, engine in (("rx", state.engine), ("shop", state.shop_engine)):
        try:
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
            found[name] = "ok"
        except (SQLAlchemyError, OSError):
            found[name] = "unreachable"
    ready = all(status == "ok" for status in found.values())
    return Response(found, status_code=200 if ready else 503)


handlers = [healthz, readyz]
