"""The double of the video service: rooms with a page for each side, and nobody on camera."""

import secrets
from typing import Any

from litestar import MediaType, Request, Response, Router, delete, get, put
from litestar.params import FromPath

from integrations.double_page import page
from integrations.shelf import Shelf

AnyRequest = Request[Any, Any, Any]
TAG = "Test double: no camera is used"


@put("/video/v1/rooms/{reference:str}")
async def make(request: AnyRequest, reference: FromPath[str]) -> dict[str, str]:
    """Return the room of a reference, made the first time."""
    shelf: Shelf = request.app.state.shelf
    base = str(request.base_url).rstrip("/")
    made = {
        "id": reference,
        "url_for_patient": f"{base}/room/{reference}/{secrets.token_urlsafe(16)}",
        "url_for_clinician": f"{base}/room/{reference}/{secrets.token_urlsafe(16)}",
    }
    shelf.add("room", reference, made)
    kept: dict[str, str] = shelf.get("room", reference)
    return kept


@delete("/video/v1/rooms/{reference:str}")
async def close(request: AnyRequest, reference: FromPath[str]) -> None:
    """Close a room; its pages say so from now on."""
    shelf: Shelf = request.app.state.shelf
    shelf.put("room", reference, {})


@get("/room/{reference:str}/{token:str}", media_type=MediaType.HTML)
async def room(request: AnyRequest, reference: FromPath[str], token: FromPath[str]) -> Response[str]:
    """Show one side of a room to whoever holds its address."""
    shelf: Shelf = request.app.state.shelf
    kept = shelf.get("room", reference) or {}
    side = next((name for name, url in kept.items() if url.endswith(f"/{token}")), None)
    if side is None:
        return Response(
            page("This room is closed", TAG, "<p>Ask the clinic for a new link.</p>"), status_code=404
        )
    who = "the clinician" if side == "url_for_patient" else "the patient"
    return Response(
        page("Video visit", TAG, f"<p>You are connected. Waiting for {who}.</p>"), status_code=200
    )


router = Router("/", route_handlers=[make, close, room])
