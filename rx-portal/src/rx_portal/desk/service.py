"""The desk's own reads, each audited: what waits, a visit, and the audit record itself."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import queries
from rx_portal.desk.schemas import Home, Log, VisitSheet
from rx_portal.enrollment import queries as enrollments
from rx_portal.identity import queries as identity
from rx_portal.intake import queries as intakes
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from rx_portal.review import queries as reviews
from rx_portal.review.schemas import Due, Filter
from rx_portal.review.states import Status
from rx_portal.visit import queries as visits
from rx_portal.visit import steps as visit_steps
from rx_portal.visit.states import Status as VisitStatus
from shared_lib.errors import Invalid
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder
    from rx_portal.visit.models import Visit

SOON = timedelta(hours=24)
SUBJECT = re.compile(r"[a-z_]+:[A-Za-z0-9:_.-]{1,80}")
REFERENCE = re.compile(r"[A-Za-z0-9]{8}")


async def look_at_home(session: AsyncSession, *, clinician: Actor, now: datetime) -> Home:
    """Return what waits for a clinician: numbers, their visits of the next day, and work of the clinic's."""
    clinician_id = UUID(clinician.id)
    async with session.begin():
        _, counted = await reviews.count_open(session)
        mine = await reviews.list_queue(session, Filter(mine=clinician_id), now=now)
        overdue = await reviews.list_queue(session, Filter(status=Status.QUEUED, due=Due.OVERDUE), now=now)
        booked = await visits.list_of_clinician(
            session, clinician_id, since=now - timedelta(hours=2), until=now + SOON
        )
        work = await visits.list_work(session)
        stopped = await intakes.count_stopped(session)
        licences = await visits.list_licence_work(session)
        signs = await identity.can_sign(session, clinician_id)
        own = await visits.list_licences(session, clinician_id)
        people = {one.clinician_id for one in licences}
        names = await identity.staff_names(session, list(people)) if people else {}
        await _listed(session, clinician, "desk.home", [one.patient_id for one in booked], now)
    return Home(
        to_decide=counted[Status.QUEUED],
        waiting=counted[Status.WAITING],
        mine=len(mine),
        overdue=len(overdue),
        visits=[one for one in booked if one.status is not VisitStatus.COMPLETED],
        work=work,
        stopped=stopped,
        licences=licences,
        names=names,
        signs=signs,
        licensed=any(one.expires_on >= now.date() for one in own),
    )


async def look_at_calendar(
    session: AsyncSession, *, clinician: Actor, since: datetime, until: datetime, now: datetime
) -> "Sequence[Visit]":
    """Return a clinician's visits in a stretch of time, and remember whose they saw."""
    async with session.begin():
        found = await visits.list_of_clinician(session, UUID(clinician.id), since=since, until=until)
        await _listed(session, clinician, "desk.calendar", [one.patient_id for one in found], now)
    return found


async def look_at_visit(
    session: AsyncSession, *, visit_id: UUID, clinician: Actor, now: datetime
) -> VisitSheet:
    """Return a visit to the clinician who has it, with the way into its room.

    :raises VisitNotFound: there is none.
    :raises NotYourVisit: another clinician has it.
    """
    async with session.begin():
        visit = await visits.get(session, visit_id)
        visit_steps.require_own(visit, clinician)
        review = await reviews.newest_of_enrollment(session, visit.enrollment_id)
        attested = await visits.list_attestations(session, visit.id)
        box = await vault.box(session, visit.patient_id, RecordClass.CLINICAL)
        room = visit.clinician_room
        await audit.record(
            session,
            actor=clinician,
            action="visit.open",
            subject=visit.ref,
            at=now,
            patient_id=visit.patient_id,
        )
        return VisitSheet(
            visit=visit,
            profile=await enrollments.find_profile(session, visit.patient_id),
            room=box.open("rx.visit.clinician_room", visit.id, room) if room else None,
            note=box.open("rx.visit.note", visit.id, visit.note) if visit.note else "",
            review_id=review.id if review else None,
            attested=[(one.at, one.actor_role, one.state) for one in attested],
        )


async def cases_of(session: AsyncSession, enrollment_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Return the newest case of each of these enrollments, where there is one."""
    async with session.begin():
        return await reviews.newest_of_enrollments(session, enrollment_ids)


class RecordUnnamed(Invalid):
    """The audit record is asked about a record's name or an order's reference; words are kept nowhere."""

    code = "record_unnamed"


async def subject_of(session: AsyncSession, *, about: str) -> str:
    """Return the record's name or the order's reference that somebody asks about, and nothing for nothing.

    :raises RecordUnnamed: it is neither a record's name nor an order's reference.
    """
    async with session.begin():
        order = await _named(session, about)
    return order.reference if order else about


async def look_at_log(session: AsyncSession, *, about: str, reader: Actor, now: datetime) -> Log:
    """Return the newest lines of the audit record about a subject, or all; looking is recorded too.

    :param about: a record (`order:...`), an order's reference, or nothing.
    :raises RecordUnnamed: it is neither; what was typed may be anything, a patient's name too.
    """
    async with session.begin():
        order = await _named(session, about)
        subject = order.ref if order else about
        found = await queries.list_entries(session, about=subject)
        names = await identity.staff_names(session, [UUID(one.actor) for one in found if one.is_by_staff])
        await audit.record(
            session, actor=reader, action="audit.look", subject="audit:log", at=now, purpose=subject[:80]
        )
    patient = f"patient:{order.patient_id}" if order else ""
    return Log(found, subject, patient, {str(id_): name for id_, name in names.items()})


async def _named(session: AsyncSession, about: str) -> "RxOrder | None":
    order = await orders.find_by_reference(session, about.upper()) if REFERENCE.fullmatch(about) else None
    if about and not order and not SUBJECT.fullmatch(about):
        raise RecordUnnamed("There is no such order. Write a record's name, such as order:…, or a reference.")
    return order


async def _listed(
    session: AsyncSession, actor: Actor, action: str, patients: Sequence[UUID], now: datetime
) -> None:
    shown = sorted({f"patient:{each}" for each in patients})
    await audit.record(session, actor=actor, action=action, subject=f"staff:{actor.id}", at=now, shown=shown)
