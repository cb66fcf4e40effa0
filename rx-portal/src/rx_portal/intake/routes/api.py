"""The same verbs for programs."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import service
from rx_portal.intake.questionnaire import Question, Value, from_json
from rx_portal.intake.schemas import AnswerIn, AnswerOut, IntakeOut, ReopenIn, Sheet
from rx_portal.kit.authority import needs
from shared_lib.identity import Actor, Scope

OWN = needs(Scope.RECORD_OWN)
API = "/api/v1/intakes/{intake_id:uuid}"


@post("/api/v1/enrollments/{enrollment_id:uuid}/intake", opt=OWN, tags=["intake"])
async def begin_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> IntakeOut:
    """Begin the questions of an enrollment, or return those that were begun."""
    intake = await service.begin(session, enrollment_id=enrollment_id, patient=actor, now=now)
    return _out(await service.look(session, intake_id=intake.id, actor=actor, now=now))


@get(API, opt=OWN, tags=["intake"])
async def get_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
) -> IntakeOut:
    """Tell where an intake stands."""
    return _out(await service.look(session, intake_id=intake_id, actor=actor, now=now))


@get(API + "/response", opt=OWN, tags=["intake"])
async def response_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
) -> Response[bytes]:
    """Return the answers as a FHIR R4B QuestionnaireResponse."""
    body = await service.export(session, intake_id=intake_id, actor=actor, now=now)
    return Response(body, media_type="application/fhir+json")


@put(API + "/answers/{link_id:str}", opt=OWN, tags=["intake"])
async def answer_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    link_id: FromPath[str],
    data: JSONBody[AnswerIn],
) -> AnswerOut:
    """Keep an answer; 409 when another was saved since the version that the program saw."""
    saved = await service.answer(
        session,
        intake_id=intake_id,
        link_id=link_id,
        reading=partial(_read, given=data.value),
        seen=data.version,
        patient=actor,
        now=now,
    )
    return AnswerOut(saved.link_id, saved.version, saved.follows, saved.urgent)


@post(API + "/reopen", opt=needs(Scope.REVIEW_DECIDE), tags=["intake"], status_code=200)
async def reopen_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    data: JSONBody[ReopenIn],
) -> IntakeOut:
    """Let a patient answer again."""
    await service.reopen(
        session, intake_id=intake_id, clinician=actor, reason=data.reason, words=data.words, now=now
    )
    return _out(await service.look(session, intake_id=intake_id, actor=actor, now=now))


def _read(question: Question, *, given: Any) -> Value | None:
    return from_json(question, given)


def _out(sheet: Sheet) -> IntakeOut:
    missing = [question.link_id for question in sheet.walk.missing]
    return IntakeOut(sheet.id, sheet.enrollment_id, sheet.status, len(sheet.walk.pages), missing)


handlers = [begin_api, get_api, response_api, answer_api, reopen_api]
