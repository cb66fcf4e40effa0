"""One question to a page: shown, answered, put right, and never lost when two devices answer at once."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import service
from rx_portal.intake.errors import NotAsked, StaleAnswer
from rx_portal.intake.questionnaire import (
    Form,
    NotUnderstood,
    Photo,
    Question,
    Value,
    from_form,
    measure,
    speak,
    to_form,
)
from rx_portal.intake.routes import unsent
from rx_portal.intake.schemas import Saved, SavedOut, Sheet
from rx_portal.intake.states import Status
from rx_portal.kit.authority import PUBLIC, needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)
QUESTION = "/care/intakes/{intake_id:uuid}/{link_id:str}"


@get(QUESTION, opt=OWN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    link_id: FromPath[str],
) -> Template | Redirect:
    """Show a question with the answer it has, or with one that a login came in between of."""
    sheet = await service.look(session, intake_id=intake_id, actor=actor, now=now)
    if sheet.status is not Status.IN_PROGRESS:
        return redirect(place_of(sheet))
    try:
        question = sheet.asked(link_id)
    except NotAsked:  # gone back to, or open on another device, while another answer made it needless
        return redirect(place_of(sheet))
    token = request.cookies.get(unsent.cookie_name(settings))
    waits = unsent.waiting(settings, token, request.url.path, real_now=real_now())
    if waits is None:
        return question_page(request, sheet, question, to_form(sheet.given.get(link_id)))
    stale = version_in(waits.form.get("version", [""])[0]) != sheet.version(link_id)
    shown = question_page(request, sheet, question, waits.form, stale=stale, returned=True)
    shown.cookies.append(unsent.forgotten(settings))
    return shown


@post(QUESTION, opt=PUBLIC, include_in_schema=False)
async def answer(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor | None],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    link_id: FromPath[str],
) -> Template | Redirect | Response[SavedOut]:
    """Keep an answer and go on to the next question.

    Whoever was signed out while they wrote is led to the login, and finds their answer again after it.

    :raises NotAuthorizedException: nobody is signed in, and the answer is too long to be carried.
    :raises PermissionDeniedException: somebody is who answers no questions.
    """
    form = _form_of(await request.form())
    if actor is None:
        carried = unsent.set_aside(settings, request.url.path, form, real_now=real_now())
        if carried is None or form.get("autosave"):
            raise NotAuthorizedException("You were signed out. Go back, copy what you wrote, and sign in.")
        return carried
    if not actor.may(Scope.RECORD_OWN):
        raise PermissionDeniedException("Your role does not allow this.")
    try:
        saved = await service.answer(
            session,
            intake_id=intake_id,
            link_id=link_id,
            reading=partial(_read, form=form),
            seen=version_in(form.get("version", [""])[0]),
            patient=actor,
            now=now,
        )
    except NotUnderstood as unclear:
        again = await service.look(session, intake_id=intake_id, actor=actor, now=now)
        return question_page(request, again, again.asked(link_id), form, error=unclear.message, status=422)
    except StaleAnswer:
        again = await service.look(session, intake_id=intake_id, actor=actor, now=now)
        return question_page(request, again, again.asked(link_id), form, stale=True, status=409)
    if form.get("autosave"):
        return Response(SavedOut(saved.version))
    return redirect(_onwards(intake_id, saved, form))


def place_of(sheet: Sheet) -> str:
    """Return the page on which a patient goes on with an intake."""
    match sheet.status:
        case Status.SUBMITTED:
            return f"/care/enrollments/{sheet.enrollment_id}/next"
        case Status.STOPPED:
            return f"/care/intakes/{sheet.id}/stopped"
        case Status.CLOSED:
            return "/care"
    missing = sheet.walk.missing
    return f"/care/intakes/{sheet.id}/{missing[0].link_id if missing else 'check'}"


def _onwards(intake_id: UUID, saved: Saved, form: Form) -> str:
    if saved.urgent:
        return f"/care/intakes/{intake_id}/stopped"
    if form.get("leave"):
        return "/care"
    if form.get("change") or saved.follows is None:
        return f"/care/intakes/{intake_id}/check"
    return f"/care/intakes/{intake_id}/{saved.follows}"


def _form_of(given: Any) -> Form:
    fields: dict[str, list[str]] = {}
    for name, value in given.multi_items():
        fields.setdefault(name, []).append(str(value))
    return fields


def _read(question: Question, *, form: Form) -> Value | None:
    return from_form(question, form)


def version_in(given: object) -> int:
    """Return the version of an answer that a form says its page showed, 0 for none."""
    text = str(given or "")
    return int(text) if text.isdecimal() else 0


def question_page(
    request: AnyRequest,
    sheet: Sheet,
    question: Question,
    form: Form,
    *,
    error: str | None = None,
    stale: bool = False,
    returned: bool = False,
    status: int = 200,
) -> Template:
    """Answer with the page of a question, filled in; `stale` shows what was saved elsewhere beside it."""
    walk, link_id = sheet.walk, question.link_id
    back = walk.before(link_id)
    theirs = sheet.given.get(link_id)
    changing = "change" in request.query_params or bool(form.get("change"))
    return page(
        request,
        "intake/question.html",
        status=status,
        sheet=sheet,
        question=question,
        form=form,
        version=sheet.version(link_id),
        number=walk.number(link_id),
        total=len(walk.pages),
        back=f"/care/intakes/{sheet.id}/{back.link_id if back and not changing else 'check'}"
        if back or changing
        else f"/care/enrollments/{sheet.enrollment_id}/questions?from=first",
        changing=changing,
        unit=measure.SPOKEN.get(question.unit, question.unit),
        error=error,
        stale=stale,
        returned=returned,
        theirs=speak(question, theirs) if theirs is not None else "No answer",
        theirs_form=to_form(theirs),
        photo=theirs.id if isinstance(theirs, Photo) else None,
    )


handlers = [show, answer]
