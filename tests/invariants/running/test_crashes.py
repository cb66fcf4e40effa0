"""Workers and pages die around every call to an outside party; a minute later all books say the same.

Every point is armed once; whoever gets there first dies there. What each name means: docs/invariants.md.
"""

import json
import time
from collections.abc import Sequence
from datetime import timedelta

from clinic.home import Home
from clinic.story.town import Town
from tests.invariants.running.books import differences
from tests.invariants.running.conftest import in_portal, unhurried, wait_until
from tests.invariants.running.crowd import Guest, Patient, Plan, drive
from tests.invariants.running.shelf import skus
from tests.journeys.facts import one

CONVERGES = 60.0
"""Seconds after the last crash."""

STUCK = 150.0
"""Seconds without a crash or an end, after which there is no use in waiting."""


def around(call: str, *, asked: str = "", done: str = "") -> list[str]:
    """The points of one call: its intent not yet kept, kept; its answer not yet kept, kept."""
    return [
        *([f"{asked}.put"] if asked else []),
        f"{call}.before",
        f"{call}.after",
        *([f"{done}.done"] if done else []),
    ]


POINTS = {
    "rx": [
        *around("stripe.open_checkout", asked="payment.page_over"),
        *around("stripe.read_intent", asked="payment.settle", done="payment.settle"),
        "payment.authorized.v1.put",
        *around("stripe.capture", asked="payment.capture", done="payment.capture"),
        *around("stripe.void", asked="payment.void", done="payment.void"),
        *around("stripe.refund", asked="payment.refund", done="payment.refund"),
        *around("stripe.expire_checkout", asked="payment.close", done="payment.close"),
        *around("pharmacy.submit", asked="dispensing.submit", done="dispensing.submit"),
        *around("pharmacy.release", asked="payment.captured.v1", done="dispensing.release"),
        *around("pharmacy.cancel", asked="dispensing.cancel", done="dispensing.cancel"),
        *around("notify.mail", asked="order.moved.v1", done="order.tell"),
        *around("video.create_room", done="visit.make_room"),
    ],
    "shop": [
        *around("stripe.open_checkout", asked="order.placed.v1", done="order.open_page"),
        *around("stripe.read_checkout", asked="payment.settle", done="payment.settle"),
        *around("stripe.refund", asked="refund.send", done="refund.send"),
        *around("stripe.expire_checkout", asked="order.cancelled.v1"),
        "order.lapse.done",
        *around("notify.send", asked="order.paid.v1", done="order.mail_receipt"),
    ],
}
PATIENTS = (
    [Plan.KEEP] * 3 + [Plan.REJECTED] * 4 + [Plan.REFUNDED] * 4 + [Plan.CANCEL] * 3 + [Plan.DECLINE] * 4
)
GUESTS = [Plan.KEEP] * 3 + [Plan.CANCEL] * 4 + [Plan.DECLINE] * 3 + [Plan.LEAVE] * 2
VISITS = 3
LAPSED = timedelta(minutes=45)


class Points:
    """The points that nobody has died at yet, and when somebody last did."""

    def __init__(self, home: Home) -> None:
        self._folder = home.run / "crash"
        self.left = {f"{side}/{point}" for side, points in POINTS.items() for point in points}
        self.last = time.monotonic()

    def arm(self) -> None:
        for point in self.left:
            (self._folder / point).touch()

    def are_passed(self) -> bool:
        self.look()
        return not self.left

    def look(self) -> None:
        left = {point for point in self.left if (self._folder / point).exists()}
        if left != self.left:
            self.left, self.last = left, time.monotonic()


def test_all_books_agree_a_minute_after_the_last_crash(breakable: Home, town: Town) -> None:
    points = Points(breakable)
    points.arm()
    made = json.loads(
        in_portal(breakable, "tests.invariants.running.people", str(len(PATIENTS)), str(VISITS))
    )
    patients = [Patient(plan, known) for plan, known in zip(PATIENTS, made["people"], strict=True)]
    guests = [Guest(plan, sku) for plan, sku in zip(GUESTS, skus(town) * len(GUESTS), strict=False)]
    left_waiting = [guest for guest in guests if guest.plan is Plan.LEAVE]

    def meanwhile(waiting: Sequence[object]) -> None:
        points.look()
        if waiting and all(one in left_waiting and one.page for one in waiting) and not moved:
            moved.append(town.move_clock(LAPSED))

    moved: list[object] = []
    drive(
        town,
        [*patients, *guests],
        patience=lambda: points.last + unhurried(STUCK if points.left else CONVERGES),
        meanwhile=meanwhile,
    )

    wait_until(
        unhurried(STUCK),
        "every point to be passed",
        points.are_passed,
        lambda: points.left,
    )
    rest = points.last + unhurried(CONVERGES) - time.monotonic()
    wait_until(rest, "all to agree", lambda: not differences(town), lambda: differences(town))
    assert rooms(town, made["visitors"]) == len(made["visitors"])


def rooms(town: Town, visitors: list[dict[str, str]]) -> int:
    """How many of the booked visits have their room."""
    booked = [each["visit"] for each in visitors]
    return int(one(town, "rx", "SELECT count(patient_room) FROM rx.visit WHERE id::text = ANY(%s)", booked))
