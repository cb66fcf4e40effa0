"""Audited reads of orders by their patient."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit
from rx_portal.order import queries
from rx_portal.order.models import RxOrder
from shared_lib.identity import Actor


async def look(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> RxOrder:
    """Return an order to whoever may see it, and remember that they looked.

    :raises OrderNotFound: there is none, or it is somebody else's.
    """
    async with session.begin():
        order = await queries.get(session, order_id)
        await audit.record(
            session,
            actor=actor,
            action="order.read",
            subject=order.ref,
            at=now,
            patient_id=order.patient_id,
        )
    return order


async def list_own(session: AsyncSession, *, patient: Actor, now: datetime) -> Sequence[RxOrder]:
    """Return a patient's own orders, the newest first, and remember that they looked."""
    patient_id = UUID(patient.id)
    async with session.begin():
        orders = await queries.list_of_patient(session, patient_id)
        await audit.record(
            session,
            actor=patient,
            action="order.list",
            subject=f"patient:{patient_id}",
            at=now,
            patient_id=patient_id,
            shown=[order.ref for order in orders],
        )
    return orders
