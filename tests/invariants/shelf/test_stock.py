"""Two hundred buyers, ten units; baskets in any order: never oversold, never undersold, nobody locked out."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from typing import Any

import psycopg
import pytest

from shared_lib import stock
from shared_lib.errors import Refusal
from shared_lib.stock import Line
from shared_lib.stock.errors import InsufficientStock
from tests.harness.urls import Pair
from tests.invariants.at_once import ROUNDS
from tests.shared_lib.runner import Runner, runner
from tests.shared_lib.shelf import NOW, a_lot, a_promise, a_sku, an_entry, level
from tests.shared_lib.stock.test_races import check_books

CONNECTIONS = 25
BUYERS = 200
UNITS = 10
BASKETS = 50


@pytest.fixture(scope="module")
def crowd(databases: Pair) -> Iterator[Sequence[Runner]]:
    """Connections of the shop's own login."""
    with ExitStack() as opened:
        yield [opened.enter_context(runner(databases.shop["storefront"])) for _ in range(CONNECTIONS)]


def buy_at_once(
    crowd: Sequence[Runner], wishes: Sequence[Sequence[Line]], *, and_take: bool
) -> list[tuple[Sequence[Line], Refusal | None]]:
    """Have every wish reserved, and taken if so said, over many connections; pairs it with its refusal.

    :raises psycopg.Error: the database said anything else, a deadlock (40P01) above all.
    """
    barrier = Barrier(len(crowd))

    def run(login: Runner, share: Sequence[Sequence[Line]]) -> list[tuple[Sequence[Line], Refusal | None]]:
        barrier.wait()
        return [(lines, bought(login, lines, and_take=and_take)) for lines in share]

    with ThreadPoolExecutor(len(crowd)) as pool:
        shares = [wishes[number :: len(crowd)] for number in range(len(crowd))]
        return [answer for share in pool.map(run, crowd, shares) for answer in share]


def bought(login: Runner, lines: Sequence[Line], *, and_take: bool) -> Refusal | None:
    try:
        promise = a_promise(login, *lines)
        if and_take:
            login.run(stock.consume(reference=promise.reference, now=NOW, entry=an_entry()))
    except Refusal as refusal:
        return refusal
    return None


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_the_last_ten_units_are_promised_exactly(
    crowd: Sequence[Runner], storefront: Runner, administrator: Runner, seed: int
) -> None:
    chance = random.Random(seed)
    sku = a_sku(storefront)
    a_lot(storefront, sku, UNITS)

    answers = buy_at_once(
        crowd,
        [[Line(sku, chance.randint(1, 3))] for _ in range(BUYERS)],
        and_take=False,
    )

    had = sum(lines[0].quantity for lines, refusal in answers if refusal is None)
    refused = [(lines[0].quantity, refusal) for lines, refusal in answers if refusal is not None]
    assert len(refused) >= BUYERS - UNITS
    assert level(storefront, sku) == (UNITS, had)
    assert had == UNITS, "two hundred wishes of one to three leave nothing"
    assert all(
        wanted > refusal.available for wanted, refusal in refused if isinstance(refusal, InsufficientStock)
    )
    check_books(administrator)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_baskets_in_any_order_end_without_a_deadlock(
    crowd: Sequence[Runner], storefront: Runner, administrator: Runner, seed: int
) -> None:
    chance = random.Random(seed)
    skus = [a_sku(storefront) for _ in range(5)]
    for sku in skus:
        a_lot(storefront, sku, 30)

    def a_basket() -> list[Line]:
        return [Line(sku, 1) for sku in chance.sample(skus, 5)]

    answers = buy_at_once(crowd, [a_basket() for _ in range(BASKETS)], and_take=True)

    refused = [refusal for _, refusal in answers if refusal is not None]
    assert {type(refusal) for refusal in refused} == {InsufficientStock}
    assert len(refused) == BASKETS - 30
    assert [level(storefront, sku) for sku in skus] == [(0, 0)] * 5
    check_books(administrator)


def test_a_deadlock_would_be_seen(databases: Pair, storefront: Runner) -> None:
    """Locking in two orders, as no verb does, is what the test above would report."""
    skus = sorted(a_sku(storefront) for _ in range(2))
    for sku in skus:
        a_lot(storefront, sku, 5)
    barrier = Barrier(2)

    def lock(order: Sequence[Any]) -> str | None:
        with psycopg.connect(databases.shop["administrator"]) as login:
            try:
                for sku in order:
                    login.execute("SELECT 1 FROM shared.level WHERE sku_id = %s FOR UPDATE", [sku])
                    if sku == order[0]:
                        barrier.wait()
            except psycopg.Error as error:
                return error.sqlstate
        return None

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lock, (skus, skus[::-1])))

    assert set(found) == {None, "40P01"}
