"""A prescription is taken back, or its last day is over."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.prescription import queries, steps
from rx_portal.prescription.events import PrescriptionCancelled, PrescriptionExpired
from rx_portal.prescription.models import Prescription
from rx_portal.prescription.states import CancelReason, Move, Status
from rx_portal.visit import queries as visits
from rx_portal.visit import zones
from shared_lib.identity import Actor


async def cancel(
    session: AsyncSession,
    *,
    prescription_id: UUID,
    clinician: Actor,
    reason: CancelReason,
    words: str,
    now: datetime,
) -> Prescription:
    """Take a prescription back: nothing more is dispensed on it. `words` are sealed.

    :raises PrescriptionNotFound: there is no such prescription.
    :raises IllegalMove: it is cancelled or expired already.
    :raises NotLicensed: the clinician may not practise where the patient is.
    """
    async with session.begin():
        found = await queries.lock(session, prescription_id)
        today = now.astimezone(ZoneInfo(zones.of_state(found.state))).date()
        await visits.require_licence(session, UUID(clinician.id), found.state, on=today)
        box = await vault.box(session, found.patient_id, RecordClass.DISPENSING)
        step = await steps.move(
            session, found, Move.CANCEL, actor=clinician, now=now, reason_code=reason.value
        )
        if words.strip():
            step.reason = box.seal("rx.prescription_step.reason", step.id, words)
        await outbox.put(
            session,
            PrescriptionCancelled(
                subject_id=found.id,
                actor_id=clinician.id,
                occurred_at=now,
                enrollment_id=found.enrollment_id,
                patient_id=found.patient_id,
            ),
        )
    return found


async def expire(session: AsyncSession, *, prescription_id: UUID, actor: Actor, now: datetime) -> None:
    """Let a prescription run out whose last day is over where the patient is; any other is left alone."""
    async with session.begin():
        found = await queries.lock(session, prescription_id)
        today = now.astimezone(ZoneInfo(zones.of_state(found.state))).date()
        if found.status is not Status.ACTIVE or today <= found.expires_on:
            return
        await steps.move(session, found, Move.EXPIRE, actor=actor, now=now)
        await outbox.put(
            session,
            PrescriptionExpired(
                subject_id=found.id,
                actor_id=actor.id,
                occurred_at=now,
                enrollment_id=found.enrollment_id,
                patient_id=found.patient_id,
            ),
        )
