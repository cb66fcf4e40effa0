"""A clinician lets a patient answer again: after an urgent stop, or because something has to be put right."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries, steps
from rx_portal.intake.models import Intake
from rx_portal.intake.states import Move
from rx_portal.kit import audit
from shared_lib.identity import Actor


async def reopen(session: AsyncSession, *, intake_id: UUID, clinician: Actor, now: datetime) -> Intake:
    """Open a stopped or submitted intake again; what was answered stays.

    :raises IntakeNotFound: there is no such intake.
    :raises IllegalMove: it is open.
    """
    async with session.begin():
        await queries.sheet(session, intake_id, now=now, lock=True)
        intake = await queries.get(session, intake_id)
        await steps.move(session, intake, Move.REOPEN, actor=clinician, now=now)
        await audit.record(
            session,
            actor=clinician,
            action="intake.reopen",
            subject=intake.ref,
            at=now,
            patient_id=intake.patient_id,
            changes={"status": intake.status.value},
        )
    return intake
