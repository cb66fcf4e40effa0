"""What was said to outside pharmacies, for staff: the list with what fails on top, and one with its words."""

import json
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.dispensing.states import Direction, Outcome
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
LIST, OPEN = needs(Scope.EXCHANGE_READ), needs(Scope.EXCHANGE_READ, Scope.DISPENSE_HAND_OVER)
OUTCOMES = [("", "All"), ("answered", "Answered"), ("refused", "Refused"), ("unavailable", "No answer")]
DIRECTIONS = [("", "All"), ("out", "We asked"), ("in", "They told us")]


@get("/desk/exchanges", opt=LIST, include_in_schema=False)
async def list_all(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show what was said last, of one fill or of all, with what still fails on top."""
    asked = request.query_params
    outcome, direction = asked.get("outcome", ""), asked.get("direction", "")
    fill = _id(asked.get("fill", ""))
    failing, found = await service.exchanges(
        session,
        reader=actor,
        now=now,
        dispense_id=fill,
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
        direction=Direction(direction) if direction in set(Direction) else None,
    )
    return page(
        request,
        "dispensing/exchanges.html",
        failing=failing,
        references=await service.references(session, [*failing, *found]),
        exchanges=found,
        fill=fill,
        outcome=outcome,
        direction=direction,
        outcomes=OUTCOMES,
        directions=DIRECTIONS,
        zone=zone,
    )


@get("/desk/exchanges/{exchange_id:uuid}", opt=OPEN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
    exchange_id: FromPath[UUID],
) -> Template:
    """Show the words of one; who looked is kept."""
    said = await service.open_exchange(session, exchange_id=exchange_id, reader=actor, now=now)
    words = json.dumps(_unfolded(json.loads(said.body)), indent=2, ensure_ascii=False) if said.body else ""
    return page(request, "dispensing/exchange.html", said=said, words=words, zone=zone)


@post("/desk/exchanges/{dispense_id:uuid}/again", opt=LIST, include_in_schema=False)
async def again(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    dispense_id: FromPath[UUID],
) -> Redirect:
    """Have the pharmacy asked at once."""
    await service.ask_again(session, dispense_id=dispense_id, actor=actor, now=now)
    return redirect("/desk/exchanges", flash="pharmacy_asked")


def _unfolded(said: object) -> object:
    """Return what was said with the documents in it opened: a pharmacy's FHIR is kept as one string."""
    if isinstance(said, dict):
        return {key: _unfolded(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_unfolded(value) for value in said]
    if isinstance(said, str) and said.startswith(("{", "[")):
        with suppress(ValueError):
            return _unfolded(json.loads(said))
    return said


def _id(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise NotFoundException from error


handlers = [list_all, show, again]
