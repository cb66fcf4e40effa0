"""The dispensary's counter: verify, pick a lot and have it paid, ship, or refuse to fill."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.states import Move, Status
from rx_portal.kit import inbox
from rx_portal.kit.jobs import Delivery
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from shared_lib.errors import Conflict, Invalid
from shared_lib.identity import Actor

REASONS = {
    "damaged": "The proposed lot is damaged",
    "not_found": "The proposed lot was not where it should be",
    "cold_chain": "The proposed lot's temperature was not kept",
    "patient_request": "The patient asked for it",
}
"""Why another lot than the one that expires first may be picked."""


class LotRefused(Invalid):
    """The lot cannot be picked for this fill."""

    code = "lot_refused"


REFUSALS = {
    "not_clear": "The prescription is not clear",
    "interaction": "An interaction has to be settled first",
    "duplicate": "The patient already has this",
    "out_of_stock": "It cannot be stocked in time",
    "address": "It may not be sent to this address",
}
"""Why the dispensary may refuse to fill."""


class ReasonMissing(Invalid):
    """A refusal to fill says why, by a code of `REFUSALS`."""

    code = "reason_missing"


class NotTheDispensary(Conflict):
    """This fill is at an outside pharmacy."""

    code = "not_the_dispensary"


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot on the shelf that could serve a fill, the first to expire first."""

    id: UUID
    code: str
    expires_on: date
    on_hand: int


async def verify(session: AsyncSession, *, dispense_id: UUID, pharmacist: Actor, now: datetime) -> Dispense:
    """Record that a pharmacist checked the prescription behind a fill."""
    async with session.begin():
        dispense = await ours(session, dispense_id)
        await steps.move(session, dispense, Move.VERIFY, actor=pharmacist, now=now)
        dispense.verified_by = UUID(pharmacist.id)
    return dispense


async def pick(
    session: AsyncSession,
    *,
    dispense_id: UUID,
    lot: Lot,
    first: Lot,
    reason: str | None,
    pharmacist: Actor,
    now: datetime,
) -> Dispense:
    """Record the lot that was taken from the shelf, and have the fill's money taken.

    `first` is the lot that first expiry first out proposes; any other needs a reason of `REASONS`.

    :raises LotRefused: it is not the first to expire, and no reason is given.
    """
    if lot.id != first.id and reason not in REASONS:
        raise LotRefused("Say why the lot that expires first is not the one you took.")
    async with session.begin():
        dispense = await ours(session, dispense_id)
        was_ready = dispense.status in (Status.READY, Status.RELEASED)
        await steps.move(session, dispense, Move.PICK, actor=pharmacist, now=now, reason=reason, lot=lot.code)
        dispense.lot_id, dispense.lot_code, dispense.lot_expires_on = lot.id, lot.code, lot.expires_on
        dispense.lot_reason = reason
        if not was_ready:
            await steps.ready(session, dispense, actor=pharmacist, now=now)
    return dispense


async def release(
    session: AsyncSession, *, order_id: UUID, delivery: Delivery, actor: Actor, now: datetime
) -> None:
    """Let the counter hand a fill over, now that its money is taken.

    :raises Repeated: this was done before.
    """
    async with session.begin():
        await inbox.accept(session, delivery)
        dispense = await queries.find_of_order(session, order_id, lock=True)
        if dispense is not None and dispense.status == Status.READY:
            await steps.move(session, dispense, Move.RELEASE, actor=actor, now=now)


async def ship(
    session: AsyncSession, *, dispense_id: UUID, carrier: str, tracking: str, pharmacist: Actor, now: datetime
) -> Dispense:
    """Record that a carrier has the parcel."""
    async with session.begin():
        dispense = await ours(session, dispense_id)
        order = await orders.get(session, dispense.order_id)
        await steps.move(session, dispense, Move.SHIP, actor=pharmacist, now=now)
        await order_steps.move(session, order, OrderMove.SHIP, actor=pharmacist, now=now)
        order.carrier, order.tracking = carrier, tracking
    return dispense


async def reject(
    session: AsyncSession, *, dispense_id: UUID, reason: str, pharmacist: Actor, now: datetime
) -> Dispense:
    """Refuse to fill; the order ends and no money is kept.

    :raises ReasonMissing: the reason is not one of `REFUSALS`.
    """
    if reason not in REFUSALS:
        raise ReasonMissing("Choose why this is not filled.")
    async with session.begin():
        dispense = await ours(session, dispense_id)
        await steps.rejected(session, dispense, actor=pharmacist, now=now, reason=reason)
    return dispense


async def ours(session: AsyncSession, dispense_id: UUID) -> Dispense:
    """Return a fill of the clinic's own dispensary, locked with its order; a part of the counter's verbs.

    :raises NotTheDispensary: an outside pharmacy has it.
    """
    dispense = await queries.lock_with_order(session, dispense_id)
    if dispense.pharmacy != "dispensary":
        raise NotTheDispensary("This fill is at an outside pharmacy.")
    return dispense
