"""A patient's way from application to doorstep: what came, and what is still to come."""

from datetime import datetime
from typing import TYPE_CHECKING

from rx_portal.app.journey import BOOKABLE, Journey
from rx_portal.app.words import ORDER_TITLES, Item
from rx_portal.enrollment.states import OVER as ENROLLMENT_OVER
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.order.states import OVER as ORDER_OVER
from rx_portal.order.states import Status as OrderStatus
from rx_portal.visit.states import Status as VisitStatus
from shared_lib.brand.wording import day, moment

if TYPE_CHECKING:
    from rx_portal.enrollment.models import EnrollmentStep
    from rx_portal.order.models import RxOrder, RxOrderStep

STOPPED = ORDER_OVER | {OrderStatus.RETURNED, OrderStatus.LOST}


def timeline(
    journey: Journey,
    steps: "list[EnrollmentStep]",
    moves: "list[RxOrderStep]",
) -> list[Item]:
    """Return the whole way, the beginning first; what is still to come has no time."""
    items = [_started(journey)]
    items += _questions(journey, steps)
    items += _visit(journey)
    items += _decision(journey, steps)
    return items + order_items(journey.order, moves, journey.zone, ended=journey.enrollment.status)


def _started(journey: Journey) -> Item:
    return Item("Application started", moment(journey.enrollment.started_at, journey.zone))


def _at(steps: "list[EnrollmentStep]", to: EnrollmentStatus) -> datetime | None:
    return next((step.at for step in reversed(steps) if step.to_status == to), None)


def _questions(journey: Journey, steps: "list[EnrollmentStep]") -> list[Item]:
    at = _at(steps, EnrollmentStatus.INTAKE_SUBMITTED)
    if at is not None:
        return [Item("Health questions answered", moment(at, journey.zone))]
    if journey.enrollment.status in ENROLLMENT_OVER:
        return []
    if journey.enrollment.status not in (EnrollmentStatus.STARTED, EnrollmentStatus.INFORMATION_REQUESTED):
        return [Item("Health questions answered")]
    if journey.is_stopped:
        return [Item("Health questions stopped", "", "Please get help now.", "attention")]
    return [Item("Health questions", "", "Saved as you go.", "current")]


def _visit(journey: Journey) -> list[Item]:
    visit = journey.visit
    if visit is None or visit.status is VisitStatus.CLOSED:
        return []
    if visit.status is VisitStatus.COMPLETED and visit.starts_at:
        return [Item("Video visit", moment(visit.starts_at, visit.zone))]
    if visit.status is VisitStatus.LAPSED:
        return [Item("Video visit", "", f"None took place by {day(visit.last_on)}.", "stopped")]
    if visit.status in BOOKABLE:
        return [Item("Video visit", f"To take place by {day(visit.last_on)}", "Choose a time.", "attention")]
    at = moment(visit.starts_at, visit.zone) if visit.starts_at else ""
    return [Item("Video visit booked", at, "", "current")]


def _decision(journey: Journey, steps: "list[EnrollmentStep]") -> list[Item]:
    status = journey.enrollment.status
    approved, denied = _at(steps, EnrollmentStatus.APPROVED), _at(steps, EnrollmentStatus.DENIED)
    if approved is not None:
        return [Item("Approved by a clinician", moment(approved, journey.zone))]
    if denied is not None:
        return [Item("Not prescribed", moment(denied, journey.zone), "Nothing was charged.", "stopped")]
    if status in (EnrollmentStatus.WITHDRAWN, EnrollmentStatus.LAPSED):
        title = "Withdrawn" if status is EnrollmentStatus.WITHDRAWN else "Ended"
        return [
            Item(
                title, moment(journey.enrollment.changed_at, journey.zone), "Nothing was charged.", "stopped"
            )
        ]
    if status is EnrollmentStatus.INFORMATION_REQUESTED:
        return [Item("A clinician's decision", "", "They asked you something first.", "attention")]
    state = "current" if status is EnrollmentStatus.IN_REVIEW else "ahead"
    return [Item("A clinician's decision", "", "", state)]


def order_items(
    order: "RxOrder | None", moves: "list[RxOrderStep]", zone: str, *, ended: EnrollmentStatus | None = None
) -> list[Item]:
    """Return an order's part of the way: what happened, then what is still to come."""
    if order is None:
        over = ended in (EnrollmentStatus.DENIED, EnrollmentStatus.WITHDRAWN, EnrollmentStatus.LAPSED)
        return [] if over else [Item("Payment, delivery", "", "Only after an approval.", "ahead")]
    items = [Item("Offer made", moment(order.created_at, zone), f"{order.total}, everything included.")]
    for move in moves:
        if move.to_status in ORDER_TITLES:
            title, text = ORDER_TITLES[OrderStatus(move.to_status)]
            stopped = move.to_status in ORDER_OVER or move.to_status in (
                OrderStatus.RETURNED,
                OrderStatus.LOST,
            )
            items.append(Item(title, moment(move.at, zone), text, "stopped" if stopped else "done"))
        elif move.to_status == OrderStatus.OFFERED:
            text = "It would have run out before the pharmacy was ready. We asked you to pay again."
            items.append(Item("Payment let go", moment(move.at, zone), text, "attention"))
    if order.short_since is not None:
        text = "You can pay once our dispensary has it. Your offer does not run out before that."
        items.append(Item("Waiting for stock", f"Since {moment(order.short_since, zone)}", text, "attention"))
    return items + _ahead(order)


def _ahead(order: "RxOrder") -> list[Item]:
    way = (OrderStatus.AUTHORIZED, OrderStatus.CAPTURED, OrderStatus.SHIPPED, OrderStatus.DELIVERED)
    names = ("Payment", "Packed", "Shipped", "Delivered")
    order_of = list(OrderStatus)
    if OrderStatus(order.status) not in order_of[: order_of.index(OrderStatus.DELIVERED)]:
        return []
    reached = order_of.index(OrderStatus(order.status))
    left = [name for status, name in zip(way, names, strict=True) if order_of.index(status) > reached]
    return [Item(name, "", "", "current" if place == 0 else "ahead") for place, name in enumerate(left)]
