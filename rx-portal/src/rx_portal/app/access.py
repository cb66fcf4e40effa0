"""Who did something with a patient's record, as the audit has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries as enrollments
from rx_portal.identity import queries as identity
from rx_portal.kit import audit
from rx_portal.kit.db import run
from rx_portal.visit import zones
from shared_lib import audit as audit_record
from shared_lib.identity import Actor

ACCESS_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Access:
    """Who did something with a patient's record; `own` is the patient themself."""

    at: datetime
    name: str
    role: str
    action: str
    purpose: str = field(default="")
    own: bool = False
    automatic: bool = False
    times: int = 1


async def accesses(
    session: AsyncSession, *, patient: Actor, now: datetime, everything: bool
) -> tuple[Sequence[Access], str]:
    """Return who did something with a patient's record, the latest first, and the patient's zone.

    Asking is remembered too. Without `everything`, their own looks and the portal's own work are left out.
    """
    subject = f"patient:{patient.id}"
    async with session.begin():
        rows = await run(session, audit_record.about(subject, limit=ACCESS_LIMIT))
        staff = {row[3] for row in rows if row[4] not in ("patient", "system", "guest")}
        names = await identity.staff_names(session, [UUID(actor) for actor in staff])
        applied = await enrollments.list_of_patient(session, UUID(patient.id))
        await audit.record(
            session,
            actor=patient,
            action="access.read",
            subject=subject,
            at=now,
            patient_id=UUID(patient.id),
        )
    found = [_access(row, {str(key): name for key, name in names.items()}, patient) for row in rows]
    zone = zones.of_state(applied[0].state) if applied else zones.DEFAULT
    return _gathered([each for each in found if everything or not (each.own or each.automatic)]), zone


def _gathered(found: Sequence[Access]) -> list[Access]:
    """Return one line for what somebody did several times on end."""
    lines: list[Access] = []
    for each in found:
        last = lines[-1] if lines else None
        if last and (last.name, last.action, last.at.date()) == (each.name, each.action, each.at.date()):
            lines[-1] = replace(last, times=last.times + 1)
        else:
            lines.append(each)
    return lines


def _access(row: Sequence[object], names: dict[str, str], patient: Actor) -> Access:
    _, at, _, actor, role, action, _, _, _ = row
    assert isinstance(at, datetime)
    own, automatic = actor == patient.id, role == "system"
    name = "You" if own else "The portal" if automatic else names.get(str(actor), "A member of staff")
    return Access(at, name, str(role), str(action), own=own, automatic=automatic)
