"""Moving an enrollment, as a part of the verbs of the slices that decide."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries
from rx_portal.enrollment.models import Enrollment, EnrollmentStep, ProfileRow
from rx_portal.enrollment.schemas import Profile
from rx_portal.enrollment.states import Move
from rx_portal.enrollment.states import advance as next_status
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from shared_lib.identity import Actor


async def advance(
    session: AsyncSession,
    enrollment_id: UUID,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> Enrollment:
    """Lock an enrollment, move it, and keep the step; `reason` is a code. The caller writes the audit entry.

    :raises EnrollmentNotFound: there is none that the session's actor may see.
    :raises IllegalMove: it is not in a state from which this can happen.
    """
    enrollment = await queries.lock(session, enrollment_id)
    move_locked(session, enrollment, move, actor=actor, now=now, reason=reason)
    return enrollment


def move_locked(
    session: AsyncSession,
    enrollment: Enrollment,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Move an enrollment that this transaction has locked.

    :raises IllegalMove: it is not in a state from which this can happen.
    """
    before = enrollment.status
    enrollment.status = next_status(before, move)
    enrollment.changed_at = now
    session.add(EnrollmentStep.of(enrollment, move, before, actor=actor, at=now, reason=reason))


async def keep_profile(session: AsyncSession, patient_id: UUID, profile: Profile, *, now: datetime) -> None:
    """Seal a patient's particulars and keep them in place of the former ones."""
    box = await vault.box(session, patient_id, RecordClass.CONTACT)
    plain = {
        "legal_name": profile.legal_name,
        "birth_date": profile.birth_date.isoformat(),
        "address": json.dumps(profile.address_fields()),
        "phone": profile.phone,
        "email": profile.email,
    }
    sealed = {field: box.seal(f"rx.profile.{field}", patient_id, text) for field, text in plain.items()}
    kept = insert(ProfileRow).values(patient_id=patient_id, changed_at=now, **sealed)
    await session.execute(
        kept.on_conflict_do_update(index_elements=["patient_id"], set_={**sealed, "changed_at": now})
    )
