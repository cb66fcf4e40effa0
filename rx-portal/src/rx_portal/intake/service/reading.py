"""An intake is looked at, by its patient or by somebody who cares for them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries
from rx_portal.intake.schemas import Sheet
from rx_portal.kit import audit
from shared_lib.identity import Actor


async def look(session: AsyncSession, *, intake_id: UUID, actor: Actor, now: datetime) -> Sheet:
    """Return an intake with its answers opened.

    :raises IntakeNotFound: there is none that the actor may see.
    """
    async with session.begin():
        sheet = await queries.sheet(session, intake_id, now=now)
        await _looked(session, sheet, actor, now)
    return sheet


async def look_of_enrollment(
    session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime
) -> Sheet | None:
    """Return the intake of an enrollment with its answers opened, if it was begun."""
    async with session.begin():
        intake = await queries.find_of_enrollment(session, enrollment_id)
        if intake is None:
            return None
        sheet = await queries.sheet(session, intake.id, now=now)
        await _looked(session, sheet, actor, now)
    return sheet


async def export(session: AsyncSession, *, intake_id: UUID, actor: Actor, now: datetime) -> bytes:
    """Return an intake as a FHIR R4B QuestionnaireResponse.

    :raises IntakeNotFound: there is none that the actor may see.
    """
    async with session.begin():
        intake = await queries.get(session, intake_id)
        body = await queries.response(session, intake_id, now=now)
        await audit.record(
            session,
            actor=actor,
            action="intake.export",
            subject=intake.ref,
            at=now,
            patient_id=intake.patient_id,
        )
    return body


async def _looked(session: AsyncSession, sheet: Sheet, actor: Actor, now: datetime) -> None:
    await audit.record(
        session,
        actor=actor,
        action="intake.read",
        subject=sheet.ref,
        at=now,
        patient_id=sheet.patient_id,
    )
