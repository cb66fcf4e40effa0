"""A clinician lets a patient answer again: after an urgent stop, or because something has to be put right."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries, steps
from rx_portal.intake.errors import ReasonMissing
from rx_portal.intake.events import IntakeReopened
from rx_portal.intake.models import Intake
from rx_portal.intake.states import Move, ReopenReason
from rx_portal.kit import audit, outbox
from shared_lib.identity import Actor


async def reopen(
    session: AsyncSession,
    *,
    intake_id: UUID,
    clinician: Actor,
    reason: ReopenReason,
    words: str,
    now: datetime,
) -> Intake:
    """Open a stopped or submitted intake again; what was answered stays, and the patient is told.

    `words` say what came of it; they are sealed.

    :raises IntakeNotFound: there is no such intake.
    :raises ReasonMissing: no words say what came of it.
    :raises IllegalMove: it is open.
    """
    if not words.strip():
        raise ReasonMissing("Write down what came of speaking with the patient.")
    async with session.begin():
        sheet = await queries.sheet(session, intake_id, now=now, lock=True)
        intake = await queries.get(session, intake_id)
        why = (reason.value, words.strip())
        await steps.move(session, intake, Move.REOPEN, actor=clinician, now=now, why=why)
        await audit.record(
            session,
            actor=clinician,
            action="intake.reopen",
            subject=intake.ref,
            at=now,
            patient_id=intake.patient_id,
            changes={"status": intake.status.value},
            purpose=reason.value,
        )
        told = IntakeReopened(
            subject_id=intake.id,
            actor_id=clinician.id,
            occurred_at=now,
            enrollment_id=sheet.enrollment_id,
            patient_id=intake.patient_id,
        )
        await outbox.put(session, told)
    return intake
