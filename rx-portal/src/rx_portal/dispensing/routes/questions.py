"""What pharmacists ask of prescribers: the list, and one question with the fill that it is about."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.dispensing.service.verifying import SUBJECTS, AlreadyAnswered, WordsMissing
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import signer_at
from rx_portal.visit import service as visits
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
SIGN = needs(Scope.PRESCRIPTION_SIGN)


@get("/desk/questions", opt=SIGN, include_in_schema=False)
async def list_open(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show what pharmacists wait to have answered."""
    found = await service.questions(session, reader=actor, now=now)
    return page(
        request, "dispensing/questions.html", questions=found, subjects=SUBJECTS, me=actor.id, zone=zone
    )


@get("/desk/questions/{question_id:uuid}", opt=SIGN, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    question_id: FromPath[UUID],
) -> Template:
    """Show one question."""
    return await _screen(request, session, settings, actor, now, question_id)


@post("/desk/questions/{question_id:uuid}", opt=SIGN, include_in_schema=False)
async def answer(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    question_id: FromPath[UUID],
) -> Template | Redirect:
    """Answer it."""
    words = str((await request.form()).get("words", ""))
    try:
        await service.answer(session, question_id=question_id, words=words, clinician=actor, now=now)
    except (WordsMissing, AlreadyAnswered) as refused:
        errors = {"words": refused.message}
        return await _screen(request, session, settings, actor, now, question_id, errors)
    return redirect("/desk/questions", flash="pharmacist_answered")


async def _screen(
    request: AnyRequest,
    session: AsyncSession,
    settings: Settings,
    actor: Actor,
    now: datetime,
    question_id: UUID,
    errors: dict[str, str] | None = None,
) -> Template:
    signer = signer_at(settings.signing_key_file)
    asked, fill = await service.look_at_question(
        session, question_id=question_id, signer=signer, reader=actor, now=now
    )
    return page(
        request,
        "dispensing/question.html",
        status=422 if errors else 200,
        asked=asked,
        fill=fill,
        subjects=SUBJECTS,
        errors=errors or {},
        zone=await visits.zone_of(session, staff=actor),
    )


handlers = [list_open, show, answer]
