"""The counterparties' doubles in one process: pharmacy, mail and SMS inbox, video.

`granian --interface asgi integrations.counterparts:app`
"""

import os
from typing import Any

from litestar import Litestar, MediaType, get

from integrations.double_page import STYLE, page
from integrations.notify import fake as notify
from integrations.pharmacy import fake as pharmacy
from integrations.shelf import Shelf
from integrations.video import fake as video


@get("/", media_type=MediaType.HTML)
async def index() -> str:
    """Show what is here."""
    links = (
        '<ul><li><a href="/inbox">Mail and texts</a></li><li><a href="/pharmacy">Pharmacy queue</a></li></ul>'
    )
    return page("Counterparties", "Test doubles", links)


@get("/counterparts.css", media_type=MediaType.CSS)
async def style() -> str:
    """Return the doubles' stylesheet."""
    return STYLE


@get(["/healthz", "/readyz"])
async def health() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


def create_app(state_file: str = ":memory:") -> Litestar:
    """Return the doubles, keeping what they are given in a file."""
    made = Litestar([index, style, health, notify.router, pharmacy.router, video.router], openapi_config=None)
    made.state.shelf = Shelf(state_file)
    made.state.telling = set[Any]()
    return made


def __getattr__(name: str) -> Litestar:
    """Build `app` when a server asks for it."""
    if name != "app":
        raise AttributeError(name)
    return create_app(os.environ.get("COUNTERPARTS_STATE_FILE", ":memory:"))
