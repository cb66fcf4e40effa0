"""The double of the mail and SMS service: an inbox that a person can open, and a test can read."""

import json
import os
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
from litestar import MediaType, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from integrations.double_page import page
from integrations.notify.webhook import HEADER, sign
from integrations.shelf import Shelf

AnyRequest = Request[Any, Any, Any]
TAG = "Test double: nothing leaves this machine"


def _shelf(request: AnyRequest) -> Shelf:
    shelf: Shelf = request.app.state.shelf
    return shelf


async def _keep(request: AnyRequest, kind: str) -> Response[dict[str, Any]]:
    if _shelf(request).get("fault", "notify"):
        return Response({"error": "down"}, status_code=503)
    body = await request.json()
    key = request.headers.get("idempotency-key", "")
    if not key or not body.get("to"):
        return Response({"error": "an idempotency-key and a `to` are needed"}, status_code=422)
    message = {"kind": kind, "at": datetime.now(UTC).isoformat(), **body}
    new = _shelf(request).add("message", key, message)
    return Response({"accepted": True, "new": new}, status_code=202)


@post("/notify/v1/mails")
async def mails(request: AnyRequest) -> Response[dict[str, Any]]:
    """Take a mail, once per key."""
    return await _keep(request, "mail")


@post("/notify/v1/texts")
async def texts(request: AnyRequest) -> Response[dict[str, Any]]:
    """Take a text message, once per key."""
    return await _keep(request, "text")


@get("/_double/inbox")
async def listing(request: AnyRequest, to: FromQuery[str | None] = None) -> list[dict[str, Any]]:
    """Return the messages, the newest first, to one person if asked."""
    return _messages(request, to)


@post("/_double/notify/fault/{wanted:str}", status_code=200)
async def fault(request: AnyRequest, wanted: FromPath[str]) -> dict[str, str]:
    """Be `down`, or `up` again."""
    _shelf(request).put("fault", "notify", wanted == "down")
    return {"state": wanted}


@get("/inbox", media_type=MediaType.HTML)
async def inbox(request: AnyRequest, to: FromQuery[str | None] = None) -> str:
    """Show who got mail, or one person's messages."""
    if to is None:
        people = sorted({message["to"] for message in _messages(request, None)})
        rows = "".join(f'<li><a href="/inbox?to={quote(one)}">{escape(one)}</a></li>' for one in people)
        return page("Inbox", TAG, f"<ul>{rows}</ul>" if rows else "<p>Nobody has been written to yet.</p>")
    shown = "".join(_message(message) for message in _messages(request, to))
    answer = _reply_form(to) if to.startswith("+") else ""
    return page(f"Inbox of {to}", TAG, f'<p><a href="/inbox">All people</a></p>{answer}{shown}')


@post("/_double/notify/reply", status_code=303)
async def reply(request: AnyRequest) -> Redirect:
    """Answer a text as the person with that telephone would; the clinic is told at once."""
    form = await request.form()
    sender = str(form.get("from", ""))
    told = {"id": str(uuid4()), "from": sender, "body": str(form.get("body", ""))}
    body = json.dumps(told).encode()
    headers = {HEADER: sign(body, os.environ["NOTIFY_WEBHOOK_SECRET"], datetime.now(UTC))}
    async with httpx.AsyncClient(timeout=5) as client:
        await client.post(os.environ["NOTIFY_WEBHOOK_URL"], content=body, headers=headers)
    return Redirect(f"/inbox?to={quote(sender)}", status_code=303)


def _messages(request: AnyRequest, to: str | None) -> list[dict[str, Any]]:
    kept = [{"id": key, **message} for key, message in _shelf(request).all("message")]
    return [message for message in reversed(kept) if to is None or message["to"] == to]


def _message(message: dict[str, Any]) -> str:
    title = escape(message.get("subject", "Text message"))
    text = escape(message.get("text") or message.get("body", ""))
    linked = " ".join(_link(word) for word in text.split(" "))
    return (
        f'<article><h2>{title}</h2><p class="when">{escape(message["at"])}</p><pre>{linked}</pre></article>'
    )


def _reply_form(sender: str) -> str:
    return (
        '<form method="post" action="/_double/notify/reply">'
        f'<input type="hidden" name="from" value="{escape(sender)}">'
        '<label>Reply <input name="body" value="STOP"></label><button>Send</button></form>'
    )


def _link(word: str) -> str:
    start, break_, rest = word.rpartition("\n")
    if not rest.startswith(("http://", "https://")):
        return word
    return f'{start}{break_}<a href="{rest}">{rest}</a>'


router = Router("/", route_handlers=[mails, texts, listing, fault, inbox, reply])
