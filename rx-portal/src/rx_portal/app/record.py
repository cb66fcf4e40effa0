"""Audited reads of a patient's own record, composed of what the slices know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.app.journey import Journey
from rx_portal.app.timeline import order_items, timeline
from rx_portal.app.words import Item
from rx_portal.dispensing import queries as dispenses
from rx_portal.dispensing.states import Status as DispenseStatus
from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.intake import queries as intakes
from rx_portal.kit import audit
from rx_portal.order import queries as orders
from rx_portal.order import service as ordering
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment import queries as payments
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription.states import Status as PrescriptionStatus
from rx_portal.review import queries as reviews
from rx_portal.visit import queries as visits
from rx_portal.visit import zones
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder
    from rx_portal.payment.models import PaymentAttempt
    from rx_portal.prescription.models import Prescription

ANSWERING = (EnrollmentStatus.STARTED, EnrollmentStatus.INFORMATION_REQUESTED)
INSTANT = timedelta(microseconds=1)
"""An approval holds up to the midnight after its last day."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything a patient has going: the journey to look at first, with its timeline, and the others.

    `lapsed` is an offer that ran out while its approval is still good: it can be asked for again.
    """

    focus: Journey | None
    items: Sequence[Item] = ()
    others: Sequence[Journey] = ()
    past: Sequence[Journey] = ()
    prescriptions: "Sequence[Prescription]" = ()
    lapsed: "RxOrder | None" = None


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order with its payments, its history, and whether its cancelling waits for the pharmacy."""

    order: "RxOrder"
    attempts: "Sequence[PaymentAttempt]"
    items: Sequence[Item]
    zone: str
    cancelling: bool
    cancellable: bool
    renewable: bool
    approval_good: bool
    approval_last_on: date


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
        _lapsed(journeys, written, now),
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
        renewable = await ordering.may_renew(session, order) and (
            await orders.find_live(session, order.prescription_id, order.fill) is None
        )
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
        order,
        attempts,
        order_items(order, moves, zone),
        zone,
        cancelling,
        cancellable=held and not cancelling,
        renewable=renewable,
        approval_good=order.approval_valid_until > now,
        approval_last_on=(order.approval_valid_until - INSTANT).astimezone(ZoneInfo(zone)).date(),
    )


async def _journeys(session: AsyncSession, patient_id: UUID) -> list[Journey]:
    applied = await enrollments.list_of_patient(session, patient_id)
    had = {visit.enrollment_id: visit for visit in await visits.list_of_patient(session, patient_id)}
    reviewed = await reviews.list_of_patient(session, patient_id)
    ordered = await orders.list_of_patient(session, patient_id)
    cases = {case.enrollment_id: case for case in reversed(reviewed)}
    fills = {order.enrollment_id: order for order in reversed(ordered)}
    stopped = await intakes.stopped_among(session, [each.id for each in applied if each.status in ANSWERING])
    return [
        Journey(each, had.get(each.id), cases.get(each.id), fills.get(each.id), each.id in stopped)
        for each in applied
    ]


def _focus(journeys: Sequence[Journey], now: datetime, wanted: UUID | None) -> Journey | None:
    if wanted:
        return next((journey for journey in journeys if journey.enrollment.id == wanted), None)
    live = [journey for journey in journeys if not journey.is_over]
    return min(live, key=lambda journey: journey.next_step(now).rank, default=None)


def _lapsed(
    journeys: Sequence[Journey], written: "Sequence[Prescription]", now: datetime
) -> "RxOrder | None":
    good = {one.id for one in written if one.status is PrescriptionStatus.ACTIVE}
    orders_ = (journey.order for journey in journeys if journey.order is not None)
    ended = (order for order in orders_ if order.status == OrderStatus.EXPIRED)
    return next(
        (order for order in ended if order.prescription_id in good and order.approval_valid_until > now), None
    )


async def _items(session: AsyncSession, journey: Journey) -> list[Item]:
    steps = list(await enrollments.list_steps(session, journey.enrollment.id))
    moves = list(await orders.steps_of(session, journey.order.id)) if journey.order else []
    return timeline(journey, steps, moves)
