"""An intake moves only where its table says."""

import itertools

import pytest

from rx_portal.intake.states import NEXT, IllegalMove, Move, Status, advance

FORBIDDEN = [pair for pair in itertools.product(Status, Move) if pair not in NEXT]


@pytest.mark.parametrize(("status", "move"), FORBIDDEN)
def test_every_move_not_in_the_table_is_refused(status: Status, move: Move) -> None:
    with pytest.raises(IllegalMove):
        advance(status, move)
