"""Parts of an order's verbs; a transaction is open, and the order is locked where it exists already."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from shared_lib import stock
from shared_lib.identity import Actor
from shared_lib.ids import short_reference
from shared_lib.stock import Allocation, Line
from storefront.kit import audit, outbox
from storefront.kit.db import run
from storefront.order import queries
from storefront.order.events import OrderCancelled, OrderPlaced
from storefront.order.models import LotReturn, LotUse, Order, OrderLetter, OrderLine, OrderNote, OrderStep
from storefront.order.schemas import Draft
from storefront.order.states import Letter, Move, Reason
from storefront.payment import steps as payment

if TYPE_CHECKING:
    from storefront.payment.models import Attempt

PAYABLE_FOR = timedelta(minutes=35)
"""How long the hosted page can be paid on; the processor wants half an hour at least."""

HELD_FOR = timedelta(minutes=50)
"""How long stock is promised: longer than the page lives."""

LAPSES_AFTER = PAYABLE_FOR + timedelta(minutes=1)


def open_order(draft: Draft, *, actor: Actor, now: datetime) -> "tuple[Order, Attempt]":
    """Write down an order, promise its stock, and ask for its payment page.

    :raises InsufficientStock: somebody else was faster.
    """
    order = _written(draft, now)
    OrderStep.placed(order, actor=actor, at=now)
    outbox.put(OrderPlaced(subject_id=order.id, actor_id=actor.id, occurred_at=now, total=order.total))
    changes: dict[str, audit.Value] = {
        "total": order.total_amount,
        "currency": order.currency,
        "lines": len(draft.lines),
    }
    run(
        stock.reserve(
            reference=order.ref,
            lines=[Line(line.sku_id, line.quantity) for line in draft.lines],
            expires_at=order.held_until,
            now=now,
            entry=audit.entry(actor, "order.place", order.ref, at=now, changes=changes),
        )
    )
    attempt = payment.request(
        order_id=order.id,
        reference=order.reference,
        total=order.total,
        expires_at=now + PAYABLE_FOR,
        actor=actor,
        now=now,
    )
    outbox.timer("order.lapse", order.id, due_at=now + LAPSES_AFTER, queue="money")
    return order, attempt


def take_goods(order: Order, *, actor: Actor, now: datetime) -> Sequence[Allocation]:
    """Take what was promised out of its lots, first expiry first, and write down which.

    :raises InsufficientStock: the promise had lapsed, and the goods are gone.
    """
    entry = audit.entry(actor, "stock.consume", order.ref, at=now)
    taken = Allocation.all_of(run(stock.consume(reference=order.ref, now=now, entry=entry)))
    LotUse.objects.bulk_create(
        LotUse(
            order=order,
            sku_id=one.sku_id,
            lot_id=one.lot_id,
            lot_code=one.lot_code,
            expires_on=one.expires_on,
            quantity=one.quantity,
        )
        for one in taken
    )
    return taken


def give_goods_back(
    order: Order, *, reason: str, actor: Actor, now: datetime, wanted: Mapping[UUID, int] | None = None
) -> None:
    """Put pieces by SKU back into the lots they came from, or all that have not gone back yet.

    SKU by SKU, in the order in which everybody locks them.
    """
    rest = dict(wanted) if wanted is not None else None
    for use, left in queries.returnable(order):
        pieces = left if rest is None else min(left, rest.get(use.sku_id, 0))
        if not pieces:
            continue
        if rest is not None:
            rest[use.sku_id] -= pieces
        back = LotReturn.objects.create(order=order, lot_id=use.lot_id, quantity=pieces, at=now)
        changes: dict[str, audit.Value] = {"lot": str(use.lot_id), "quantity": pieces}
        entry = audit.entry(actor, "stock.return", order.ref, at=now, changes=changes, purpose=reason)
        run(
            stock.return_to_stock(
                reference=f"{order.ref}:return:{back.id}",
                lot_id=use.lot_id,
                quantity=pieces,
                reason=reason,
                now=now,
                entry=entry,
            )
        )


def let_go(order: Order, *, actor: Actor, now: datetime) -> None:
    """Give promised stock back; nothing happens to a promise that has lapsed."""
    entry = audit.entry(actor, "stock.release", order.ref, at=now)
    run(stock.release(reference=order.ref, now=now, entry=entry))


def cancel(order: Order, reason: Reason, *, was_paid: bool, actor: Actor, now: datetime) -> None:
    """Move an order to cancelled, and tell it.

    :raises IllegalMove: it is on its way, or was cancelled before.
    """
    order.reason = reason.value
    OrderStep.moved(order, Move.CANCEL, actor=actor, at=now)
    changes = {"status": order.status}
    audit.record(actor, "order.cancel", order.ref, at=now, changes=changes, purpose=reason.value)
    outbox.put(
        OrderCancelled(
            subject_id=order.id, actor_id=actor.id, occurred_at=now, reason=reason, was_paid=was_paid
        )
    )


def note(order: Order, text: str, *, actor: Actor, now: datetime) -> OrderNote:
    """Write something down about an order, for whoever looks at it next."""
    audit.record(actor, "order.note", order.ref, at=now)
    return OrderNote.objects.create(order=order, text=text, actor_id=actor.id, actor_role=actor.role, at=now)


def letter_sent(order: Order, kind: Letter, *, key: str, about: UUID | None, now: datetime) -> None:
    """Write down that a mail went out, once for each key, however often it is told."""
    letter = OrderLetter(
        key=key, order=order, kind=kind.value, about=about, to=order.email, made_at=now, sent_at=now
    )
    OrderLetter.objects.bulk_create(
        [letter], update_conflicts=True, unique_fields=["key"], update_fields=["sent_at"]
    )


def _written(draft: Draft, now: datetime) -> Order:
    to = draft.to
    order = Order.objects.create(
        reference=short_reference(),
        submission_id=draft.submission_id,
        digest=draft.digest,
        basket_id=draft.basket_id,
        account_id=draft.account_id,
        locale=draft.locale,
        email=to.email,
        phone=to.phone,
        name=to.name,
        line1=to.line1,
        line2=to.line2,
        city=to.city,
        state=to.state,
        postcode=to.postcode,
        shipping_code=draft.shipping_code,
        shipping_name=draft.shipping_name,
        promo_code=draft.promo_code,
        currency=draft.goods.currency,
        goods_amount=draft.goods.amount,
        discount_amount=draft.discount.amount,
        shipping_amount=draft.shipping.amount,
        tax_amount=draft.tax.amount,
        total_amount=draft.total.amount,
        placed_at=now,
        held_until=now + HELD_FOR,
    )
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            sku_id=line.sku_id,
            position=position,
            slug=line.slug,
            name=line.name,
            variant=line.variant,
            quantity=line.quantity,
            unit_amount=line.unit.amount,
            discount_amount=line.discount.amount,
            tax_amount=line.tax.amount,
            tax_rate=line.tax_rate,
            currency=line.unit.currency,
        )
        for position, line in enumerate(draft.lines)
    )
    return order
