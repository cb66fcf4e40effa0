"""Looking at a signed prescription."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit
from rx_portal.prescription import queries, steps
from rx_portal.prescription.errors import PrescriptionNotFound
from rx_portal.prescription.schemas import Opened
from rx_portal.prescription.signature import Signer
from shared_lib.identity import Actor, Scope


async def look(
    session: AsyncSession, *, prescription_id: UUID, reader: Actor, signer: Signer, now: datetime
) -> Opened:
    """Return a prescription to its patient or to somebody who may read records, and remember who looked.

    :raises PrescriptionNotFound: there is none, or the reader may not know that there is.
    """
    async with session.begin():
        found = await queries.get(session, prescription_id)
        if str(found.patient_id) != reader.id and not reader.may(Scope.RECORD_READ):
            raise PrescriptionNotFound("There is no such prescription.")
        await audit.record(
            session,
            actor=reader,
            action="prescription.look",
            subject=found.ref,
            at=now,
            patient_id=found.patient_id,
        )
        return await steps.open_(session, found, signer)
