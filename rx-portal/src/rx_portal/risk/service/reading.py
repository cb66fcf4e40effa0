"""An assessment is looked at: its decision by the patient, its rules by clinicians."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.states import Status
from rx_portal.kit import audit
from rx_portal.risk import queries
from rx_portal.risk.errors import AssessmentNotFound
from rx_portal.risk.models import AssessmentRow
from rx_portal.risk.schemas import Assessment
from shared_lib.identity import Actor


async def decision(
    session: AsyncSession, *, enrollment_id: UUID, patient: Actor, now: datetime
) -> AssessmentRow:
    """Return the newest assessment of a patient's enrollment, its findings still sealed.

    :raises AssessmentNotFound: there is none yet, or it is somebody else's.
    """
    async with session.begin():
        row = await queries.find_latest(session, enrollment_id)
        if row is None:
            raise AssessmentNotFound("Your answers have not been sent yet.")
        await audit.record(
            session,
            actor=patient,
            action="risk.read_decision",
            subject=row.ref,
            at=now,
            patient_id=row.patient_id,
        )
    return row


async def is_awaited(session: AsyncSession, *, enrollment_id: UUID) -> bool:
    """Tell whether a clinician has still to decide about what was assessed."""
    async with session.begin():
        found = await enrollments.get(session, enrollment_id)
    return found.status in (Status.ASSESSED, Status.IN_REVIEW)


async def look(session: AsyncSession, *, assessment_id: UUID, actor: Actor, now: datetime) -> Assessment:
    """Return an assessment with every rule's outcome in words.

    :raises AssessmentNotFound: there is none that the actor may see.
    """
    async with session.begin():
        found = await queries.assessment(session, assessment_id)
        await audit.record(
            session, actor=actor, action="risk.read", subject=found.ref, at=now, patient_id=found.patient_id
        )
    return found
