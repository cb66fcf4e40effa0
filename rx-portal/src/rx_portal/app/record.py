"""Audited reads of a patient's own record, composed of what the slices know."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.app.journey import Journey
from rx_portal.app.timeline import order_items, timeline
from rx_portal.app.words import Item
from rx_portal.dispensing import queries as dispenses
from rx_portal.dispensing.states import Status as DispenseStatus
from rx_portal.enrollment import queries as enrollments
from rx_portal.identity import queries as identity
from rx_portal.kit import audit
from rx_portal.kit.db import run
from rx_portal.order import queries as orders
from rx_portal.payment import queries as payments
from rx_portal.prescription import queries as prescriptions
from rx_portal.review import queries as reviews
from rx_portal.visit import queries as visits
from rx_portal.visit import zones
from shared_lib import audit as audit_record
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder
    from rx_portal.payment.models import PaymentAttempt
    from rx_portal.prescription.models import Prescription

ACCESS_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything a patient has going: the journey to look at first, with its timeline, and the others."""

    focus: Journey | None
    items: Sequence[Item] = ()
    others: Sequence[Journey] = ()
    past: Sequence[Journey] = ()
    prescriptions: "Sequence[Prescription]" = ()


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order with its payments, its history, and whether its cancelling waits for the pharmacy."""

    order: "RxOrder"
    attempts: "Sequence[PaymentAttempt]"
    items: Sequence[Item]
    zone: str
    cancelling: bool
    cancellable: bool


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


async def overview(
    session: AsyncSession, *, patient: Actor, now: datetime, wanted: UUID | None = None
) -> Overview:
    """Return what a patient has going, and remember that they looked.

    :raises EnrollmentNotFound: `wanted` is not one of their applications.
    """
    patient_id = UUID(patient.id)
    async with session.begin():
        if wanted:
            await enrollments.get(session, wanted)
        journeys = await _journeys(session, patient_id)
        written = await prescriptions.list_of_patient(session, patient_id)
        focus = _focus(journeys, now, wanted)
        items = await _items(session, focus) if focus else []
        await audit.record(
            session,
            actor=patient,
            action="care.read",
            subject=f"patient:{patient_id}",
            at=now,
            patient_id=patient_id,
            shown=[journey.enrollment.ref for journey in journeys]
            + [journey.order.ref for journey in journeys if journey.order],
        )
    rest = [journey for journey in journeys if journey is not focus]
    return Overview(
        focus,
        items,
        [journey for journey in rest if not journey.is_over],
        [journey for journey in rest if journey.is_over],
        written,
    )


async def order_page(session: AsyncSession, *, order_id: UUID, patient: Actor, now: datetime) -> OrderPage:
    """Return a patient's order as they see it, and remember that they looked.

    :raises OrderNotFound: there is none, or it is somebody else's.
    """
    async with session.begin():
        order = await orders.get(session, order_id)
        moves = list(await orders.steps_of(session, order_id))
        attempts = await payments.list_of_order(session, order_id)
        dispense = await dispenses.find_of_order(session, order_id)
        enrollment = await enrollments.get(session, order.enrollment_id)
        visit = await visits.find_of_enrollment(session, enrollment.id)
        await audit.record(
            session,
            actor=patient,
            action="order.read",
            subject=order.ref,
            at=now,
            patient_id=order.patient_id,
        )
    zone = visit.zone if visit else zones.of_state(enrollment.state)
    cancelling = dispense is not None and dispense.status == DispenseStatus.CANCELLING
    held = order.status in ("authorized", "sent", "ready")
    return OrderPage(
        order, attempts, order_items(order, moves, zone), zone, cancelling, held and not cancelling
    )


async def accesses(
    session: AsyncSession, *, patient: Actor, now: datetime, everything: bool
) -> tuple[Sequence[Access], str]:
    """Return who did something with a patient's record, the latest first, and the patient's zone.

    Asking is remembered too. Without `everything`, their own looks and the portal's automatic work are left out.
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


async def _journeys(session: AsyncSession, patient_id: UUID) -> list[Journey]:
    applied = await enrollments.list_of_patient(session, patient_id)
    had = {visit.enrollment_id: visit for visit in await visits.list_of_patient(session, patient_id)}
    reviewed = await reviews.list_of_patient(session, patient_id)
    ordered = await orders.list_of_patient(session, patient_id)
    cases = {case.enrollment_id: case for case in reversed(reviewed)}
    fills = {order.enrollment_id: order for order in reversed(ordered)}
    return [Journey(each, had.get(each.id), cases.get(each.id), fills.get(each.id)) for each in applied]


def _focus(journeys: Sequence[Journey], now: datetime, wanted: UUID | None) -> Journey | None:
    if wanted:
        return next((journey for journey in journeys if journey.enrollment.id == wanted), None)
    live = [journey for journey in journeys if not journey.is_over]
    return min(live, key=lambda journey: journey.next_step(now).rank, default=None)


async def _items(session: AsyncSession, journey: Journey) -> list[Item]:
    steps = list(await enrollments.list_steps(session, journey.enrollment.id))
    moves = list(await orders.steps_of(session, journey.order.id)) if journey.order else []
    return timeline(journey, steps, moves)
