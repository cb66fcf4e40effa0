"""An enrollment moves only where its table says."""

import itertools

import pytest

from rx_portal.enrollment.states import NEXT, OVER, IllegalMove, Move, Status, advance

FORBIDDEN = [pair for pair in itertools.product(Status, Move) if pair not in NEXT]


@pytest.mark.parametrize(("status", "move"), FORBIDDEN)
def test_every_move_not_in_the_table_is_refused(status: Status, move: Move) -> None:
    with pytest.raises(IllegalMove):
        advance(status, move)


@pytest.mark.parametrize("move", [*Move])
@pytest.mark.parametrize("status", sorted(OVER))
def test_nothing_moves_what_is_over(status: Status, move: Move) -> None:
    with pytest.raises(IllegalMove):
        advance(status, move)


def test_nobody_is_approved_without_having_been_assessed_and_reviewed() -> None:
    before = {source for (source, _), target in NEXT.items() if target is Status.APPROVED}

    assert before == {Status.IN_REVIEW}
