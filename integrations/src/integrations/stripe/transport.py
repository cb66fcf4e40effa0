"""How the SDK's requests leave: through `disclosure`, then over httpx, with the caller's patience."""

import asyncio
from collections.abc import Mapping, Sequence

import httpx
import stripe

from integrations.stripe import disclosure

Reply = tuple[str, int, Mapping[str, str]]


class Discreet(stripe.HTTPClient):
    """A client for the SDK that lets nothing out which `disclosure` does not know."""

    name = "httpx"

    def __init__(
        self, *, blocking: httpx.Client | None = None, awaiting: httpx.AsyncClient | None = None
    ) -> None:
        super().__init__()
        self._blocking, self._awaiting = blocking, awaiting

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: str | None = None,
        *,
        _usage: Sequence[str] | None = None,
    ) -> Reply:
        """Send a request and wait for the answer."""
        disclosure.inspect(url, headers or {}, post_data)
        assert self._blocking, "made for awaiting"
        try:
            reply = self._blocking.request(method, url, headers=headers, content=post_data or None)
        except httpx.HTTPError as error:
            raise _lost(error) from error
        return reply.text, reply.status_code, reply.headers

    async def request_async(
        self, method: str, url: str, headers: Mapping[str, str], post_data: str | None = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """Send a request and await the answer."""
        disclosure.inspect(url, headers, post_data)
        assert self._awaiting, "made for blocking"
        try:
            reply = await self._awaiting.request(method, url, headers=headers, content=post_data or None)
        except httpx.HTTPError as error:
            raise _lost(error) from error
        return reply.content, reply.status_code, reply.headers

    async def sleep_async(self, secs: float) -> None:
        """Wait between two tries."""
        await asyncio.sleep(secs)

    def close(self) -> None:
        """Close the blocking connections."""
        if self._blocking is not None:
            self._blocking.close()

    async def close_async(self) -> None:
        """Close the awaiting connections."""
        if self._awaiting is not None:
            await self._awaiting.aclose()


def _lost(error: httpx.HTTPError) -> stripe.APIConnectionError:
    return stripe.APIConnectionError(f"No answer: {type(error).__name__}.", should_retry=True)  # type: ignore[no-untyped-call] # the SDK's
