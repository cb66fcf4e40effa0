"""The dispensary's counter: pick a lot and have it paid, ship, or refuse to fill."""

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.schemas import Lot
from rx_portal.dispensing.service.shelf import on_shelf
from rx_portal.dispensing.states import Move, Status
from rx_portal.kit import inbox
from rx_portal.kit.jobs import Delivery
from rx_portal.kit.ports import Shop
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from rx_portal.prescription import queries as prescriptions
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


class LotReasonMissing(Invalid):
    """A lot other than the one that expires first is picked for a reason of `REASONS`."""

    code = "lot_reason_missing"


REFUSALS = {
    "not_clear": "The prescription is not clear",
    "interaction": "An interaction has to be settled first",
    "duplicate": "The patient already has this",
    "out_of_stock": "It cannot be stocked in time",
    "address": "It may not be sent to this address",
}
"""Why the dispensary may refuse to fill."""


CARRIERS = ("UPS", "FedEx", "USPS")
TRACKING = re.compile(r"[A-Za-z0-9 -]{6,40}")


class ParcelUnknown(Invalid):
    """A parcel is known by its carrier and tracking number."""

    code = "parcel_unknown"


class ReasonMissing(Invalid):
    """A refusal to fill says why, by a code of `REFUSALS`."""

    code = "reason_missing"


class NotTheDispensary(Conflict):
    """This fill is at an outside pharmacy."""

    code = "not_the_dispensary"


async def pick(
    session: AsyncSession,
    shop: Shop,
    *,
    dispense_id: UUID,
    lot_id: UUID | None,
    reason: str | None,
    pharmacist: Actor,
    now: datetime,
    seen: str | None = None,
) -> Dispense:
    """Record the lot that was taken from the shelf, and have the fill's money taken.

    The lot that expires first is proposed; any other needs a reason of `REASONS`. `seen` is the lot that
    stood on the screen, or empty: nobody writes over a colleague's lot. The same lot again changes nothing.

    :raises LotRefused: the lot may not be used for this fill.
    :raises LotReasonMissing: another was proposed, and no reason is given.
    :raises IllegalMove: it is not to be picked, or its lot is not the one that was seen.
    """
    lot, proposed = await _chosen(session, shop, dispense_id, lot_id, now)
    if not proposed and reason not in REASONS:
        raise LotReasonMissing("Say why the lot that expires first is not the one you took.")
    reason = None if proposed else reason
    async with session.begin():
        dispense = await ours(session, dispense_id)
        if dispense.lot_id == lot.id and dispense.status in (Status.READY, Status.RELEASED):
            return dispense
        steps.require_lot(dispense, seen)
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
    """Record that a carrier has the parcel.

    :raises ParcelUnknown: the carrier or the tracking number is missing.
    """
    carrier, tracking = carrier.strip(), tracking.strip()
    if carrier not in CARRIERS or not TRACKING.fullmatch(tracking):
        raise ParcelUnknown(
            "Give the carrier, and the tracking number on the parcel's label: 6 to 40 letters and digits."
        )
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


async def _chosen(
    session: AsyncSession, shop: Shop, dispense_id: UUID, lot_id: UUID | None, now: datetime
) -> tuple[Lot, bool]:
    """Return the lot that was taken, and whether it is the one that expires first."""
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
        order = await orders.get(session, dispense.order_id)
        prescription = await prescriptions.get(session, dispense.prescription_id)
    shelf = await on_shelf(
        shop, sku_id=order.sku_id, quantity=order.quantity, days_supply=prescription.days_supply, now=now
    )
    lot = next((each for each in shelf if each.id == lot_id), None)
    if lot is None:
        raise LotRefused("Choose one of the lots on the shelf.")
    if lot.refusal:
        raise LotRefused(f"Lot {lot.code} cannot be used: {lot.refusal}.")
    return lot, lot.id == next(each.id for each in shelf if not each.refusal)
