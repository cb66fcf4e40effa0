import itertools

import pytest

from integrations.stripe.double.errors import Fault
from integrations.stripe.double.states import NEXT, Move, Status, advance

FORBIDDEN = [pair for pair in itertools.product(Status, Move) if pair not in NEXT]


@pytest.mark.parametrize(("status", "move"), FORBIDDEN)
def test_every_move_not_in_the_table_is_refused(status: Status, move: Move) -> None:
    intent = {"id": "pi_1", "object": "payment_intent", "status": status.value}

    with pytest.raises(Fault) as refusal:
        advance(intent, move)

    assert refusal.value.error["code"] == "payment_intent_unexpected_state"
    assert refusal.value.error["payment_intent"]["status"] == status.value
    assert intent["status"] == status.value


def test_nothing_leaves_the_ends() -> None:
    assert not [move for status, move in NEXT if status in (Status.PAID, Status.CANCELED)]
