"""Audited reads: the dispensary's work list, one fill whole, its label."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries
from rx_portal.dispensing.schemas import Fill, Row
from rx_portal.identity import queries as identity
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from rx_portal.order.schemas import DELIVERY_COLUMN, Delivery
from rx_portal.payment import queries as payments
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription import steps as prescription_steps
from rx_portal.prescription.signature import Signer
from shared_lib.identity import Actor


async def work(session: AsyncSession, *, reader: Actor, now: datetime) -> Sequence[Row]:
    """Return what the dispensary has to do, the most urgent first."""
    async with session.begin():
        found = await queries.work_list(session)
        known = await orders.by_id(session, [each.order_id for each in found])
        rows = [Row(each, known[each.order_id]) for each in found]
        await audit.record(
            session,
            actor=reader,
            action="dispense.list",
            subject="list:dispensary",
            at=now,
            shown=[row.dispense.ref for row in rows]
            + sorted({f"patient:{row.dispense.patient_id}" for row in rows}),
        )
    return rows


async def look(
    session: AsyncSession,
    *,
    dispense_id: UUID,
    signer: Signer,
    reader: Actor,
    now: datetime,
    action: str = "dispense.read",
) -> Fill:
    """Return a fill with its signed prescription and delivery opened, and remember who looked.

    :raises DispenseNotFound: there is no such fill.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
        order = await orders.get(session, dispense.order_id)
        prescription = await prescriptions.get(session, dispense.prescription_id)
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        steps = await queries.steps_of(session, dispense.id)
        await audit.record(
            session,
            actor=reader,
            action=action,
            subject=dispense.ref,
            at=now,
            patient_id=dispense.patient_id,
            shown=[order.ref, prescription.ref],
        )
        return Fill(
            dispense=dispense,
            order=order,
            prescription=await prescription_steps.open_(session, prescription, signer),
            delivery=Delivery.of(box.open(DELIVERY_COLUMN, order.id, order.delivery or b"")),
            attempts=await payments.list_of_order(session, order.id),
            steps=steps,
            names=await identity.staff_names(session, _people([step.actor_id for step in steps])),
        )


async def status_of(session: AsyncSession, *, dispense_id: UUID) -> str:
    """Return where a fill stands, and nothing else of it: for a screen that waits for the payment."""
    async with session.begin():
        return (await queries.get(session, dispense_id)).status


def _people(actors: Sequence[str]) -> list[UUID]:
    return [UUID(actor) for actor in dict.fromkeys(actors) if ":" not in actor]
