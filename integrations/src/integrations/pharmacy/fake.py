"""The double of an outside pharmacy: it takes a transaction; a person or a test says what becomes of it.

It speaks FHIR R4 as the port's client expects, keeps what it was sent, and tells of every change by a signed
webhook. Its queue has a web page with a button for each step.
"""

import asyncio
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import httpx
from litestar import MediaType, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from integrations.double_page import page
from integrations.fhir import NotFhir, parsed
from integrations.pharmacy.fake_records import STEPS, begun, dispensed, moved, outcome
from integrations.pharmacy.webhook import HEADER, sign
from integrations.shelf import Shelf
from shared_lib.clock import Clock
from shared_lib.ids import uuid7

AnyRequest = Request[Any, Any, Any]
TAG = "Test double of an outside pharmacy"
WAITS = (0, 1, 2, 4, 8, *(15 for _ in range(240)))
"""Seconds before each telling of a change, until it is taken: an hour in all, as patient as a real one."""

FHIR_JSON = "application/fhir+json"


@dataclass(frozen=True, slots=True)
class Contract:
    """What the double and the clinic agreed on: a key, where changes are told, the secret that signs them."""

    key: str
    webhook_url: str
    webhook_secret: str


def contract() -> Contract:
    """Return the agreement, from PHARMACY_KEY, PHARMACY_WEBHOOK_URL and PHARMACY_WEBHOOK_SECRET."""
    env = os.environ
    return Contract(env["PHARMACY_KEY"], env["PHARMACY_WEBHOOK_URL"], env["PHARMACY_WEBHOOK_SECRET"])


def _clock() -> Clock:
    path = os.environ.get("CLOCK_FILE")
    return Clock(Path(path) if path else None)


def _shelf(request: AnyRequest) -> Shelf:
    shelf: Shelf = request.app.state.shelf
    return shelf


def _refused(request: AnyRequest) -> Response[Any] | None:
    if _shelf(request).get("fault", "pharmacy"):
        return Response(outcome("transient"), status_code=503, media_type=FHIR_JSON)
    if request.headers.get("authorization") != f"Bearer {contract().key}":
        return Response(outcome("login"), status_code=401, media_type=FHIR_JSON)
    return None


def _fhir(body: Any, status: int = 200) -> Response[Any]:
    return Response(body, status_code=status, media_type=FHIR_JSON)


@post("/pharmacy/fhir")
async def submit(request: AnyRequest) -> Response[Any]:
    """Take a transaction, once per key, and begin to fill it."""
    if refused := _refused(request):
        return refused
    shelf, key = _shelf(request), request.headers.get("idempotency-key", "")
    known = shelf.get("submitted", key)
    if known:
        return _fhir(shelf.get("task", known))
    try:
        bundle = parsed(await request.body(), "Bundle")
    except NotFhir as error:
        return _fhir(outcome("invalid", error.message), 422)
    task = begun(bundle, _clock().now())
    shelf.put("task", task["id"], task)
    shelf.put("bundle", task["id"], bundle)
    shelf.put("submitted", key, task["id"])
    _tell(request, task["id"])
    return _fhir(task, 201)


@get("/pharmacy/fhir/Task")
async def search(request: AnyRequest, identifier: FromQuery[str]) -> Response[Any]:
    """Return the Task of one of the clinic's orders."""
    if refused := _refused(request):
        return refused
    value = identifier.rpartition("|")[2]
    found = [task for _, task in _shelf(request).all("task") if task["identifier"][0]["value"] == value]
    entries = [{"fullUrl": f"urn:uuid:{task['id']}", "resource": task} for task in found]
    return _fhir({"resourceType": "Bundle", "type": "searchset", "entry": entries})


@get("/pharmacy/fhir/Task/{fill_id:str}")
async def read(request: AnyRequest, fill_id: FromPath[str]) -> Response[Any]:
    """Return a Task as it stands."""
    return _refused(request) or _task(request, fill_id)


@get("/pharmacy/fhir/MedicationDispense/{dispense_id:str}")
async def read_dispense(request: AnyRequest, dispense_id: FromPath[str]) -> Response[Any]:
    """Return what was given."""
    if refused := _refused(request):
        return refused
    kept = _shelf(request).get("dispense", dispense_id)
    return _fhir(kept) if kept else _fhir(outcome("not-found"), 404)


@post("/pharmacy/fhir/Task/{fill_id:str}/{verb:str}")
async def ask(request: AnyRequest, fill_id: FromPath[str], verb: FromPath[str]) -> Response[Any]:
    """Take the clinic's `$release`, or its `$cancel`: granted until the release, a recall after it."""
    if refused := _refused(request):
        return refused
    return _move(request, fill_id, {"$release": "release", "$cancel": "cancel"}.get(verb, verb))


@post("/_double/pharmacy/fills/{fill_id:str}/{verb:str}")
async def act(
    request: AnyRequest, fill_id: FromPath[str], verb: FromPath[str], reason: FromQuery[str] = "out_of_stock"
) -> Response[Any]:
    """Do as the pharmacy's own staff would: accept, ready, dispense, ship, grant a recall, ..."""
    answer = _move(request, fill_id, verb, reason)
    if "text/html" in request.headers.get("accept", ""):
        return Redirect("/pharmacy", status_code=303)
    return answer


@get("/_double/pharmacy/fills")
async def fills(request: AnyRequest) -> list[dict[str, Any]]:
    """Return every fill, with what was sent."""
    shelf = _shelf(request)
    return [{"task": task, "bundle": shelf.get("bundle", key)} for key, task in shelf.all("task")]


@post("/_double/pharmacy/fault/{wanted:str}", status_code=200)
async def fault(request: AnyRequest, wanted: FromPath[str]) -> dict[str, str]:
    """Be `down`, or `up` again."""
    _shelf(request).put("fault", "pharmacy", wanted == "down")
    return {"state": wanted}


@get("/pharmacy", media_type=MediaType.HTML)
async def queue(request: AnyRequest) -> str:
    """Show the pharmacy's queue, with a button for each step."""
    shown = "".join(_row(task) for _, task in reversed(list(_shelf(request).all("task"))))
    return page("Pharmacy queue", TAG, shown or "<p>Nothing has been sent here yet.</p>")


def _task(request: AnyRequest, fill_id: str) -> Response[Any]:
    kept = _shelf(request).get("task", fill_id)
    return _fhir(kept) if kept else _fhir(outcome("not-found"), 404)


def _move(request: AnyRequest, fill_id: str, verb: str, reason: str = "") -> Response[Any]:
    shelf, now = _shelf(request), _clock().now()
    task = shelf.get("task", fill_id)
    if task is None:
        return _fhir(outcome("not-found"), 404)
    after = moved(task, verb, now, reason)
    if after is None:
        return _fhir(task) if verb in ("release", "cancel") else _fhir(outcome("conflict"), 422)
    if verb == "dispense":
        given = dispensed(after, shelf.get("bundle", fill_id), now)
        shelf.put("dispense", given["id"], given)
    shelf.put("task", fill_id, after)
    _tell(request, fill_id)
    return _fhir(after)


def _tell(request: AnyRequest, fill_id: str) -> None:
    told = asyncio.create_task(_deliver(fill_id, str(uuid7())))
    request.app.state.telling.add(told)
    told.add_done_callback(request.app.state.telling.discard)


async def _deliver(fill_id: str, event_id: str) -> None:
    agreed = contract()
    body = json.dumps({"event_id": event_id, "fill_id": fill_id}).encode()
    async with httpx.AsyncClient(timeout=5) as client:
        for wait in WAITS:
            await asyncio.sleep(wait)
            headers = {HEADER: sign(body, agreed.webhook_secret, datetime.now(UTC))}
            try:
                answer = await client.post(agreed.webhook_url, content=body, headers=headers)
            except httpx.HTTPError:
                continue
            if answer.is_success:
                return


def _row(task: dict[str, Any]) -> str:
    stage = task.get("businessStatus", {}).get("coding", [{}])[0].get("code") or task["status"]
    buttons = "".join(
        f'<form method="post" action="/_double/pharmacy/fills/{task["id"]}/{verb}">'
        f"<button>{verb}</button></form>"
        for verb in STEPS.get(stage, ())
    )
    order = escape(task["identifier"][0]["value"])
    return f"<article><h2>Order {order}</h2><p class=when>{escape(stage)}</p>{buttons}</article>"


router = Router("/", route_handlers=[submit, search, read, read_dispense, ask, act, fills, fault, queue])
