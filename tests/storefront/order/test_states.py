import itertools

import pytest

from storefront.order import states as order
from storefront.payment import states as payment
from storefront.shipment import states as shipment

ORDER = [pair for pair in itertools.product(order.Status, order.Move) if pair not in order.NEXT]
PAYMENT = [pair for pair in itertools.product(payment.Status, payment.Move) if pair not in payment.NEXT]
REFUND = [
    pair
    for pair in itertools.product(payment.RefundStatus, payment.RefundMove)
    if pair not in payment.REFUND_NEXT
]
PARCEL = [pair for pair in itertools.product(shipment.Status, shipment.Move) if pair not in shipment.NEXT]


@pytest.mark.parametrize(("status", "move"), ORDER)
def test_every_move_of_an_order_not_in_the_table_is_refused(status: order.Status, move: order.Move) -> None:
    with pytest.raises(order.IllegalMove):
        order.advance(status, move)


@pytest.mark.parametrize(("status", "move"), PAYMENT)
def test_every_move_of_a_payment_not_in_the_table_is_refused(
    status: payment.Status, move: payment.Move
) -> None:
    with pytest.raises(payment.IllegalMove):
        payment.advance(status, move)


@pytest.mark.parametrize(("status", "move"), REFUND)
def test_every_move_of_a_refund_not_in_the_table_is_refused(
    status: payment.RefundStatus, move: payment.RefundMove
) -> None:
    with pytest.raises(payment.IllegalMove):
        payment.advance_refund(status, move)


@pytest.mark.parametrize(("status", "move"), PARCEL)
def test_every_move_of_a_parcel_not_in_the_table_is_refused(
    status: shipment.Status, move: shipment.Move
) -> None:
    with pytest.raises(shipment.IllegalMove):
        shipment.advance(status, move)


@pytest.mark.parametrize(("pair", "after"), order.NEXT.items())
def test_an_order_goes_where_the_table_says(
    pair: tuple[order.Status, order.Move], after: order.Status
) -> None:
    assert order.advance(*pair) is after
