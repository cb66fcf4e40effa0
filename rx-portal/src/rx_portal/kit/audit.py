"""The portal's one way to write an audit entry: in the transaction of the change or the read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import run
from shared_lib import audit
from shared_lib.audit.canonical import Value
from shared_lib.identity import Actor
from shared_lib.telemetry import request


async def record(
    session: AsyncSession,
    *,
    actor: Actor,
    action: str,
    subject: str,
    at: datetime,
    patient_id: UUID | None = None,
    changes: Mapping[str, Value] | None = None,
    shown: Sequence[str] = (),
    purpose: str = "",
) -> None:
    """Append who did what to which record; a failure here undoes the change or refuses the read.

    `subject` is `noun:id`; `shown` names the further records that a list or a screen showed. `changes` holds
    codes, never plain words about health. `patient_id`, where the record is a patient's, lets them see who
    looked.
    """
    entry = audit.entry(
        actor=actor,
        action=action,
        subject=subject,
        at=at,
        real=real_now(),
        shown=[*shown, f"patient:{patient_id}"] if patient_id else shown,
        purpose=purpose,
        request_id=request.current() or "",
        changes=changes,
    )
    await run(session, audit.append(entry))
