"""A clinician's visit: the way in, who and where the patient is, and how it went."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import service
from rx_portal.desk.routes.case import names_of
from rx_portal.formulary import places
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.visit import service as visits
from rx_portal.visit.errors import IdentityNotAttested, LocationMismatch, TooEarly
from rx_portal.visit.schemas import Attested
from rx_portal.visit.states import Status
from rx_portal.visit.window import DOORS_OPEN
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.SCHEDULE_OWN)
MOST = 20_000
"""Characters of a note, as it is typed."""
CALL_OFF_REASONS = ("clinician_unavailable", "technical", "other")


@get("/desk/visits/{visit_id:uuid}", opt=OWN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template:
    """Show a visit."""
    return await _shown(request, session, actor, now, visit_id, {})


@post("/desk/visits/{visit_id:uuid}/start", opt=OWN, include_in_schema=False)
async def start(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template | Redirect:
    """Start it."""
    form = await request.form()
    attested = Attested(str(form.get("state", "")), identity=form.get("identity") == "yes")
    try:
        await visits.start(session, visit_id=visit_id, clinician=actor, attested=attested, now=now)
    except (LocationMismatch, IdentityNotAttested, TooEarly) as refused:
        field = "identity" if isinstance(refused, IdentityNotAttested) else "state"
        return await _shown(request, session, actor, now, visit_id, {field: refused.message}, attested)
    return redirect(f"/desk/visits/{visit_id}")


@post("/desk/visits/{visit_id:uuid}/note", opt=OWN, include_in_schema=False, status_code=200)
async def keep_note(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    visit_id: FromPath[UUID],
) -> Template:
    """Keep the note while it is typed; a page that is only looked at keeps the session, and no more."""
    note = (await request.form()).get("note")
    kept = isinstance(note, str) and await visits.keep_note(
        session, visit_id=visit_id, clinician=actor, note=note[:MOST]
    )
    return page(request, "desk/note.html", visit_id=visit_id, kept=kept)


@post("/desk/visits/{visit_id:uuid}/complete", opt=OWN, include_in_schema=False)
async def complete(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Template | Redirect:
    """End it with a note."""
    note = str((await request.form()).get("note", "")).strip()
    if not note:
        missing = {"note": "Write down what you found. It stays with the case."}
        return await _shown(request, session, actor, now, visit_id, missing)
    await visits.complete(session, visit_id=visit_id, clinician=actor, note=note, now=now)
    return redirect(f"/desk/visits/{visit_id}", flash="saved")


@post("/desk/visits/{visit_id:uuid}/miss", opt=OWN, include_in_schema=False)
async def miss(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Redirect:
    """Record that the patient did not come."""
    await visits.miss(session, visit_id=visit_id, clinician=actor, now=now)
    return redirect("/desk/calendar", flash="missed")


@post("/desk/visits/{visit_id:uuid}/call-off", opt=OWN, include_in_schema=False)
async def call_off(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    visit_id: FromPath[UUID],
) -> Redirect:
    """Call it off for the clinic."""
    given = str((await request.form()).get("reason", ""))
    reason = given if given in CALL_OFF_REASONS else "other"
    await visits.call_off(session, visit_id=visit_id, clinician=actor, reason=reason, now=now)
    return redirect("/desk/calendar", flash="cancelled")


async def _shown(
    request: AnyRequest,
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    visit_id: UUID,
    errors: dict[str, str],
    attested: Attested | None = None,
) -> Template:
    sheet = await service.look_at_visit(session, visit_id=visit_id, clinician=actor, now=now)
    starts_at = sheet.visit.starts_at
    return page(
        request,
        "desk/visit.html",
        status=422 if errors else 200,
        sheet=sheet,
        visit=sheet.visit,
        open_=starts_at is not None and now >= starts_at - DOORS_OPEN,
        begun=starts_at is not None and now >= starts_at,
        states=places.choices(),
        named=await names_of(request.app.state.ports, now),
        errors=errors,
        attested=attested,
        visit_id=visit_id,
        kept=False,
        Status=Status,
    )


handlers = [show, start, keep_note, complete, miss, call_off]
