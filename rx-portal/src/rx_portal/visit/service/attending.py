"""The visit itself: both arrive, it starts, it ends, or the patient does not come."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.video.port import Room
from rx_portal.kit import audit, outbox, timer, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.visit import queries, steps
from rx_portal.visit.errors import TooEarly
from rx_portal.visit.events import VisitCompleted
from rx_portal.visit.models import Visit
from rx_portal.visit.schemas import Attested
from rx_portal.visit.service.booking import attest, give_up, of_clinician, own
from rx_portal.visit.states import IllegalMove, Moment, Move, Status, advance
from rx_portal.visit.window import DOORS_OPEN
from shared_lib.identity import Actor


async def furnish(
    session: AsyncSession, *, visit_id: UUID, revision: int, room: Room, now: datetime
) -> Visit:
    """Keep the room that was made for a booked visit, unless its time has changed meanwhile."""
    async with session.begin():
        visit = await queries.lock(session, visit_id)
        if visit.revision != revision or visit.status is not Status.BOOKED:
            return visit
        box = await vault.box(session, visit.patient_id, RecordClass.CLINICAL)
        visit.patient_room = box.seal("rx.visit.patient_room", visit.id, room.url_for_patient)
        visit.clinician_room = box.seal("rx.visit.clinician_room", visit.id, room.url_for_clinician)
        await audit.record(
            session,
            actor=Actor.system("visit.make_room"),
            action="visit.furnish",
            subject=visit.ref,
            at=now,
            patient_id=visit.patient_id,
        )
    return visit


async def join(
    session: AsyncSession, *, visit_id: UUID, patient: Actor, attested: Attested, now: datetime
) -> str | None:
    """Let the patient into the video room, once they have said who and where they are.

    Returns the room's address, or None while it is still being made.

    :raises VisitNotFound: there is no such visit of this patient.
    :raises IllegalMove: nothing is booked.
    :raises TooEarly: the doors open a quarter of an hour before the start.
    :raises LocationMismatch, IdentityNotAttested: as `booking.attest`.
    """
    async with session.begin():
        visit = await own(session, visit_id, patient)
        if visit.status not in {Status.BOOKED, Status.STARTED}:
            raise IllegalMove("There is no visit to join.")
        _refuse_early(visit, now)
        await attest(session, visit, Moment.START, attested, actor=patient, now=now)
        await audit.record(
            session,
            actor=patient,
            action="visit.join",
            subject=visit.ref,
            at=now,
            patient_id=visit.patient_id,
        )
        if visit.patient_room is None:
            return None
        box = await vault.box(session, visit.patient_id, RecordClass.CLINICAL)
        return box.open("rx.visit.patient_room", visit.id, visit.patient_room)


async def start(
    session: AsyncSession, *, visit_id: UUID, clinician: Actor, attested: Attested, now: datetime
) -> Visit:
    """Start a visit: the clinician has seen who it is and heard where they are, and may practise there today.

    :raises VisitNotFound, NotYourVisit: as `booking.of_clinician`.
    :raises IllegalMove: it is not booked.
    :raises TooEarly: the doors open a quarter of an hour before the start.
    :raises NotLicensed: the clinician's licence does not hold there today.
    :raises LocationMismatch, IdentityNotAttested: the visit stops.
    """
    async with session.begin():
        visit = await of_clinician(session, visit_id, clinician)
        advance(visit.status, Move.START)
        _refuse_early(visit, now)
        await attest(session, visit, Moment.START, attested, actor=clinician, now=now)
        on = now.astimezone(ZoneInfo(visit.zone)).date()
        await queries.require_licence(session, UUID(clinician.id), visit.state, on=on)
        await steps.move(session, visit, Move.START, actor=clinician, now=now)
        visit.note = None
    return visit


async def keep_note(session: AsyncSession, *, visit_id: UUID, clinician: Actor, note: str) -> bool:
    """Keep what the clinician has typed so far, and tell whether it was: only while the visit goes on.

    :raises VisitNotFound, NotYourVisit: as `booking.of_clinician`.
    """
    async with session.begin():
        visit = await of_clinician(session, visit_id, clinician)
        if visit.status is not Status.STARTED:
            return False
        box = await vault.box(session, visit.patient_id, RecordClass.CLINICAL)
        visit.note = box.seal("rx.visit.note", visit.id, note)
    return True


async def complete(
    session: AsyncSession, *, visit_id: UUID, clinician: Actor, note: str, now: datetime
) -> Visit:
    """End a visit with the clinician's note; its case can be decided from now on.

    :raises VisitNotFound, NotYourVisit: as `booking.of_clinician`.
    :raises IllegalMove: it has not started, or is over.
    """
    async with session.begin():
        visit = await of_clinician(session, visit_id, clinician)
        await steps.move(session, visit, Move.COMPLETE, actor=clinician, now=now)
        await steps.let_go(session, visit)
        box = await vault.box(session, visit.patient_id, RecordClass.CLINICAL)
        visit.note = box.seal("rx.visit.note", visit.id, note)
        await outbox.put(
            session,
            VisitCompleted(
                subject_id=visit.id,
                actor_id=clinician.id,
                occurred_at=now,
                enrollment_id=visit.enrollment_id,
                patient_id=visit.patient_id,
                clinician_id=UUID(clinician.id),
            ),
        )
    return visit


async def miss(session: AsyncSession, *, visit_id: UUID, clinician: Actor, now: datetime) -> Visit:
    """Record that the patient did not come; the visit is due again until its window closes.

    :raises VisitNotFound, NotYourVisit: as `booking.of_clinician`.
    :raises IllegalMove: it is not booked.
    :raises TooEarly: its time has not come.
    """
    async with session.begin():
        visit = await of_clinician(session, visit_id, clinician)
        advance(visit.status, Move.MISS)
        if visit.starts_at is None or now < visit.starts_at:
            raise TooEarly("The visit's time has not come yet.")
        await steps.move(session, visit, Move.MISS, actor=clinician, now=now, reason="no_show")
        visit.misses += 1
        await give_up(session, visit, by="missed", actor=clinician, now=now)
        await timer.set_(session, "visit.lapse", visit.id, due_at=max(now, visit.window.closes_at))
    return visit


def _refuse_early(visit: Visit, now: datetime) -> None:
    if visit.starts_at is None or now < visit.starts_at - DOORS_OPEN:
        raise TooEarly("The doors open 15 minutes before the start.")
