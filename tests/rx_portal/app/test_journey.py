"""What a patient is told to do next follows from where their application, visit and order stand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rx_portal.app.journey import Journey
from rx_portal.app.timeline import order_items, timeline
from rx_portal.enrollment.models import Enrollment
from rx_portal.enrollment.states import Status
from rx_portal.order.models import RxOrder, RxOrderStep
from rx_portal.order.states import Status as OrderStatus
from rx_portal.visit.models import Visit
from rx_portal.visit.states import Status as VisitStatus
from shared_lib.ids import uuid7

NOW = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)


def an_enrollment(status: Status, *, consented: bool = True) -> Enrollment:
    return Enrollment(
        id=uuid7(),
        patient_id=uuid7(),
        product="metformin-er",
        state="CA",
        status=status,
        consented_at=NOW if consented else None,
        started_at=NOW,
        changed_at=NOW,
    )


def a_visit(status: VisitStatus, starts_at: datetime | None = None) -> Visit:
    return Visit(
        id=uuid7(), status=status, zone="America/Los_Angeles", last_on=date(2026, 12, 9), starts_at=starts_at
    )


def an_order(status: OrderStatus, *, reoffers: int = 0) -> RxOrder:
    return RxOrder(
        id=uuid7(),
        status=status,
        amount=4900,
        currency="USD",
        reoffers=reoffers,
        created_at=NOW,
        offer_expires_at=NOW + timedelta(days=7),
    )


def next_of(
    enrollment: Enrollment, *, visit: Visit | None = None, order: RxOrder | None = None
) -> tuple[str, str, bool]:
    step = Journey(enrollment, visit, None, order).next_step(NOW)
    return step.title, step.href, step.waits


class TestTheNextStep:
    @pytest.mark.parametrize(
        ("status", "consented", "way"),
        [
            (Status.STARTED, False, "consent"),
            (Status.STARTED, True, "questions"),
            (Status.INFORMATION_REQUESTED, True, "decision"),
        ],
    )
    def test_leads_to_what_is_missing(self, status: Status, consented: bool, way: str) -> None:
        enrollment = an_enrollment(status, consented=consented)

        _, href, waits = next_of(enrollment)

        assert (href, waits) == (f"/care/enrollments/{enrollment.id}/{way}", False)

    def test_names_the_last_day_to_book(self) -> None:
        title, href, waits = next_of(an_enrollment(Status.ASSESSED), visit=a_visit(VisitStatus.DUE))

        assert title == "Book your video visit by Wed, Dec 9, 2026"
        assert (href[:13], waits) == ("/care/visits/", False)

    def test_waits_for_a_booked_visit_until_its_door_opens(self) -> None:
        enrollment = an_enrollment(Status.ASSESSED)
        later, soon = NOW + timedelta(hours=5), NOW + timedelta(minutes=10)

        assert next_of(enrollment, visit=a_visit(VisitStatus.BOOKED, later))[2]
        assert next_of(enrollment, visit=a_visit(VisitStatus.BOOKED, soon))[0] == "Your video visit is open"

    def test_asks_to_pay_in_the_patients_zone_and_again_after_a_hold_was_let_go(self) -> None:
        enrollment = an_enrollment(Status.APPROVED)
        first = Journey(enrollment, None, None, an_order(OrderStatus.OFFERED)).next_step(NOW)
        again = Journey(enrollment, None, None, an_order(OrderStatus.OFFERED, reoffers=1)).next_step(NOW)

        assert "Wed, Dec 9, 2026, 12:00 PM PST" in first.text
        assert "Nothing has been charged" in first.text
        assert "pay again" in again.text

    @pytest.mark.parametrize("status", list(OrderStatus))
    def test_is_known_for_every_order(self, status: OrderStatus) -> None:
        title, href, _ = next_of(an_enrollment(Status.APPROVED), order=an_order(status))

        assert title != "Your order"
        assert href.startswith("/care/orders/")

    @pytest.mark.parametrize("status", list(Status))
    def test_is_known_for_every_application(self, status: Status) -> None:
        assert next_of(an_enrollment(status))[0]


class TestTheTimeline:
    def test_ends_where_the_order_ended(self) -> None:
        order = an_order(OrderStatus.EXPIRED)
        step = RxOrderStep(to_status=OrderStatus.EXPIRED, at=NOW)

        items = order_items(order, [step], "America/Los_Angeles")

        assert [item.state for item in items] == ["done", "stopped"]
        assert "Nothing was charged" in items[-1].text

    def test_that_an_urgent_answer_stopped_says_so_and_nothing_else(self) -> None:
        journey = Journey(an_enrollment(Status.STARTED), None, None, None, is_stopped=True)

        assert journey.next_step(NOW).title == "Please get help now"
        assert journey.next_step(NOW).rank == 0
        assert timeline(journey, [], [])[1].title == "Health questions stopped"

    def test_shows_what_is_still_to_come(self) -> None:
        items = timeline(Journey(an_enrollment(Status.STARTED), None, None, None), [], [])

        assert [item.state for item in items] == ["done", "current", "ahead", "ahead"]
