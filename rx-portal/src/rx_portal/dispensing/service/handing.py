"""Handing a fill over: captured, with the pharmacist's second factor at that moment, out of its lot."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.service.counter import LotRefused, ours
from rx_portal.dispensing.states import Move, Status, advance
from rx_portal.identity import service as identity
from rx_portal.identity.passkey import Purpose
from rx_portal.identity.schemas import Proof
from rx_portal.identity.steps import FactorRefused, require_factor
from rx_portal.kit.ports import Shop
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from shared_lib import audit, stock
from shared_lib.identity import Actor
from shared_lib.stock import LotChoice
from shared_lib.stock.errors import translate

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder


async def hand_over(
    session: AsyncSession,
    shop: Shop,
    *,
    dispense_id: UUID,
    proof: Proof,
    pharmacist: Actor,
    now: datetime,
    real_now: datetime,
    seen: str | None = None,
) -> Dispense:
    """Hand a captured fill over, with the pharmacist's second factor at that moment; its lot leaves stock.

    `seen` is the lot that stood on the screen: what is signed is what was read.
    The stock is taken between two transactions under the order's reference: a repetition takes it once.

    :raises FactorRefused: the code is not right, or was used before; that is counted, and nothing else done.
    :raises PasskeyRefused: the passkey's answer does not hold, or is about another fill or lot.
    :raises LotRefused: the lot was recalled, or has run out, since it was picked.
    :raises IllegalMove: the money is not captured yet, or another lot was picked meanwhile.
    """
    try:
        dispense, order = await _allowed(session, dispense_id, proof, pharmacist, real_now, seen)
    except FactorRefused:
        await identity.count_failure(session, staff_id=UUID(pharmacist.id), real_now=real_now)
        raise
    await _take(shop, order, dispense, pharmacist, now)
    async with session.begin():
        dispense = await ours(session, dispense_id)
        await order_steps.take(session, order.id, OrderMove.DISPENSE, actor=pharmacist, now=now)
        await steps.move(
            session, dispense, Move.HAND_OVER, actor=pharmacist, now=now, lot=dispense.lot_code or ""
        )
        dispense.handed_over_by, dispense.handed_over_at = UUID(pharmacist.id), now
    return dispense


async def _allowed(
    session: AsyncSession,
    dispense_id: UUID,
    proof: Proof,
    pharmacist: Actor,
    real_now: datetime,
    seen: str | None,
) -> "tuple[Dispense, RxOrder]":
    async with session.begin():
        dispense = await ours(session, dispense_id)
        if dispense.status != Status.RELEASED:
            advance(Status(dispense.status), Move.HAND_OVER)
        steps.require_lot(dispense, seen)
        await require_factor(
            session,
            staff_id=UUID(pharmacist.id),
            proof=proof,
            purpose=Purpose.HAND_OVER,
            content=f"{dispense.id} {dispense.lot_code}",
            real_now=real_now,
        )
        return dispense, await orders.get(session, dispense.order_id)


async def _take(shop: Shop, order: "RxOrder", dispense: Dispense, pharmacist: Actor, now: datetime) -> None:
    assert dispense.lot_id is not None
    entry = audit.entry(actor=pharmacist, action="stock.consume", subject=order.ref, at=now)
    choice = LotChoice(dispense.lot_id, order.quantity)
    try:
        await shop.run(stock.consume(reference=order.reservation, now=now, entry=entry, lots=[choice]))
    except DBAPIError as error:
        refusal = translate(error.orig) if error.orig else None
        if refusal is None:
            raise
        raise LotRefused("That lot can no longer be used. Pick another one.") from error
