"""The video service over HTTP."""

from datetime import datetime

import httpx

from integrations.video.errors import VideoUnavailable
from integrations.video.port import Room
from shared_lib.telemetry.watch import calling

TIMEOUT = 8.0


class HttpVideoRooms:
    """`VideoRooms`, for code that awaits."""

    def __init__(self, base: str) -> None:
        self._client = httpx.AsyncClient(base_url=base, timeout=TIMEOUT)

    async def create_room(self, reference: str, *, starts_at: datetime, ends_at: datetime) -> Room:
        """Return the room for a visit; see the port."""
        body = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
        with calling("video", "create_room"):
            response = await self._ask("PUT", f"/v1/rooms/{reference}", body)
        made = response.json()
        return Room(made["id"], made["url_for_patient"], made["url_for_clinician"])

    async def close_room(self, room_id: str) -> None:
        """Close a room; see the port."""
        with calling("video", "close_room"):
            await self._ask("DELETE", f"/v1/rooms/{room_id}")

    async def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> httpx.Response:
        try:
            response = await self._client.request(method, path, json=body)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise VideoUnavailable("The video service does not answer.") from error
        return response
