"""A drug knowledge service over HTTP: one POST of names, one JSON answer, checked before it is believed."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from integrations.interactions.port import Answer, Known, Unavailable

TIMEOUT = 4.0


class HttpInteractions:
    """`Interactions`, by the service's address and this clinic's key there."""

    def __init__(self, base: str, key: str) -> None:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.AsyncClient(base_url=base, timeout=TIMEOUT, headers=headers)

    async def between(self, prescribed: Sequence[str], taken: Sequence[str]) -> Answer:
        """Return what is known of taking these beside those; see the port."""
        asked = {"prescribed": list(prescribed), "taken": list(taken)}
        try:
            response = await self._client.post("/interactions", json=asked)
            response.raise_for_status()
            return _read(response.json())
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise Unavailable("The interaction service does not answer.") from error


def _read(told: Mapping[str, Any]) -> Answer:
    found = tuple(
        Known(str(one["one"]), str(one["other"]), bool(one["severe"]), str(one["words"]), str(one["source"]))
        for one in told["found"]
    )
    return Answer(found, tuple(str(name) for name in told["unknown"]), str(told["version"]))
