import itertools

import pytest

from rx_portal.visit.states import LIVE, NEXT, IllegalMove, Move, Status, advance

FORBIDDEN = [pair for pair in itertools.product(Status, Move) if pair not in NEXT]


@pytest.mark.parametrize(("status", "move"), FORBIDDEN)
def test_every_move_not_in_the_table_is_refused(status: Status, move: Move) -> None:
    with pytest.raises(IllegalMove):
        advance(status, move)


@pytest.mark.parametrize(("status", "move"), list(NEXT))
def test_every_move_in_the_table_is_made(status: Status, move: Move) -> None:
    assert advance(status, move) is NEXT[status, move]


def test_what_is_over_stays_over() -> None:
    assert not {status for status, _ in NEXT} & {Status.COMPLETED, Status.LAPSED}


def test_one_that_was_closed_is_only_opened_again() -> None:
    assert [move for status, move in NEXT if status is Status.CLOSED] == [Move.REOPEN]


def test_a_visit_that_keeps_time_never_lapses_by_itself() -> None:
    assert {status for status, move in NEXT if move is Move.LAPSE} & LIVE == {Status.HELD}
