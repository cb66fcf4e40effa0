"""Giving money back for an order that stands: an amount, or what pieces and delivery cost."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from shared_lib.errors import Conflict, Invalid
from shared_lib.identity import Actor
from shared_lib.money import Money
from storefront.kit import audit
from storefront.order import queries, steps
from storefront.order.models import Order, OrderStep, RefundLine
from storefront.order.schemas import Back, Left, LineLeft, Wanted
from storefront.order.states import SENDABLE, Fate, Move, Reason, Status
from storefront.payment import queries as payments
from storefront.payment import steps as payment

if TYPE_CHECKING:
    from storefront.payment.models import Refund


class NothingPaid(Conflict):
    """Nothing was paid that could go back."""

    code = "nothing_paid"


class BadAmount(Invalid):
    """An amount is nothing, or in another currency."""

    code = "bad_amount"


class TooManyPieces(Conflict):
    """More pieces would be refunded, or taken back, than there are left."""

    code = "refund_too_many"


class SumChanged(Conflict):
    """Since the operator saw the sum, something else was refunded."""

    code = "refund_changed"


def refund(
    order_id: UUID,
    *,
    amount: Money,
    operator: Actor,
    now: datetime,
    reason: str,
    submission_id: UUID | None = None,
) -> "Refund":
    """Send part or all of what was paid back. Two at once are counted one after the other.

    Sent twice under one `submission_id` it is one refund.

    :raises OrderNotFound: there is no such order.
    :raises NothingPaid: it was never paid.
    :raises BadAmount: the amount is not above nothing, or in another currency.
    :raises TooMuch: with what went back already it would be more than was paid.
    """
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        return _known(submission_id) or _asked(order, amount, operator, now, reason, submission_id)


def refund_goods(
    order_id: UUID,
    *,
    wanted: Wanted,
    expected: Money,
    operator: Actor,
    now: datetime,
    reason: str,
    submission_id: UUID | None = None,
) -> "Refund":
    """Send back what pieces and delivery cost, and put the pieces back on the shelf where that is their fate.

    What has not left and is not to be kept is not sent any more; with nothing left to send the order ends.

    :raises SumChanged: it no longer comes to what the operator confirmed.
    :raises TooManyPieces: there are fewer left, to refund or to take back.
    :raises TooMuch: with what went back already it would be more than was paid.
    :raises NothingPaid: it was never paid.
    :raises BadAmount: nothing was chosen.
    """
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        known = _known(submission_id)
        if known is not None:
            return known
        left = queries.left_of(order)
        amount = cost_of(left, wanted)
        if amount != expected:
            raise SumChanged(f"It comes to {amount} now. Look at the order again.")
        made = _asked(order, amount, operator, now, reason, submission_id)
        _write(order, left, wanted, made.id)
        _take_back(order, left, wanted, reason, operator, now)
        _end_if_nothing_is_left(order, operator, now)
    return made


def cost_of(left: Left, wanted: Wanted) -> Money:
    """Return what a wish comes to, if it can be granted.

    :raises TooManyPieces: there are fewer left, to refund or to take back.
    """
    lines = {one.line.id: one for one in left.lines}
    total = left.delivery if wanted.with_delivery else Money(0, left.money.currency)
    for line_id, back in wanted.lines.items():
        total += _worth(lines.get(line_id), back)
    return total


def _worth(line: LineLeft | None, back: Back) -> Money:
    if line is None or back.quantity < 1:
        raise TooManyPieces("This order has no such goods.")
    if back.quantity > line.to_refund:
        raise TooManyPieces(f"Only {line.to_refund} of {line.line.name} can still be refunded.")
    if back.fate is not Fate.KEPT and back.quantity > line.to_take_back:
        raise TooManyPieces(f"Only {line.to_take_back} of {line.line.name} can still be taken back.")
    return line.worth(back.quantity)


def _known(submission_id: UUID | None) -> "Refund | None":
    return payments.find_refund(submission_id) if submission_id else None


def _asked(
    order: Order, amount: Money, operator: Actor, now: datetime, reason: str, submission_id: UUID | None
) -> "Refund":
    attempt = payments.find_paid(order.id)
    if attempt is None:
        raise NothingPaid("Nothing was paid for this order.")
    if amount.amount <= 0 or amount.currency != order.currency:
        raise BadAmount("Enter an amount above nothing.")
    attempt = payments.lock(attempt.id)
    return payment.request_refund(
        attempt, amount, reason=reason, actor=operator, now=now, submission_id=submission_id
    )


def _write(order: Order, left: Left, wanted: Wanted, refund_id: UUID) -> None:
    lines = {one.line.id: one for one in left.lines}
    rows = [
        RefundLine(
            order=order,
            refund_id=refund_id,
            line_id=line_id,
            quantity=back.quantity,
            amount=lines[line_id].worth(back.quantity).amount,
            currency=order.currency,
            fate=back.fate.value,
        )
        for line_id, back in wanted.lines.items()
    ]
    if wanted.with_delivery:
        rows.append(
            RefundLine(
                order=order,
                refund_id=refund_id,
                quantity=0,
                amount=left.delivery.amount,
                currency=order.currency,
            )
        )
    RefundLine.objects.bulk_create(rows)


def _take_back(order: Order, left: Left, wanted: Wanted, reason: str, operator: Actor, now: datetime) -> None:
    sku_of = {one.line.id: one.line.sku_id for one in left.lines}
    back = {
        sku_of[line_id]: one.quantity for line_id, one in wanted.lines.items() if one.fate is Fate.RESTOCKED
    }
    if back:
        steps.give_goods_back(order, reason=reason, actor=operator, now=now, wanted=back)


def _end_if_nothing_is_left(order: Order, operator: Actor, now: datetime) -> None:
    if order.status not in SENDABLE or queries.left_of(order).to_send:
        return
    if order.status == Status.PAID:
        steps.cancel(order, Reason.REFUNDED, was_paid=True, actor=operator, now=now)
        return
    OrderStep.moved(order, Move.FULFIL, actor=operator, at=now)
    audit.record(operator, "order.fulfil", order.ref, at=now, changes={"status": order.status})
