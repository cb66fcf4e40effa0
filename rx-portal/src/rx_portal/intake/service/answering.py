"""A patient answers one question. Two devices may do it at once; neither silently overwrites the other."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries, steps
from rx_portal.intake.errors import StaleAnswer
from rx_portal.intake.events import UrgentRaised
from rx_portal.intake.models import Mark
from rx_portal.intake.questionnaire import Kind, Question, Value, is_urgent
from rx_portal.intake.schemas import Saved, Sheet
from rx_portal.intake.states import Move, Status, advance
from rx_portal.kit import audit, outbox
from shared_lib.identity import Actor


async def answer(
    session: AsyncSession,
    *,
    intake_id: UUID,
    link_id: str,
    reading: Callable[[Question], Value | None],
    seen: int,
    patient: Actor,
    now: datetime,
) -> Saved:
    """Keep an answer, and stop the intake if it is an urgent one.

    `reading` reads the answer for the question that is asked; `seen` is the version that the patient saw,
    0 for none. The same answer again changes nothing, whatever was seen. A photo is never changed here.

    :raises IntakeNotFound: there is no such intake of theirs.
    :raises NotAsked: the question does not apply.
    :raises IllegalMove: the intake is submitted or stopped.
    :raises NotUnderstood: the answer cannot be read.
    :raises StaleAnswer: another answer was saved since.
    """
    async with session.begin():
        sheet = await queries.sheet(session, intake_id, now=now, lock=True)
        if sheet.status is not Status.IN_PROGRESS:
            advance(sheet.status, Move.SUBMIT)
        question = sheet.asked(link_id)
        value = reading(question)
        if question.kind is Kind.ATTACHMENT:
            value = sheet.given.get(link_id)
        version = await _keep(session, sheet, link_id, value, seen=seen, patient=patient, now=now)
        urgent = is_urgent(question, value)
        if urgent:
            await _stop(session, sheet, patient, now)
    follows = sheet.with_answer(link_id, value).after(link_id)
    return Saved(link_id, version, follows.link_id if follows else None, urgent)


async def _keep(
    session: AsyncSession,
    sheet: Sheet,
    link_id: str,
    value: Value | None,
    *,
    seen: int,
    patient: Actor,
    now: datetime,
) -> int:
    version = sheet.version(link_id)
    if value == sheet.given.get(link_id):
        return version
    if seen != version:
        raise StaleAnswer("This answer was changed somewhere else since you opened the page.")
    mark = Mark.CLEARED if value is None else Mark.GIVEN
    kept = await steps.keep(session, sheet, link_id, value, mark, actor=patient, now=now)
    await audit.record(
        session,
        actor=patient,
        action="intake.answer",
        subject=sheet.ref,
        at=now,
        patient_id=sheet.patient_id,
        changes={"question": link_id, "version": kept, "mark": mark.value},
    )
    return kept


async def _stop(session: AsyncSession, sheet: Sheet, patient: Actor, now: datetime) -> None:
    intake = await queries.get(session, sheet.id)
    await steps.move(session, intake, Move.STOP, actor=patient, now=now)
    told = UrgentRaised(
        subject_id=sheet.id,
        actor_id=patient.id,
        occurred_at=now,
        enrollment_id=sheet.enrollment_id,
        patient_id=sheet.patient_id,
    )
    await outbox.put(session, told)
    await audit.record(
        session,
        actor=patient,
        action="intake.stop",
        subject=sheet.ref,
        at=now,
        patient_id=sheet.patient_id,
        changes={"status": "stopped"},
    )
