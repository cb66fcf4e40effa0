"""A patient changes their mind, at any time and without a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import steps
from rx_portal.enrollment.events import EnrollmentWithdrawn
from rx_portal.enrollment.models import Enrollment
from rx_portal.enrollment.states import Move
from rx_portal.kit import audit, outbox
from shared_lib.identity import Actor


async def withdraw(
    session: AsyncSession, *, enrollment_id: UUID, patient: Actor, now: datetime
) -> Enrollment:
    """End an enrollment because its patient no longer wants it; whatever is under way for it is told to stop.

    :raises EnrollmentNotFound: there is no such enrollment of theirs.
    :raises IllegalMove: it is over already.
    """
    async with session.begin():
        enrollment = await steps.advance(session, enrollment_id, Move.WITHDRAW, actor=patient, now=now)
        told = EnrollmentWithdrawn(
            subject_id=enrollment.id,
            actor_id=patient.id,
            occurred_at=now,
            patient_id=enrollment.patient_id,
            product=enrollment.product,
        )
        await outbox.put(session, told)
        await audit.record(
            session,
            actor=patient,
            action="enrollment.withdraw",
            subject=enrollment.ref,
            at=now,
            patient_id=enrollment.patient_id,
            changes={"status": enrollment.status.value},
        )
    return enrollment
