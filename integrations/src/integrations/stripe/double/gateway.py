"""The door of the API: who asks, for what, whether it was asked before, and what goes wrong on the way."""

import json
import secrets
from typing import Any

from litestar import Request
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send
from stripe import api_version

from integrations.stripe.double import (
    charges,
    customers,
    disputes,
    events,
    keys,
    lists,
    params,
    payment_intents,
    payment_methods,
    refunds,
    sessions,
    setup_intents,
)
from integrations.stripe.double.account import Account, Origin, new_id
from integrations.stripe.double.errors import Answer, Fault, Object, invalid
from integrations.stripe.double.faults import When
from integrations.stripe.double.routes import Params, Route
from integrations.stripe.double.server import Server
from integrations.stripe.double.settings import Merchant
from shared_lib.clock import real_now

ROUTES: tuple[Route, ...] = (
    *(*customers.routes, *payment_methods.routes, *setup_intents.routes, *payment_intents.routes),
    *(*charges.routes, *refunds.routes, *sessions.routes, *disputes.routes, *events.routes),
)
NOBODY = Merchant(name="", key="")


class Dropped(ASGIResponse):
    """An answer whose connection breaks off before its end."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise a thousand bytes, send one, and stop."""
        headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def answer(server: Server, request: Request[Any, Any, Any]) -> ASGIResponse:
    """Answer one request of the API, and keep it in the log."""
    posted = request.method == "POST"
    form = (await request.body()).decode() if posted else request.scope["query_string"].decode()
    origin = Origin(new_id("req", 14), request.headers.get("Idempotency-Key") if posted else None)
    merchant = _merchant(server, request.headers.get("Authorization", ""))
    entry = (merchant.name, real_now().isoformat(), request.method, request.url.path, form)
    line = server.store.insert(
        "insert into request (account, at, method, path, body, key, request_id) values (?, ?, ?, ?, ?, ?, ?)",
        *(*entry, origin.key, origin.id),
    )
    try:
        (status, body), replayed = await _outcome(server, request, merchant, origin, form)
    except Fault as fault:
        (status, body), replayed = (fault.status, {"error": fault.error}), False
    except ConnectionAbortedError:
        return Dropped(body=b"")
    server.store.run("update request set status = ? where seq = ?", status, line)
    version = request.headers.get("Stripe-Version", api_version)
    headers = {"Request-Id": str(origin.id), "Stripe-Version": version}
    headers |= {"Idempotency-Key": origin.key} if origin.key else {}
    headers |= {"Idempotent-Replayed": "true"} if replayed else {}
    content = json.dumps(body, indent=2).encode()
    return ASGIResponse(body=content, status_code=status, headers=headers, media_type="application/json")


async def _outcome(
    server: Server, request: Request[Any, Any, Any], merchant: Merchant, origin: Origin, form: str
) -> tuple[Answer, bool]:
    """Return the answer, and whether it had been given before.

    :raises Fault: the request never got as far as being done.
    :raises ConnectionAbortedError: the connection is to break.
    """
    method, path = str(request.method), request.url.path
    if merchant is NOBODY:
        raise invalid("Invalid API Key provided.", status=401)
    misfortune = server.faults.take(method, path, merchant.name)
    misfortune.early()
    route, parts = _route(method, path)
    given = params.checked(route.schema, params.parse(form))
    key, asked = origin.key, f"{method} {path} {'&'.join(sorted(form.split('&')))}"
    held = (merchant.name, key or str(origin.id))
    if held in server.busy:
        raise keys.in_flight(held[1])
    account = server.account(merchant, str(request.base_url), origin)
    if key and (before := keys.kept(account, key, asked)):
        await misfortune.pause(When.AFTER)
        return before, True
    server.busy.add(held)
    try:
        await misfortune.pause(When.BEFORE)
        account = server.account(merchant, str(request.base_url), origin)

        def remember(made: Answer) -> None:
            if key:
                keys.keep(account, key, asked, misfortune.seen(made))

        done = server.act(lambda: _run(account, route, Params(given), parts), remember)
        await misfortune.pause(When.AFTER)
        return misfortune.seen(done), False
    finally:
        server.busy.discard(held)


def _run(account: Account, route: Route, given: Params, parts: dict[str, str]) -> Object:
    """Do what is asked, unless that would leave something that was asked undone."""
    done = route.run(account, given, parts)
    if unread := given.unread():
        raise invalid(
            f"The double does not model {', '.join(sorted(unread))} here.", code="double_unmodelled"
        )
    return lists.expanded(account, done, given.get("expand") or ())


def _merchant(server: Server, authorization: str) -> Merchant:
    key = authorization.removeprefix("Bearer ").strip()
    found = (m for m in server.settings.merchants if secrets.compare_digest(m.key.encode(), key.encode()))
    return next(found, NOBODY)


def _route(method: str, path: str) -> tuple[Route, dict[str, str]]:
    for route in ROUTES:
        match = route.path.fullmatch(path) if route.method == method else None
        if match:
            return route, match.groupdict()
    raise invalid(f"Unrecognized request URL ({method}: {path}).", status=404)
