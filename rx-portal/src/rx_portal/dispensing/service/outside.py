"""A fill at an outside pharmacy: sent once, then followed by asking how it stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.pharmacy.errors import PharmacyRefused
from integrations.pharmacy.port import FillRequest, Pharmacy
from integrations.pharmacy.webhook import Nudge
from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import PharmacyDelivery
from rx_portal.dispensing.service.exchanging import exchange
from rx_portal.dispensing.service.following import follow
from rx_portal.dispensing.states import Move, Status, Verb
from rx_portal.kit import outbox
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


async def submit(
    session: AsyncSession,
    pharmacy: Pharmacy,
    *,
    dispense_id: UUID,
    request: FillRequest,
    actor: Actor,
    now: datetime,
) -> None:
    """Send a fill to its pharmacy; a repetition is the same request under the same key.

    :raises PharmacyUnavailable: whether it arrived is unknown; trying again is safe.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
    if dispense.status != Status.QUEUED:
        return
    try:
        asked = pharmacy.submit(request, key=dispense.key("submit"))
        fill = await exchange(session, dispense, Verb.SUBMIT, asked, now=now, request=request)
    except PharmacyRefused as refused:
        await _refused(session, dispense_id, reason=refused.reason, actor=actor, now=now)
        return
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        dispense.fill_id = fill.id
        if dispense.status == Status.QUEUED:
            await steps.move(session, dispense, Move.SEND, actor=actor, now=now)
            await order_steps.take(session, dispense.order_id, OrderMove.SEND, actor=actor, now=now)
        elif dispense.status == Status.CANCELLED:  # while it was on its way
            await outbox.put_job(session, "dispensing.cancel", dispense.id, now=now)
    await follow(session, dispense_id, fill, actor=actor, now=now)


async def sync(
    session: AsyncSession, pharmacy: Pharmacy, *, dispense_id: UUID, actor: Actor, now: datetime
) -> None:
    """Ask the pharmacy how a fill stands, and let it and its order follow, however many steps that is.

    :raises PharmacyUnavailable: it does not answer; nothing was changed.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
    if dispense.fill_id is not None:
        fill = await exchange(session, dispense, Verb.READ, pharmacy.read(dispense.fill_id), now=now)
        await follow(session, dispense_id, fill, actor=actor, now=now)


async def unheard(session: AsyncSession, *, now: datetime, silence: timedelta, limit: int) -> Sequence[UUID]:
    """Return fills of which nothing was heard for that long, to be asked after; each is given out once."""
    async with session.begin():
        return await queries.take_unheard(session, before=now - silence, now=now, limit=limit)


async def keep(session: AsyncSession, nudge: Nudge, *, now: datetime) -> bool:
    """Keep a pharmacy's verified delivery and have it looked into; returns whether it was new."""
    async with session.begin():
        delivery_id = await session.scalar(
            insert(PharmacyDelivery)
            .values(id=uuid7(), event_id=nudge.event_id, fill_id=nudge.fill_id, received_at=now)
            .on_conflict_do_nothing(index_elements=["event_id"])
            .returning(PharmacyDelivery.id)
        )
        if delivery_id is None:
            return False
        await outbox.put_job(session, "dispensing.sync", delivery_id, now=now)
    return True


async def _refused(
    session: AsyncSession, dispense_id: UUID, *, reason: str, actor: Actor, now: datetime
) -> None:
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        if dispense.status == Status.QUEUED:
            await steps.rejected(session, dispense, actor=actor, now=now, reason=reason)
