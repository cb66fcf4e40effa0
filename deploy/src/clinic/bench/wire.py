"""HTTP/1.1 as a client needs it here: raw bytes out, an answer back, over one kept connection."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

CRLF = b"\r\n"


@dataclass(frozen=True)
class Request:
    """One request; `fields` are sent as a form, `body` as JSON."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] | None = None
    fields: Mapping[str, str] | None = None
    body: str | None = None

    def raw(self, port: int) -> bytes:
        """Return the bytes that go over the wire."""
        content, kind = b"", ""
        if self.fields is not None:
            content, kind = urlencode(self.fields).encode(), "application/x-www-form-urlencoded"
        elif self.body is not None:
            content, kind = self.body.encode(), "application/json"
        lines = {"Host": f"localhost:{port}", **(self.headers or {})}
        if self.method != "GET":
            lines |= {"Content-Length": str(len(content)), "Origin": f"http://localhost:{port}"}
        if kind:
            lines["Content-Type"] = kind
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode() + content


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode(errors="replace")


class Wire:
    """One connection to one port of this machine; it is opened again when the server has closed it.

    `source` is the loopback address to call from: servers count what one address asks for.
    """

    def __init__(self, port: int, source: str | None = None) -> None:
        self._port = port
        self._source = source
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: Request | bytes) -> Answer:
        """Send a request and return the answer."""
        raw = request if isinstance(request, bytes) else request.raw(self._port)
        if self._streams is None:
            local = (self._source, 0) if self._source else None
            self._streams = await asyncio.open_connection(
                "127.0.0.1", self._port, local_addr=local, limit=2**20
            )
        reader, writer = self._streams
        writer.write(raw)
        head = await reader.readuntil(CRLF + CRLF)
        status, headers, cookies = _read_head(head)
        body = await _read_body(reader, status, headers)
        if headers.get("connection", "").lower() == "close":
            await self.close()
        return Answer(status, headers, cookies, body)

    async def close(self) -> None:
        """Hang up."""
        if self._streams:
            writer, self._streams = self._streams[1], None
            writer.close()
            await writer.wait_closed()


def _read_head(head: bytes) -> tuple[int, Mapping[str, str], Mapping[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name.lower() == "set-cookie":
            key, _, held = value.partition(";")[0].partition("=")
            cookies[key] = held
        elif name:
            headers[name.lower()] = value
    return int(first.split(" ", 2)[1]), headers, cookies


async def _read_body(reader: asyncio.StreamReader, status: int, headers: Mapping[str, str]) -> bytes:
    if status in (204, 304):
        return b""
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    parts = []
    while size := int((await reader.readline()).strip(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
