"""Reads of questionnaires, intakes and answers."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake.errors import IntakeNotFound, PhotoNotFound, QuestionnaireNotFound
from rx_portal.intake.models import Intake, PhotoRow, QuestionnaireRow
from rx_portal.intake.questionnaire import About, Question, Questionnaire, decode, read, respond
from rx_portal.intake.schemas import Held, Sheet, Size
from rx_portal.intake.states import Status
from rx_portal.kit import vault
from rx_portal.kit.db import run
from rx_portal.kit.vault import Box, RecordClass
from shared_lib.statement import Statement

ANSWER = "rx.intake_answer.value"
BIRTH_DATE = "rx.intake.birth_date"
PICTURE: Mapping[Size, str] = {
    Size.LARGE: "rx.intake_photo.picture",
    Size.SMALL: "rx.intake_photo.thumbnail",
}
_KEPT_QUESTIONNAIRES = 64

_SHEET = """
WITH found AS MATERIALIZED (
    SELECT id, enrollment_id, patient_id, questionnaire_id, status, submitted_at, birth_date
      FROM rx.intake WHERE id = %(id)s {lock}
)
SELECT found.*, answer.id, answer.link_id, answer.version, answer.value, answer.at
  FROM found LEFT JOIN LATERAL (
      SELECT DISTINCT ON (link_id) id, link_id, version, value, at
        FROM rx.intake_answer WHERE intake_id = found.id
       ORDER BY link_id, version DESC
  ) AS answer ON true
"""

_FHIR_STATUS: Mapping[Status, str] = {
    Status.IN_PROGRESS: "in-progress",
    Status.SUBMITTED: "completed",
    Status.STOPPED: "stopped",
    Status.CLOSED: "stopped",
}
_questionnaires: OrderedDict[UUID, Questionnaire] = OrderedDict()


async def get(session: AsyncSession, intake_id: UUID) -> Intake:
    """Return an intake without its answers.

    :raises IntakeNotFound: there is none that the session's actor may see.
    """
    intake = await session.get(Intake, intake_id)
    if intake is None:
        raise IntakeNotFound("There are no such questions.")
    return intake


async def find_of_enrollment(session: AsyncSession, enrollment_id: UUID) -> Intake | None:
    """Return the intake of an enrollment, if it was begun."""
    return await session.scalar(select(Intake).where(Intake.enrollment_id == enrollment_id))


async def list_stopped(session: AsyncSession) -> Sequence[Intake]:
    """Return the intakes that an urgent answer has stopped, the longest first."""
    asked = select(Intake).where(Intake.status == Status.STOPPED).order_by(Intake.changed_at, Intake.id)
    return (await session.scalars(asked.limit(200))).all()


async def stopped_among(session: AsyncSession, enrollment_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of some enrollments whose questions an urgent answer has stopped."""
    if not enrollment_ids:
        return frozenset()
    asked = select(Intake.enrollment_id).where(
        Intake.enrollment_id.in_(list(enrollment_ids)), Intake.status == Status.STOPPED
    )
    return frozenset((await session.scalars(asked)).all())


async def count_stopped(session: AsyncSession) -> int:
    """Return how many intakes an urgent answer has stopped."""
    asked = select(func.count()).select_from(Intake).where(Intake.status == Status.STOPPED)
    return await session.scalar(asked) or 0


async def sheet(session: AsyncSession, intake_id: UUID, *, now: datetime, lock: bool = False) -> Sheet:
    """Return an intake with its answers opened, in one statement; locked, no answer can be added beside it.

    :raises IntakeNotFound: there is none that the session's actor may see.
    """
    sql = _SHEET.format(lock="FOR UPDATE" if lock else "")
    rows = await run(session, Statement(sql, {"id": intake_id}))
    if not rows:
        raise IntakeNotFound("There are no such questions.")
    identity, enrollment_id, patient_id, questionnaire_id, status, submitted_at, birth_date = rows[0][:7]
    asked = await questionnaire(session, questionnaire_id)
    by_id = asked.by_id
    box = await vault.box(session, patient_id, RecordClass.CLINICAL)
    return Sheet(
        id=identity,
        enrollment_id=enrollment_id,
        patient_id=patient_id,
        questionnaire_id=questionnaire_id,
        status=Status(status),
        submitted_at=submitted_at,
        questionnaire=asked,
        about=About(born=date.fromisoformat(box.open(BIRTH_DATE, identity, birth_date)), today=now.date()),
        held=dict(_held(by_id, box, row[7:]) for row in rows if row[7] is not None),
    )


async def questionnaire(session: AsyncSession, questionnaire_id: UUID) -> Questionnaire:
    """Return a version of a questionnaire; versions never change, so the process keeps what it has read.

    :raises QuestionnaireNotFound: there is none with this id.
    """
    if questionnaire_id in _questionnaires:
        return _questionnaires[questionnaire_id]
    row = await session.get(QuestionnaireRow, questionnaire_id)
    if row is None:
        raise QuestionnaireNotFound("There is no such questionnaire.")
    _questionnaires[questionnaire_id] = read(row.content)
    while len(_questionnaires) > _KEPT_QUESTIONNAIRES:
        _questionnaires.popitem(last=False)
    return _questionnaires[questionnaire_id]


async def latest_questionnaire(session: AsyncSession, key: str) -> QuestionnaireRow:
    """Return the version of a questionnaire that is asked now.

    :raises QuestionnaireNotFound: none has this key.
    """
    asked = select(QuestionnaireRow).where(QuestionnaireRow.key == key)
    row = await session.scalar(asked.order_by(QuestionnaireRow.version.desc()).limit(1))
    if row is None:
        raise QuestionnaireNotFound("There is no such questionnaire.")
    return row


async def response(session: AsyncSession, intake_id: UUID, *, now: datetime) -> bytes:
    """Return an intake as a FHIR R4B QuestionnaireResponse; whoever passes it on writes the audit entry.

    :raises IntakeNotFound: there is none that the session's actor may see.
    """
    found = await sheet(session, intake_id, now=now)
    return respond(
        found.questionnaire,
        found.walk,
        identity=str(found.id),
        patient=str(found.patient_id),
        status=_FHIR_STATUS[found.status],
        authored=found.submitted_at or now,
    )


async def photo(session: AsyncSession, photo_id: UUID, size: Size) -> tuple[UUID, UUID, bytes]:
    """Return a photo's intake, its patient and its sealed picture; whoever opens it writes the audit entry.

    :raises PhotoNotFound: there is none that the session's actor may see, or it was removed.
    """
    picture = PhotoRow.picture if size is Size.LARGE else PhotoRow.thumbnail
    asked = select(PhotoRow.intake_id, PhotoRow.patient_id, picture).where(PhotoRow.id == photo_id)
    row = (await session.execute(asked)).one_or_none()
    if row is None or row[2] is None:
        raise PhotoNotFound("There is no such photo, or it was removed.")
    return row[0], row[1], row[2]


def _held(by_id: Mapping[str, Question], box: Box, row: tuple[Any, ...]) -> tuple[str, Held]:
    identity, link_id, version, sealed, at = row
    value = None if sealed is None else decode(by_id[link_id], box.open(ANSWER, identity, sealed))
    return link_id, Held(value, version, at)
