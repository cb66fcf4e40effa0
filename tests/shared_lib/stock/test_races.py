"""Stock under real concurrency: many connections at once, one answer that adds up."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared_lib import stock
from shared_lib.errors import Refusal
from shared_lib.stock import Line, LotStatus
from shared_lib.stock.errors import InsufficientStock
from tests.harness.urls import Pair
from tests.shared_lib.runner import Runner, runner
from tests.shared_lib.shelf import NOW, SOON, a_lot, a_promise, a_reference, a_sku, an_entry, level

WORKERS = 24


def at_once(url: str, acts: list[Callable[[Runner], Any]]) -> list[Any]:
    """Run the acts on many connections; return each one's answer or refusal. Any other error is raised."""

    def run(share: list[Callable[[Runner], Any]]) -> list[Any]:
        answers: list[Any] = []
        with runner(url) as login:
            for act in share:
                try:
                    answers.append(act(login))
                except Refusal as refusal:
                    answers.append(refusal)
        return answers

    with ThreadPoolExecutor(WORKERS) as pool:
        return [
            answer for share in pool.map(run, (acts[n::WORKERS] for n in range(WORKERS))) for answer in share
        ]


def check_books(administrator: Runner) -> None:
    """Every sum that must hold, whatever happened."""
    assert (
        administrator.sql(
            """
        SELECT lot.id FROM shared.lot LEFT JOIN shared.movement ON movement.lot_id = lot.id
         GROUP BY lot.id HAVING lot.on_hand <> coalesce(sum(movement.quantity), 0)
        """
        )
        == []
    )
    assert (
        administrator.sql(
            """
        SELECT level.sku_id FROM shared.level
         WHERE on_hand <> (SELECT coalesce(sum(lot.on_hand), 0) FROM shared.lot
                            WHERE lot.sku_id = level.sku_id AND status = 'available')
            OR reserved <> (SELECT coalesce(sum(held), 0) FROM shared.reservation_line AS line
                             WHERE line.sku_id = level.sku_id)
            OR reserved NOT BETWEEN 0 AND on_hand
        """
        )
        == []
    )
    assert (
        administrator.sql(
            """
        SELECT line.reference, line.sku_id FROM shared.reservation_line AS line
          JOIN shared.reservation USING (reference)
         WHERE CASE status WHEN 'consumed' THEN line.quantity ELSE 0 END <> (
                   SELECT coalesce(sum(allocation.quantity), 0) FROM shared.allocation
                    WHERE allocation.reference = line.reference AND allocation.sku_id = line.sku_id)
            OR (status <> 'held' AND held <> 0)
        """
        )
        == []
    )


def test_two_hundred_buyers_of_ten_units_get_exactly_ten(
    databases: Pair, storefront: Runner, administrator: Runner
) -> None:
    sku = a_sku(storefront)
    a_lot(storefront, sku, 10)

    answers = at_once(
        databases.shop["storefront"], [lambda login: a_promise(login, Line(sku, 1)) for _ in range(200)]
    )

    refused = [answer for answer in answers if isinstance(answer, InsufficientStock)]
    assert (len(answers), len(refused)) == (200, 190)
    assert level(storefront, sku) == (10, 10)
    check_books(administrator)


def test_baskets_in_any_order_never_lock_each_other_out(
    databases: Pair, storefront: Runner, administrator: Runner
) -> None:
    skus = [a_sku(storefront) for _ in range(5)]
    for sku in skus:
        a_lot(storefront, sku, 60)

    def buy(login: Runner) -> Any:
        promise = a_promise(login, *(Line(sku, 1) for sku in random.sample(skus, 5)))
        return login.run(stock.consume(reference=promise.reference, now=NOW, entry=an_entry()))

    answers = at_once(databases.shop["storefront"], [buy] * 100)

    assert sum(isinstance(answer, InsufficientStock) for answer in answers) == 40
    assert [level(storefront, sku) for sku in skus] == [(0, 0)] * 5
    check_books(administrator)


def test_consuming_at_once_takes_the_goods_once(
    databases: Pair, storefront: Runner, administrator: Runner
) -> None:
    sku = a_sku(storefront)
    a_lot(storefront, sku, 10)
    promise = a_promise(storefront, Line(sku, 4))

    answers = at_once(
        databases.shop["storefront"],
        [lambda login: login.run(stock.consume(reference=promise.reference, now=NOW, entry=an_entry()))] * 24,
    )

    assert all(answer == answers[0] for answer in answers)
    assert level(storefront, sku) == (6, 0)
    check_books(administrator)


def test_reserving_at_once_under_one_reference_holds_once(
    databases: Pair, storefront: Runner, administrator: Runner
) -> None:
    sku = a_sku(storefront)
    a_lot(storefront, sku, 10)
    statement = stock.reserve(
        reference=a_reference(), lines=[Line(sku, 4)], expires_at=SOON, now=NOW, entry=an_entry()
    )

    answers = at_once(databases.shop["storefront"], [lambda login: login.run(statement)] * 24)

    assert all(answer == answers[0] for answer in answers)
    assert level(storefront, sku) == (10, 4)
    check_books(administrator)


@pytest.mark.parametrize("seed", range(3))
def test_the_books_balance_after_anything_happened_at_once(
    databases: Pair, storefront: Runner, administrator: Runner, seed: int
) -> None:
    chance = random.Random(seed)
    skus = [a_sku(storefront) for _ in range(3)]
    lots = [
        a_lot(storefront, sku, 15, days=chance.choice([1, 2, 40, None])) for sku in skus for _ in range(3)
    ]
    references: list[str] = []

    answers = at_once(
        databases.shop["storefront"], [an_act(chance, skus, lots, references) for _ in range(250)]
    )

    assert len(answers) == 250
    check_books(administrator)


def an_act(
    chance: random.Random, skus: list[UUID], lots: list[UUID], references: list[str]
) -> Callable[[Runner], Any]:
    """One thing that somebody may do to the stock, chosen by chance now and done later."""
    now = NOW + timedelta(hours=chance.choice([0, 0, 1, 30, 60]))
    entry, roll, lot = an_entry(), chance.random(), chance.choice(lots)
    verb = chance.choice(["consume", "consume", "release", "extend"])
    lines = [Line(sku, chance.randint(1, 3)) for sku in chance.sample(skus, chance.randint(1, 3))]
    delta = chance.choice([-3, -1, 2, 5])
    status = chance.choice([LotStatus.QUARANTINED, LotStatus.AVAILABLE])
    pick = chance.random()
    common: dict[str, Any] = {"now": now, "entry": entry}

    def go_on(login: Runner) -> Any:
        if not references:
            return None
        reference = references[int(pick * len(references))]
        if verb == "extend":
            return login.run(stock.extend(reference=reference, expires_at=now + timedelta(hours=2), **common))
        return login.run(getattr(stock, verb)(reference=reference, **common))

    def reserve(login: Runner) -> Any:
        promise = a_promise(login, *lines, now=now, expires_at=now + timedelta(minutes=30))
        references.append(promise.reference)

    if roll < 0.45:
        return reserve
    if roll < 0.8:
        return go_on
    if roll < 0.88:
        return lambda login: login.run(stock.expire_due(**common))
    reason: dict[str, Any] = {"reference": a_reference("act"), "lot_id": lot, "reason": "counted", **common}
    if roll < 0.94:
        return lambda login: login.run(stock.adjust(delta=delta, **reason))
    return lambda login: login.run(stock.set_lot_status(status=status, **reason))
