"""The tables of order, payment and dispensing refuse every move that they do not name."""

import itertools
from types import ModuleType

import pytest

from rx_portal.dispensing import states as dispensing
from rx_portal.order import states as order
from rx_portal.payment import states as payment

TABLES = (order, payment, dispensing)
FORBIDDEN = [
    (table, status, move)
    for table in TABLES
    for status, move in itertools.product(table.Status, table.Move)
    if (status, move) not in table.NEXT
]


@pytest.mark.parametrize(("table", "status", "move"), FORBIDDEN)
def test_every_move_not_in_the_table_is_refused(table: ModuleType, status: str, move: str) -> None:
    with pytest.raises(table.IllegalMove):
        table.advance(status, move)


@pytest.mark.parametrize("table", TABLES)
def test_every_status_can_be_reached(table: ModuleType) -> None:
    first = next(iter(table.Status))

    assert set(table.NEXT.values()) | {first} == set(table.Status)


def test_nothing_is_captured_before_it_is_ready_nor_dispensed_before_it_is_captured() -> None:
    into = {to: {before for (before, _), after in order.NEXT.items() if after is to} for to in order.Status}

    again = {order.Status.RETURNED, order.Status.LOST}
    assert into[order.Status.CAPTURED] == {order.Status.READY, *again}
    assert {order.NEXT[status, order.Move.SEND_AGAIN] for status in again} == {order.Status.CAPTURED}
    assert {before for status in again for before in into[status]} == {
        order.Status.SHIPPED,
        order.Status.DISPENSED,
    }
    assert into[order.Status.DISPENSED] == {order.Status.CAPTURED}
