"""Workers and pages die around every call to an outside party; a minute later all books say the same.

Every point is armed once; whoever gets there first dies there. What each name means: docs/invariants.md.
In a storm a second crowd meets the points around the outbox rows themselves.
"""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest

from clinic.home import Home
from clinic.story.town import Town
from tests.invariants.running.arrivals import Arrivals
from tests.invariants.running.books import differences
from tests.invariants.running.conftest import unhurried, wait_until
from tests.invariants.running.crowd import Guest, Plan, Somebody, drive
from tests.invariants.running.shelf import skus
from tests.journeys.facts import one

CONVERGES = 60.0
"""Seconds after the last crash."""

STUCK = 90.0
"""Seconds without a crash or an end, after which there is no use in waiting: three leases of a row."""

CALM = 15.0
"""Seconds without a crash, after which time passes, so that the reconcilers look."""

SILENCE = timedelta(minutes=35)
"""Longer than any reconciler lets something be; whoever is still to pay would lose the page meanwhile."""


@dataclass(frozen=True)
class Wave:
    """Points, by the side that dies there, and the people who lead everybody past them."""

    points: Mapping[str, Sequence[str]]
    patients: Sequence[Plan]
    guests: Sequence[Plan]
    visits: int


def around(*calls: str) -> list[str]:
    """The points before and after each call."""
    return [f"{call}.{moment}" for call in calls for moment in ("before", "after")]


CALLS = Wave(
    {
        "rx": [
            *around("stripe.open_checkout", "stripe.read_checkout", "stripe.read_intent", "stripe.capture"),
            *around("stripe.void", "stripe.refund", "stripe.expire_checkout"),
            *around("pharmacy.submit", "pharmacy.read", "pharmacy.release", "pharmacy.cancel"),
            *around("notify.mail", "video.create_room"),
        ],
        "shop": around(
            "stripe.open_checkout",
            "stripe.read_checkout",
            "stripe.refund",
            "stripe.expire_checkout",
            "notify.send",
        ),
    },
    [Plan.KEEP] * 3 + [Plan.REJECTED] * 2 + [Plan.REFUNDED] * 2 + [Plan.CANCEL] * 2 + [Plan.DECLINE] * 2,
    [Plan.KEEP] * 2 + [Plan.CANCEL] * 2 + [Plan.DECLINE] * 2,
    2,
)
ROWS = Wave(
    {
        "rx": [
            *("payment.page_over.put", "payment.settle.put", "payment.authorized.v1.put"),
            *("payment.captured.v1.put", "order.moved.v1.put", "dispensing.submit.put"),
            *(f"payment.{verb}.put" for verb in ("capture", "void", "refund", "close")),
            *(f"payment.{verb}.done" for verb in ("settle", "capture", "void", "refund", "close")),
            *(f"dispensing.{verb}.done" for verb in ("begin", "submit", "sync", "release", "cancel")),
            *("dispensing.cancel.put", "order.tell.done", "visit.make_room.done"),
        ],
        "shop": [
            *("order.placed.v1.put", "order.paid.v1.put", "order.cancelled.v1.put", "payment.settle.set"),
            *("refund.send.put", "refund.send.done", "payment.settle.done"),
            *("order.mail_receipt.done", "order.lapse.done"),
        ],
    },
    [Plan.KEEP] * 3 + [Plan.REJECTED] * 3 + [Plan.REFUNDED] * 3 + [Plan.CANCEL] * 3 + [Plan.DECLINE] * 3,
    [Plan.KEEP] * 3 + [Plan.CANCEL] * 3 + [Plan.DECLINE] * 2 + [Plan.LEAVE] * 2,
    2,
)
IN_A_STORM = pytest.mark.skipif("STORM" not in os.environ, reason="Only in a storm: `make storm`.")


class Points:
    """The points that nobody has died at yet, and when somebody last did."""

    def __init__(self, home: Home, points: Mapping[str, Sequence[str]]) -> None:
        self._folder = home.run / "crash"
        self.left = {f"{side}/{point}" for side, names in points.items() for point in names}
        self.last = time.monotonic()
        for point in self.left:
            (self._folder / point).touch()

    def are_passed(self) -> bool:
        self.look()
        return not self.left

    def look(self) -> None:
        left = {point for point in self.left if (self._folder / point).exists()}
        if left != self.left:
            self.left, self.last = left, time.monotonic()

    def disarm(self) -> None:
        for point in self.left:
            (self._folder / point).unlink(missing_ok=True)


@pytest.mark.parametrize("wave", [CALLS, pytest.param(ROWS, marks=IN_A_STORM)], ids=["calls", "rows"])
def test_all_books_agree_a_minute_after_the_last_crash(
    breakable: Home, town: Town, arrivals: Arrivals, wave: Wave
) -> None:
    points = Points(breakable, wave.points)
    try:
        visits = come_through(arrivals, town, wave, points)
    finally:
        points.disarm()

    rest = points.last + unhurried(CONVERGES) - time.monotonic()
    wait_until(rest, "all to agree", lambda: not differences(town), lambda: differences(town))
    assert rooms(town, visits) == wave.visits


def come_through(arrivals: Arrivals, town: Town, wave: Wave, points: Points) -> Sequence[str]:
    """Have everybody get what they came for, past every point; returns the visits that were booked."""
    patients, visits = arrivals.patients(wave.patients, visits=wave.visits)
    guests = [Guest(plan, sku) for plan, sku in zip(wave.guests, skus(town) * len(wave.guests), strict=False)]
    moved = [points.last]

    def let_time_pass(waiting: Sequence[Somebody]) -> None:
        points.look()
        calm = time.monotonic() - max(points.last, moved[-1]) > CALM
        if calm and not any(one.is_to_pay for one in waiting):
            town.move_clock(SILENCE)
            moved.append(time.monotonic())

    drive(
        town,
        [*patients, *guests],
        patience=lambda: points.last + unhurried(STUCK if points.left else CONVERGES),
        meanwhile=let_time_pass,
    )
    wait_until(unhurried(STUCK), "every point to be passed", points.are_passed, lambda: points.left)
    return visits


def rooms(town: Town, visits: Sequence[str]) -> int:
    """How many of the booked visits have their room."""
    asked = "SELECT count(patient_room) FROM rx.visit WHERE id::text = ANY(%s)"
    return int(one(town, "rx", asked, list(visits)))
