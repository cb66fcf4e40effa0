"""One application with everything that came of it, and the one thing that its patient does now."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from rx_portal.app.words import APPLICATION, NEXT_WAIT, STOPPED, UNCONSENTED, Step
from rx_portal.enrollment.states import OVER as ENROLLMENT_OVER
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.order.states import OVER as ORDER_OVER
from rx_portal.order.states import Status as OrderStatus
from rx_portal.review.states import Status as ReviewStatus
from rx_portal.visit import zones
from rx_portal.visit.states import Status as VisitStatus
from rx_portal.visit.window import DOORS_OPEN
from shared_lib.brand.wording import day, moment

if TYPE_CHECKING:
    from rx_portal.enrollment.models import Enrollment
    from rx_portal.order.models import RxOrder
    from rx_portal.review.models import Review
    from rx_portal.visit.models import Visit

BOOKABLE = (VisitStatus.DUE, VisitStatus.HELD)
ARRIVED = frozenset({OrderStatus.DELIVERED, OrderStatus.RETURNED, OrderStatus.LOST})


@dataclass(frozen=True, slots=True)
class Journey:
    """One application with everything that came of it; `order` is the newest one.

    `is_stopped`: an urgent answer has stopped its questions.
    """

    enrollment: "Enrollment"
    visit: "Visit | None"
    review: "Review | None"
    order: "RxOrder | None"
    is_stopped: bool = False

    @property
    def zone(self) -> str:
        """Return the patient's zone: the one of their visit, else that of their state."""
        return self.visit.zone if self.visit else zones.of_state(self.enrollment.state)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen."""
        if self.order is not None:
            return self.order.status in (
                *ORDER_OVER,
                OrderStatus.DELIVERED,
                OrderStatus.RETURNED,
                OrderStatus.LOST,
            )
        return self.enrollment.status in ENROLLMENT_OVER

    def next_step(self, now: datetime) -> Step:
        """Return the one thing that the patient does or waits for."""
        return self._order_step() or self._visit_step(now) or self._application_step()

    def _order_step(self) -> Step | None:
        order = self.order
        if order is None:
            return None
        path = f"/care/orders/{order.id}"
        if order.short_since is not None:
            text = "Our dispensary waits for stock. There is nothing to pay yet; your offer does not run out."
            return Step(6, "Approved: waiting for stock", text, "See the order", path, waits=True)
        if order.status == OrderStatus.OFFERED:
            until = moment(order.offer_expires_at, self.zone)
            text = f"A clinician approved your request. You can pay until {until}. Nothing has been charged."
            again = "Your earlier payment was let go before it was needed. Please pay again by " + until + "."
            return Step(1, "Look at your offer", again if order.reoffers else text, "See the offer", path)
        title, text = NEXT_WAIT.get(OrderStatus(order.status), ("Your order", ""))
        return Step(6, title, text, "See the order", path, waits=True)

    def _visit_step(self, now: datetime) -> Step | None:
        visit = self.visit
        if visit is None or self.enrollment.status in ENROLLMENT_OVER:
            return None
        path = f"/care/visits/{visit.id}"
        if visit.status in BOOKABLE:
            text = f"The clinician sees you by video before deciding, at the latest on {day(visit.last_on)}."
            return Step(2, f"Book your video visit by {day(visit.last_on)}", text, "Choose a time", path)
        if visit.status in (VisitStatus.BOOKED, VisitStatus.STARTED) and visit.starts_at:
            when = moment(visit.starts_at, visit.zone)
            if now >= visit.starts_at - DOORS_OPEN:
                return Step(0, "Your video visit is open", f"It begins {when}.", "Go to your visit", path)
            text = "The door opens here 15 minutes before. Have your photo ID with you."
            return Step(5, f"Your video visit is {when}", text, "See your visit", path, waits=True)
        return None

    def _application_step(self) -> Step:
        status, path = self.enrollment.status, f"/care/enrollments/{self.enrollment.id}"
        if self.is_stopped:
            return STOPPED.at(path)
        if status is EnrollmentStatus.STARTED and self.enrollment.consented_at is None:
            return UNCONSENTED.at(path)
        if status in APPLICATION:
            return APPLICATION[status].at(path)
        return Step(7, "A clinician is reviewing your answers", self._review_wait(), "", "", waits=True)

    def _review_wait(self) -> str:
        if self.review is None or self.review.status not in (ReviewStatus.QUEUED, ReviewStatus.CLAIMED):
            return "We write to you as soon as there is news. You do not need to do anything."
        return f"You hear from us by {moment(self.review.due_at, self.zone)}. You do not need to do anything."
