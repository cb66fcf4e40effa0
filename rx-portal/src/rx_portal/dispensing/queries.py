"""Reads of dispenses."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from rx_portal.dispensing.models import (
    Dispense,
    DispenseQuestion,
    DispenseStep,
    PharmacyDelivery,
    PharmacyExchange,
)
from rx_portal.dispensing.states import FOLLOWED, WORK, Direction, Outcome, Status
from rx_portal.order import queries as orders
from shared_lib.errors import NotFound


class QuestionNotFound(NotFound):
    """There is no such question."""

    code = "question_not_found"


class DispenseNotFound(NotFound):
    """There is no such fill."""

    code = "dispense_not_found"


async def get(session: AsyncSession, dispense_id: UUID) -> Dispense:
    """Return a fill.

    :raises DispenseNotFound: there is none with this id.
    """
    return _found(await session.get(Dispense, dispense_id, populate_existing=True))


async def order_ids(session: AsyncSession, dispense_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the order of each of these fills, by the fill."""
    rows = await session.execute(
        select(Dispense.id, Dispense.order_id).where(Dispense.id.in_(list(dispense_ids)))
    )
    return {row.id: row.order_id for row in rows}


async def lock_with_order(session: AsyncSession, dispense_id: UUID) -> Dispense:
    """Return a fill, locked until the transaction ends; its order is locked first, as everywhere.

    :raises DispenseNotFound: there is none with this id.
    """
    await orders.lock(session, (await get(session, dispense_id)).order_id)
    chosen = select(Dispense).where(Dispense.id == dispense_id).with_for_update()
    return _found(await session.scalar(chosen.execution_options(populate_existing=True)))


async def find_of_order(session: AsyncSession, order_id: UUID, *, lock: bool = False) -> Dispense | None:
    """Return the fill of an order, if it has come to a pharmacy yet."""
    chosen = select(Dispense).where(Dispense.order_id == order_id)
    chosen = chosen.with_for_update() if lock else chosen
    return await session.scalar(chosen.execution_options(populate_existing=True))


async def find_by_fill(session: AsyncSession, fill_id: str) -> Dispense | None:
    """Return the fill that an outside pharmacy knows by this id."""
    return await session.scalar(select(Dispense).where(Dispense.fill_id == fill_id))


async def take_unheard(
    session: AsyncSession, *, before: datetime, now: datetime, limit: int
) -> Sequence[UUID]:
    """Return fills at outside pharmacies that nobody has asked after since then, and mark them as asked.

    Of two callers at once each gets others.
    """
    silent = (
        select(Dispense.id)
        .where(Dispense.fill_id.is_not(None), Dispense.status.in_(FOLLOWED), Dispense.asked_at < before)
        .order_by(Dispense.asked_at, Dispense.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = update(Dispense).where(Dispense.id.in_(silent)).values(asked_at=now).returning(Dispense.id)
    return (await session.scalars(taken)).all()


async def get_delivery(session: AsyncSession, delivery_id: UUID) -> PharmacyDelivery:
    """Return a kept delivery.

    :raises DispenseNotFound: there is none with this id.
    """
    delivery = await session.get(PharmacyDelivery, delivery_id)
    if delivery is None:
        raise DispenseNotFound("There is no such delivery.")
    return delivery


class ExchangeNotFound(NotFound):
    """Nothing was said to a pharmacy under this id."""

    code = "exchange_not_found"


async def get_exchange(session: AsyncSession, exchange_id: UUID) -> PharmacyExchange:
    """Return one thing that was said to a pharmacy, or that it told.

    :raises ExchangeNotFound: there is none with this id.
    """
    found = await session.get(PharmacyExchange, exchange_id)
    if found is None:
        raise ExchangeNotFound("There is no such exchange with a pharmacy.")
    return found


async def list_exchanges(
    session: AsyncSession,
    *,
    dispense_id: UUID | None = None,
    outcome: Outcome | None = None,
    direction: Direction | None = None,
    limit: int = 100,
) -> Sequence[PharmacyExchange]:
    """Return what was said to pharmacies and by them, the latest first, without the words."""
    asked = select(PharmacyExchange).options(defer(PharmacyExchange.body, raiseload=True))
    if dispense_id is not None:
        asked = asked.where(PharmacyExchange.dispense_id == dispense_id)
    if outcome is not None:
        asked = asked.where(PharmacyExchange.outcome == outcome)
    if direction is not None:
        asked = asked.where(PharmacyExchange.direction == direction)
    latest = asked.order_by(PharmacyExchange.at.desc(), PharmacyExchange.id.desc()).limit(limit)
    return (await session.scalars(latest)).all()


async def failing_exchanges(
    session: AsyncSession, *, dispense_id: UUID | None = None, limit: int = 50
) -> Sequence[PharmacyExchange]:
    """Return each fill's last try of a verb where it failed and nothing answered since, the latest first."""
    last = (
        select(PharmacyExchange.id, PharmacyExchange.outcome)
        .where(PharmacyExchange.direction == Direction.OUT)
        .ext(distinct_on(PharmacyExchange.dispense_id, PharmacyExchange.verb))
        .order_by(
            PharmacyExchange.dispense_id,
            PharmacyExchange.verb,
            PharmacyExchange.at.desc(),
            PharmacyExchange.id.desc(),
        )
    )
    if dispense_id is not None:
        last = last.where(PharmacyExchange.dispense_id == dispense_id)
    tries = last.subquery()
    failing = select(tries.c.id).where(tries.c.outcome != Outcome.ANSWERED)
    return (
        await session.scalars(
            select(PharmacyExchange)
            .options(defer(PharmacyExchange.body, raiseload=True))
            .where(PharmacyExchange.id.in_(failing))
            .order_by(PharmacyExchange.at.desc(), PharmacyExchange.id.desc())
            .limit(limit)
        )
    ).all()


async def work_list(
    session: AsyncSession, *, statuses: Sequence[Status] = WORK, limit: int = 100
) -> Sequence[Dispense]:
    """Return what the dispensary has to do, the most urgent first."""
    return (
        await session.scalars(
            select(Dispense)
            .where(Dispense.pharmacy == "dispensary", Dispense.status.in_(statuses))
            .order_by(Dispense.due_at, Dispense.id)
            .limit(limit)
        )
    ).all()


async def count_work(session: AsyncSession) -> dict[str, int]:
    """Return how many fills of the dispensary stand where, of those that still need somebody."""
    counted = select(Dispense.status, func.count()).where(
        Dispense.pharmacy == "dispensary", Dispense.status.in_(WORK)
    )
    return {row[0]: row[1] for row in await session.execute(counted.group_by(Dispense.status))}


async def handed_over(session: AsyncSession, *, lot: str = "", limit: int = 50) -> Sequence[Dispense]:
    """Return what the dispensary handed over last, the latest first; or all that was of one lot."""
    gone = (Status.DISPENSED, Status.SHIPPED, Status.DELIVERED)
    chosen = select(Dispense).where(Dispense.handed_over_at.is_not(None), Dispense.status.in_(gone))
    chosen = chosen.where(Dispense.lot_code == lot) if lot else chosen.limit(limit)
    return (await session.scalars(chosen.order_by(Dispense.handed_over_at.desc(), Dispense.id))).all()


async def get_question(session: AsyncSession, question_id: UUID) -> DispenseQuestion:
    """Return a pharmacist's question.

    :raises QuestionNotFound: there is none with this id.
    """
    question = await session.get(DispenseQuestion, question_id, populate_existing=True)
    if question is None:
        raise QuestionNotFound("There is no such question.")
    return question


async def open_questions(session: AsyncSession, *, limit: int = 100) -> Sequence[DispenseQuestion]:
    """Return what pharmacists wait to have answered, the oldest first."""
    return (
        await session.scalars(
            select(DispenseQuestion)
            .where(DispenseQuestion.answered_at.is_(None))
            .order_by(DispenseQuestion.asked_at, DispenseQuestion.id)
            .limit(limit)
        )
    ).all()


async def questions_of(session: AsyncSession, dispense_id: UUID) -> Sequence[DispenseQuestion]:
    """Return what was asked about a fill, the oldest first."""
    return (
        await session.scalars(
            select(DispenseQuestion)
            .where(DispenseQuestion.dispense_id == dispense_id)
            .order_by(DispenseQuestion.asked_at)
        )
    ).all()


async def steps_of(session: AsyncSession, dispense_id: UUID) -> Sequence[DispenseStep]:
    """Return a fill's history, the oldest move first."""
    return (
        await session.scalars(
            select(DispenseStep)
            .where(DispenseStep.dispense_id == dispense_id)
            .order_by(DispenseStep.at, DispenseStep.id)
        )
    ).all()


def _found(dispense: Dispense | None) -> Dispense:
    if dispense is None:
        raise DispenseNotFound("There is no such fill.")
    return dispense
