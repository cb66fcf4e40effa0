"""Before and after the questions: what to expect, the answers to check, and what to do in an emergency."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import service
from rx_portal.intake.questionnaire import Photo, Question, Value, speak
from rx_portal.intake.routes.asking import place_of
from rx_portal.intake.schemas import Sheet
from rx_portal.intake.states import Status
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)


@get("/care/enrollments/{enrollment_id:uuid}/questions", opt=OWN, include_in_schema=False)
async def before(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Template | Redirect:
    """Say what to expect; whoever has begun goes on where they left off, on whatever device."""
    sheet = await service.look_of_enrollment(session, enrollment_id=enrollment_id, actor=actor, now=now)
    if sheet is not None and "from" not in request.query_params:
        return redirect(place_of(sheet))
    return page(request, "intake/before.html", enrollment_id=enrollment_id, begun=sheet is not None)


@post("/care/enrollments/{enrollment_id:uuid}/questions", opt=OWN, include_in_schema=False)
async def begin(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Redirect:
    """Begin the questions."""
    intake = await service.begin(session, enrollment_id=enrollment_id, patient=actor, now=now)
    sheet = await service.look(session, intake_id=intake.id, actor=actor, now=now)
    return redirect(place_of(sheet))


@get("/care/intakes/{intake_id:uuid}/check", opt=OWN, include_in_schema=False)
async def check(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
) -> Template | Redirect:
    """Show every answer, each with a link to change it."""
    sheet = await service.look(session, intake_id=intake_id, actor=actor, now=now)
    if sheet.status is not Status.IN_PROGRESS:
        return redirect(place_of(sheet))
    return check_page(request, sheet)


@get("/care/intakes/{intake_id:uuid}/stopped", opt=OWN, include_in_schema=False)
async def stopped(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
) -> Template | Redirect:
    """Show the emergency numbers."""
    sheet = await service.look(session, intake_id=intake_id, actor=actor, now=now)
    if sheet.status is not Status.STOPPED:
        return redirect(place_of(sheet))
    return page(request, "intake/stopped.html", sheet=sheet)


def check_page(request: AnyRequest, sheet: Sheet, *, refused: bool = False) -> Template:
    """Answer with every answer; `refused` shows first what is still missing."""
    rows = [
        _row(sheet, question, sheet.walk.values.get(question.link_id)) for question in sheet.walk.questions
    ]
    last = sheet.walk.pages[-1].link_id
    return page(
        request,
        "intake/check.html",
        status=422 if refused else 200,
        sheet=sheet,
        rows=[row for row in rows if row],
        missing=sheet.walk.missing if refused else (),
        back=f"/care/intakes/{sheet.id}/{last}",
    )


def _row(sheet: Sheet, question: Question, value: Value | None) -> dict[str, object]:
    if question.calculation:
        shown = f"{speak(question, value)}, worked out for you" if value is not None else ""
        return {"label": question.short, "value": shown} if shown else {}
    nothing = "Not answered yet" if question.required else "Nothing to add"
    return {
        "label": question.short,
        "value": _said(question, value) if value is not None else nothing,
        "href": f"/care/intakes/{sheet.id}/{question.link_id}?change=1",
        "action": "Change" if value is not None else "Answer",
    }


def _said(question: Question, value: Value) -> str:
    if not isinstance(value, Photo):
        return speak(question, value)
    return Markup('<img class="photo-small" src="/care/photos/{}/small" alt="{}">').format(
        value.id, "The photo that you sent"
    )


handlers = [before, begin, check, stopped]
