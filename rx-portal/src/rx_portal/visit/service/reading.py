"""Audited reads of a visit: what a patient can book, and what they have."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.kit import audit, timer
from rx_portal.visit import queries, steps
from rx_portal.visit.models import Visit
from rx_portal.visit.schemas import Times, VisitView
from rx_portal.visit.service.booking import own
from rx_portal.visit.states import Status, WorkKind
from rx_portal.visit.window import DOORS_OPEN
from shared_lib.identity import Actor

BOOKABLE = frozenset({Status.DUE, Status.HELD, Status.BOOKED})


async def look(session: AsyncSession, *, visit_id: UUID, patient: Actor, now: datetime) -> VisitView:
    """Return a patient's own visit, and remember that they looked.

    :raises VisitNotFound: there is none, or it is somebody else's.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        await _looked(session, visit, patient, now)
        return await view_of(session, visit)


async def times(session: AsyncSession, *, visit_id: UUID, patient: Actor, now: datetime) -> Times:
    """Return what a patient can book, and remember that they looked.

    Finding nothing tells the clinic at once and gives the patient longer, as when the visit was opened.

    :raises VisitNotFound: there is none, or it is somebody else's.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        await _looked(session, visit, patient, now)
        found = await steps.find_slots(session, visit, now=now) if visit.status in BOOKABLE else []
        waiting = visit.status is Status.DUE and now < visit.window.closes_at
        if waiting and not found and not visit.clinic_late:
            clinic = Actor.system("visit.times")
            await steps.extend(session, visit, WorkKind.NO_TIME_IN_WINDOW, actor=clinic, now=now)
            await timer.set_(session, "visit.lapse", visit.id, due_at=visit.window.closes_at)
            found = await steps.find_slots(session, visit, now=now)
        names = await identity.staff_names(session, list({slot.clinician_id for slot in found}))
    return Times(
        visit.id, visit.status, visit.zone, visit.state, visit.last_on, visit.clinic_late, found, names
    )


async def view_of(session: AsyncSession, visit: Visit) -> VisitView:
    """Return a visit as its patient sees it."""
    names = await identity.staff_names(session, [visit.clinician_id] if visit.clinician_id else [])
    return VisitView(
        id=visit.id,
        status=visit.status,
        zone=visit.zone,
        state=visit.state,
        last_on=visit.last_on,
        clinic_late=visit.clinic_late,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        held_until=visit.held_until,
        clinician=names.get(visit.clinician_id, "") if visit.clinician_id else "",
        revision=visit.revision,
        doors_at=visit.starts_at - DOORS_OPEN if visit.starts_at else None,
        given_up=await queries.find_given_up(session, visit.id)
        if visit.revision and not visit.starts_at
        else None,
        missed=visit.misses > 0,
    )


async def _looked(session: AsyncSession, visit: Visit, patient: Actor, now: datetime) -> None:
    await audit.record(
        session, actor=patient, action="visit.look", subject=visit.ref, at=now, patient_id=visit.patient_id
    )
