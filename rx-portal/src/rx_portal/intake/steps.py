"""Keeping an answer, and submitting an intake, as parts of verbs."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import steps as enrollment
from rx_portal.enrollment.states import Move as EnrollmentMove
from rx_portal.intake import queries
from rx_portal.intake.errors import Incomplete, StaleAnswer
from rx_portal.intake.events import IntakeSubmitted
from rx_portal.intake.models import AnswerRow, Intake, IntakeStep, Mark, PhotoRow
from rx_portal.intake.questionnaire import Photo, Value, encode
from rx_portal.intake.schemas import Sheet
from rx_portal.intake.states import Move, advance
from rx_portal.kit import audit, outbox, vault
from rx_portal.kit.vault import RecordClass
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

if TYPE_CHECKING:
    from rx_portal.enrollment.models import Enrollment

_ADD_ANSWER = insert(AnswerRow.__table__)  # type: ignore[arg-type]  # of the table: an entity costs twice as much


@dataclass(frozen=True, slots=True)
class Submission:
    """What was submitted, and the enrollment that it moved on, which this transaction has locked."""

    sheet: Sheet
    enrollment: "Enrollment"


async def keep(
    session: AsyncSession,
    sheet: Sheet,
    link_id: str,
    value: Value | None,
    mark: Mark,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Add a version of an answer, and return its number.

    :raises StaleAnswer: somebody else added that version in the same moment.
    """
    version, identity = sheet.version(link_id) + 1, uuid7()
    box = await vault.box(session, sheet.patient_id, RecordClass.CLINICAL)
    row = {
        "id": identity,
        "intake_id": sheet.id,
        "patient_id": sheet.patient_id,
        "link_id": link_id,
        "version": version,
        "mark": mark,
        "value": None if value is None else box.seal(queries.ANSWER, identity, encode(value)),
        "actor_id": actor.id,
        "at": now,
    }
    try:
        await (await session.connection()).execute(_ADD_ANSWER, row)
    except IntegrityError as error:
        raise StaleAnswer("This answer was changed somewhere else a moment ago.") from error
    return version


async def destroy_photo(session: AsyncSession, photo_id: UUID, *, now: datetime) -> None:
    """Destroy the picture of a photo that was replaced, removed, or is asked for no longer."""
    await session.execute(
        update(PhotoRow)
        .where(PhotoRow.id == photo_id, PhotoRow.removed_at.is_(None))
        .values(picture=None, thumbnail=None, removed_at=now)
        .execution_options(synchronize_session=False)
    )


async def move(
    session: AsyncSession,
    intake: Intake,
    step: Move,
    *,
    actor: Actor,
    now: datetime,
    why: tuple[str, str] | None = None,
) -> None:
    """Move an intake that this transaction has locked, and keep the step.

    `why` is a code, and words that are sealed.

    :raises IllegalMove: it is not in a state from which this can happen.
    """
    before = intake.status
    intake.status = advance(before, step)
    intake.changed_at = now
    row = IntakeStep.of(intake, step, before, actor=actor, at=now)
    if why is not None:
        box = await vault.box(session, intake.patient_id, RecordClass.CLINICAL)
        row.reason, row.words = why[0], box.seal("rx.intake_step.words", row.id, why[1])
    session.add(row)


async def submit(session: AsyncSession, *, intake_id: UUID, patient: Actor, now: datetime) -> Submission:
    """Submit an intake: drop what no longer applies, close it, and move its enrollment on.

    :raises IntakeNotFound: there is no such intake of theirs.
    :raises IllegalMove: it was submitted already, or is stopped.
    :raises Incomplete: a required question has no answer.
    """
    sheet = await queries.sheet(session, intake_id, now=now, lock=True)
    intake = await queries.get(session, intake_id)
    advance(intake.status, Move.SUBMIT)
    if sheet.walk.missing:
        raise Incomplete([question.link_id for question in sheet.walk.missing])
    await _drop_hidden(session, sheet, patient, now)
    await move(session, intake, Move.SUBMIT, actor=patient, now=now)
    intake.submitted_at = now
    moved = await enrollment.advance(
        session, sheet.enrollment_id, EnrollmentMove.SUBMIT_INTAKE, actor=patient, now=now
    )
    await _tell(session, sheet, patient, now)
    return Submission(sheet, moved)


async def _drop_hidden(session: AsyncSession, sheet: Sheet, patient: Actor, now: datetime) -> None:
    asked = {question.link_id for question in sheet.walk.questions}
    for link_id in sheet.given.keys() - asked:
        dropped = sheet.given[link_id]
        if isinstance(dropped, Photo):
            await destroy_photo(session, dropped.id, now=now)
        await keep(session, sheet, link_id, None, Mark.HIDDEN, actor=patient, now=now)


async def _tell(session: AsyncSession, sheet: Sheet, patient: Actor, now: datetime) -> None:
    told = IntakeSubmitted(
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
        action="intake.submit",
        subject=sheet.ref,
        at=now,
        patient_id=sheet.patient_id,
        changes={"status": "submitted"},
    )
