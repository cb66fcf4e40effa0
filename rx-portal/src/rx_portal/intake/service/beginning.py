"""A questionnaire is published, and a patient begins to answer one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.states import IllegalMove
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.formulary import queries as formulary
from rx_portal.intake import queries
from rx_portal.intake.errors import ConsentMissing
from rx_portal.intake.models import Intake, QuestionnaireRow
from rx_portal.intake.questionnaire import read
from rx_portal.intake.states import Status
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


async def publish(
    session: AsyncSession, *, key: str, content: dict[str, Any], actor: Actor, now: datetime
) -> QuestionnaireRow:
    """Add a version of a questionnaire, which is asked from now on; intakes under way keep theirs.

    :raises MalformedQuestionnaire: it is not FHIR, or outside what can be honoured.
    """
    read(content)
    async with session.begin():
        latest = await session.scalar(
            select(func.max(QuestionnaireRow.version)).where(QuestionnaireRow.key == key)
        )
        row = QuestionnaireRow(
            id=uuid7(), key=key, version=(latest or 0) + 1, content=content, published_at=now
        )
        session.add(row)
        await audit.record(
            session,
            actor=actor,
            action="questionnaire.publish",
            subject=f"questionnaire:{row.id}",
            at=now,
            changes={"key": key, "version": row.version},
        )
    return row


async def begin(session: AsyncSession, *, enrollment_id: UUID, patient: Actor, now: datetime) -> Intake:
    """Open the intake of an enrollment, or return the one that was begun.

    :raises EnrollmentNotFound: there is no such enrollment of theirs.
    :raises ConsentMissing: they have not agreed to telehealth yet.
    :raises IllegalMove: the enrollment is past its questions.
    """
    async with session.begin():
        enrollment = await enrollments.lock(session, enrollment_id)
        if known := await queries.find_of_enrollment(session, enrollment_id):
            return known
        if enrollment.consented_at is None:
            raise ConsentMissing("Read the consent and agree to it first.")
        if enrollment.status is not EnrollmentStatus.STARTED:
            raise IllegalMove(f"This application is {enrollment.status.value}.")
        offering = await formulary.offering(session, enrollment.product, on=now.date())
        asked = await queries.latest_questionnaire(session, offering.questionnaire)
        profile = await enrollments.profile(session, enrollment.patient_id)
        box = await vault.box(session, enrollment.patient_id, RecordClass.CLINICAL)
        intake_id = uuid7()
        intake = Intake(
            id=intake_id,
            enrollment_id=enrollment.id,
            patient_id=enrollment.patient_id,
            questionnaire_id=asked.id,
            birth_date=box.seal(queries.BIRTH_DATE, intake_id, profile.birth_date.isoformat()),
            status=Status.IN_PROGRESS,
            started_at=now,
            changed_at=now,
            submitted_at=None,
        )
        session.add(intake)
        await audit.record(
            session,
            actor=patient,
            action="intake.begin",
            subject=intake.ref,
            at=now,
            patient_id=intake.patient_id,
            changes={"questionnaire": f"{asked.key}:{asked.version}"},
        )
    return intake
