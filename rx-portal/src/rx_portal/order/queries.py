"""Reads of rx orders."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.order.models import OrderWork, RxOrder, RxOrderStep
from rx_portal.order.states import OVER, Status
from shared_lib.errors import NotFound


class OrderNotFound(NotFound):
    """There is no such order, or not for this person."""

    code = "order_not_found"


async def get(session: AsyncSession, order_id: UUID) -> RxOrder:
    """Return an order.

    :raises OrderNotFound: there is none, or row-level security hides it.
    """
    order = await session.get(RxOrder, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    return order


async def find_by_reference(session: AsyncSession, reference: str) -> RxOrder | None:
    """Return the order of that reference, if there is one."""
    return await session.scalar(select(RxOrder).where(RxOrder.reference == reference))


async def lock(session: AsyncSession, order_id: UUID) -> RxOrder:
    """Return an order, locked until the transaction ends.

    :raises OrderNotFound: there is none.
    """
    order = await session.scalar(
        select(RxOrder)
        .where(RxOrder.id == order_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if order is None:
        raise OrderNotFound("There is no such order.")
    return order


async def find_live(session: AsyncSession, prescription_id: UUID, fill: int) -> RxOrder | None:
    """Return the order that a fill has now, if one has not ended."""
    return await session.scalar(
        select(RxOrder).where(
            RxOrder.prescription_id == prescription_id, RxOrder.fill == fill, RxOrder.status.not_in(OVER)
        )
    )


async def count_of_fill(session: AsyncSession, prescription_id: UUID, fill: int) -> int:
    """Return how many orders a fill has had, ended ones included."""
    count = select(func.count()).where(RxOrder.prescription_id == prescription_id, RxOrder.fill == fill)
    return await session.scalar(count) or 0


async def list_of_patient(session: AsyncSession, patient_id: UUID) -> Sequence[RxOrder]:
    """Return a patient's orders, the newest first."""
    return (
        await session.scalars(
            select(RxOrder).where(RxOrder.patient_id == patient_id).order_by(RxOrder.created_at.desc())
        )
    ).all()


async def by_id(session: AsyncSession, order_ids: Sequence[UUID]) -> dict[UUID, RxOrder]:
    """Return orders by their ids; unknown ids are left out."""
    rows = await session.scalars(select(RxOrder).where(RxOrder.id.in_(order_ids)))
    return {order.id: order for order in rows}


async def list_of_prescription(session: AsyncSession, prescription_id: UUID) -> Sequence[RxOrder]:
    """Return the orders of a prescription, the first fill first."""
    return (
        await session.scalars(
            select(RxOrder)
            .where(RxOrder.prescription_id == prescription_id)
            .order_by(RxOrder.fill, RxOrder.created_at)
        )
    ).all()


async def list_latest(
    session: AsyncSession, *, status: Status | None = None, limit: int = 100
) -> Sequence[RxOrder]:
    """Return the newest orders of the clinic, all or of one status."""
    chosen = select(RxOrder).where(RxOrder.status == status) if status else select(RxOrder)
    return (await session.scalars(chosen.order_by(RxOrder.created_at.desc()).limit(limit))).all()


async def list_work(session: AsyncSession) -> Sequence[tuple[OrderWork, RxOrder]]:
    """Return the open work about orders, the oldest first."""
    asked = (
        select(OrderWork, RxOrder)
        .join(RxOrder, RxOrder.id == OrderWork.order_id)
        .where(OrderWork.done_at.is_(None))
        .order_by(OrderWork.raised_at)
    )
    return [(work, order) for work, order in await session.execute(asked)]


async def steps_of(session: AsyncSession, order_id: UUID) -> Sequence[RxOrderStep]:
    """Return an order's history, the oldest move first."""
    return (
        await session.scalars(
            select(RxOrderStep)
            .where(RxOrderStep.order_id == order_id)
            .order_by(RxOrderStep.at, RxOrderStep.id)
        )
    ).all()
