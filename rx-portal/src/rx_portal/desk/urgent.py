"""What an urgent answer has stopped: the list of it, and one with all that is needed to call the patient."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk.case import age, said
from rx_portal.desk.schemas import Stop, Stopped
from rx_portal.enrollment import queries as enrollments
from rx_portal.intake import queries as intakes
from rx_portal.intake.questionnaire import is_urgent
from rx_portal.kit import audit
from rx_portal.visit import zones
from shared_lib.identity import Actor


async def list_stopped(session: AsyncSession, *, clinician: Actor, now: datetime) -> Sequence[Stopped]:
    """Return what is stopped, the longest first, and remember whose was shown."""
    async with session.begin():
        rows = await intakes.list_stopped(session)
        of = await enrollments.list_by_id(session, [row.enrollment_id for row in rows])
        await audit.record(
            session,
            actor=clinician,
            action="intake.list_stopped",
            subject="list:stopped",
            at=now,
            shown=sorted({f"patient:{row.patient_id}" for row in rows}),
        )
        return [
            Stopped(row.id, of[row.enrollment_id].product, of[row.enrollment_id].state, row.changed_at)
            for row in rows
        ]


async def look_at_stop(session: AsyncSession, *, intake_id: UUID, clinician: Actor, now: datetime) -> Stop:
    """Return one with its answers opened, the urgent ones first, and the patient's number to call.

    :raises IntakeNotFound: there is no such intake.
    """
    async with session.begin():
        sheet = await intakes.sheet(session, intake_id, now=now)
        intake = await intakes.get(session, intake_id)
        enrollment = await enrollments.get(session, intake.enrollment_id)
        profile = await enrollments.find_profile(session, intake.patient_id)
        await audit.record(
            session,
            actor=clinician,
            action="intake.read",
            subject=intake.ref,
            at=now,
            patient_id=intake.patient_id,
        )
    zone = zones.of_state(enrollment.state)
    urgent = [one for one in sheet.walk.questions if is_urgent(one, sheet.walk.values.get(one.link_id))]
    return Stop(
        id=intake.id,
        status=intake.status,
        product=enrollment.product,
        state=enrollment.state,
        zone=zone,
        since=intake.changed_at,
        profile=profile,
        age=age(profile.birth_date, now.astimezone(ZoneInfo(zone)).date()) if profile else None,
        urgent=said(sheet, urgent),
        answers=said(sheet, [one for one in sheet.walk.questions if one not in urgent]),
    )
