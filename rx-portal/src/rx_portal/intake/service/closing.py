"""The questions of an application that ended are closed, so that nobody answers into the void."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries, steps
from rx_portal.intake.states import NEXT, Move
from rx_portal.kit import audit
from shared_lib.identity import Actor


async def close(session: AsyncSession, *, enrollment_id: UUID, actor: Actor, now: datetime) -> None:
    """Close the intake of an enrollment, unless there is none or it was submitted or closed before."""
    async with session.begin():
        intake = await queries.find_of_enrollment(session, enrollment_id)
        if intake is None:
            return
        await queries.sheet(session, intake.id, now=now, lock=True)
        await session.refresh(intake)
        if (intake.status, Move.CLOSE) not in NEXT:
            return
        await steps.move(session, intake, Move.CLOSE, actor=actor, now=now)
        await audit.record(
            session,
            actor=actor,
            action="intake.close",
            subject=intake.ref,
            at=now,
            patient_id=intake.patient_id,
            changes={"status": intake.status.value},
        )
