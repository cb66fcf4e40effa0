"""What an outside pharmacy is asked: the verified prescription and where to send it; nothing else."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.pharmacy.port import FillRequest, Recipient
from rx_portal.dispensing import queries
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from rx_portal.order.schemas import DELIVERY_COLUMN, Delivery
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription import steps as prescription_steps
from rx_portal.prescription.content import Content
from rx_portal.prescription.signature import signer_at
from shared_lib.identity import Actor

SKU_SYSTEM = "urn:countersign:sku"


async def request_for(
    session: AsyncSession, dispense_id: UUID, *, key_file: Path, actor: Actor, now: datetime
) -> FillRequest:
    """Return the request for one fill; reading it is audited as given to the pharmacy.

    :raises BadSignature: the prescription is not what was signed, so it is not sent.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
        order = await orders.get(session, dispense.order_id)
        prescription = await prescriptions.get(session, dispense.prescription_id)
        content = await prescription_steps.verify(session, prescription, signer_at(key_file))
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        delivery = Delivery.of(box.open(DELIVERY_COLUMN, order.id, order.delivery or b""))
        await audit.record(
            session,
            actor=actor,
            action="prescription.transmit",
            subject=prescription.ref,
            at=now,
            patient_id=dispense.patient_id,
            purpose="fill",
        )
    return _request(order.reference, content, delivery, prescription.written_at, prescription.expires_on)


def _request(
    reference: str, content: Content, delivery: Delivery, written_at: datetime, expires_on: date
) -> FillRequest:
    drug = content.medication
    return FillRequest(
        reference=reference,
        prescription_id=content.prescription_id,
        recipient=Recipient(
            reference=content.patient.patient_id,
            name=content.patient.name,
            birth_date=date.fromisoformat(content.patient.birth_date),
            phone=delivery.phone or None,
            street=delivery.street,
            city=delivery.city,
            state=delivery.state,
            postal_code=delivery.postal_code,
        ),
        prescriber_name=content.prescriber.name,
        prescriber_licence=f"{content.prescriber.licence_state}:{content.prescriber.licence_number}",
        drug_code=drug.sku,
        drug_system=SKU_SYSTEM,
        drug_text=f"{drug.drug}, {drug.form}, {drug.route}",
        directions=drug.directions,
        quantity=drug.quantity,
        unit=drug.unit,
        days_supply=drug.days_supply,
        fills_allowed=drug.refills + 1,
        written_at=written_at,
        valid_until=expires_on,
    )
