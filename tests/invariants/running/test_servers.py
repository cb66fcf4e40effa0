"""Valkey forgets everything, PostgreSQL is killed: nothing answered is lost, and nothing happens twice."""

import os
import signal
import time
from collections.abc import Sequence

import pytest
import redis

from clinic.home import Home
from clinic.process import record
from clinic.ready import lets_in
from clinic.story.town import Town
from tests.invariants.running.arrivals import Arrivals
from tests.invariants.running.books import differences
from tests.invariants.running.conftest import unhurried, wait_until
from tests.invariants.running.crowd import Guest, Patient, Plan, Somebody, drive
from tests.invariants.running.shelf import skus

PATIENTS = [Plan.KEEP, Plan.REJECTED, Plan.CANCEL, Plan.DECLINE]
GUESTS = [Plan.KEEP, Plan.KEEP, Plan.CANCEL, Plan.DECLINE]
WEB = ("storefront", "portal")
CONVERGES = 60.0
MOST, FEWEST = 20, 5
"""How often Valkey forgets: at every turn of the crowd, while anybody waits for something."""


class Trouble:
    """What is done to a server while people are under way, and when it was done last."""

    def __init__(self) -> None:
        self.last = time.monotonic()
        self.times = 0

    def strike(self) -> None:
        self.last, self.times = time.monotonic(), self.times + 1


@pytest.fixture
def people(arrivals: Arrivals, town: Town) -> list[Somebody]:
    patients, _ = arrivals.patients(PATIENTS)
    return [*patients, *(Guest(plan, sku) for plan, sku in zip(GUESTS, skus(town), strict=True))]


def carried_through(town: Town, people: Sequence[Somebody], trouble: Trouble, strike: object) -> None:
    drive(
        town,
        people,
        patience=lambda: trouble.last + unhurried(CONVERGES),
        meanwhile=strike,  # type: ignore[arg-type]
    )
    rest = trouble.last + unhurried(CONVERGES) - time.monotonic()
    wait_until(rest, "all to agree", lambda: not differences(town), lambda: differences(town))


def test_valkey_may_forget_everything_at_any_moment(town: Town, people: list[Somebody]) -> None:
    trouble = Trouble()

    def forget(_: Sequence[Somebody]) -> None:
        if trouble.times < MOST:
            with redis.Redis.from_url(town.told.redis) as store:
                store.flushall()
            trouble.strike()

    carried_through(town, people, trouble, forget)

    assert trouble.times >= FEWEST


def test_postgresql_may_be_killed_in_the_middle_of_checkout_and_payment(
    breakable: Home, town: Town, people: list[Somebody]
) -> None:
    before = {name: record.running(breakable)[name] for name in WEB}
    trouble = Trouble()
    moments = [in_checkout, in_payment]

    def kill(waiting: Sequence[Somebody]) -> None:
        server = record.running(breakable).get("postgres")
        if server and moments and moments[0](waiting) and lets_in(town.told.administrator):
            moments.pop(0)
            os.kill(server, signal.SIGQUIT)
            trouble.strike()

    carried_through(town, people, trouble, kill)

    assert not moments, "nobody was in the middle of anything"
    assert {name: record.running(breakable)[name] for name in WEB} == before


def in_checkout(waiting: Sequence[Somebody]) -> bool:
    """Whether a guest has the payment page and has not paid."""
    return any(isinstance(one, Guest) and one.page and not one.has_paid for one in waiting)


def in_payment(waiting: Sequence[Somebody]) -> bool:
    """Whether a patient has just paid, and has nothing yet."""
    return any(isinstance(one, Patient) and one.has_paid for one in waiting)
