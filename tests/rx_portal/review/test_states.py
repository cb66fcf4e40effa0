import itertools

import pytest

from rx_portal.review.states import NEXT, IllegalMove, Move, Status, advance

FORBIDDEN = [pair for pair in itertools.product(Status, Move) if pair not in NEXT]


@pytest.mark.parametrize(("status", "move"), FORBIDDEN)
def test_every_move_not_in_the_table_is_refused(status: Status, move: Move) -> None:
    with pytest.raises(IllegalMove):
        advance(status, move)


@pytest.mark.parametrize(("status", "move"), list(NEXT))
def test_every_move_in_the_table_is_made(status: Status, move: Move) -> None:
    assert advance(status, move) is NEXT[status, move]


def test_only_a_claimed_case_is_approved_and_one_that_waits_for_its_visit_can_be_denied() -> None:
    approving = {status for status, move in NEXT if move is Move.APPROVE}
    denying = {status for status, move in NEXT if move is Move.DENY}

    assert approving == {Status.CLAIMED}
    assert denying == {Status.CLAIMED, Status.WAITING}
