"""A patient, or somebody who cares for them, looks at an enrollment; every look leaves an audit entry."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries
from rx_portal.enrollment.models import Enrollment
from rx_portal.enrollment.schemas import Profile
from rx_portal.identity import queries as identity
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from shared_lib.identity import Actor


async def look(session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime) -> Enrollment:
    """Return an enrollment to whoever may see it.

    :raises EnrollmentNotFound: there is none, or it is somebody else's.
    """
    async with session.begin():
        enrollment = await queries.get(session, enrollment_id)
        await record_look(session, enrollment, actor, now)
    return enrollment


async def list_own(session: AsyncSession, *, patient: Actor, now: datetime) -> Sequence[Enrollment]:
    """Return a patient's own enrollments, the latest first."""
    patient_id = UUID(patient.id)
    async with session.begin():
        found = await queries.list_of_patient(session, patient_id)
        await audit.record(
            session,
            actor=patient,
            action="enrollment.list",
            subject=f"patient:{patient_id}",
            at=now,
            patient_id=patient_id,
            shown=[enrollment.ref for enrollment in found],
        )
    return found


async def known_profile(session: AsyncSession, *, patient: Actor, now: datetime) -> Profile | str | None:
    """Return what is known of a patient: their particulars, or only the e-mail they signed in with."""
    patient_id = UUID(patient.id)
    async with session.begin():
        await audit.record(
            session,
            actor=patient,
            action="profile.read",
            subject=f"patient:{patient_id}",
            at=now,
            patient_id=patient_id,
        )
        if found := await queries.find_profile(session, patient_id):
            return found
        row = await identity.get_patient(session, patient_id)
        if row.email is None:
            return None
        box = await vault.box(session, patient_id, RecordClass.CONTACT)
        return box.open("rx.patient.email", patient_id, row.email)


async def record_look(session: AsyncSession, enrollment: Enrollment, actor: Actor, now: datetime) -> None:
    """Write down that somebody looked at an enrollment."""
    await audit.record(
        session,
        actor=actor,
        action="enrollment.read",
        subject=enrollment.ref,
        at=now,
        patient_id=enrollment.patient_id,
    )
