"""All reads of prescriptions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.prescription.errors import PrescriptionNotFound
from rx_portal.prescription.models import Check, Prescription, PrescriptionStep


async def get(session: AsyncSession, prescription_id: UUID) -> Prescription:
    """Return a prescription.

    :raises PrescriptionNotFound: there is none that the session's actor may see.
    """
    return _known(await session.get(Prescription, prescription_id))


async def lock(session: AsyncSession, prescription_id: UUID) -> Prescription:
    """Return a prescription that nobody else can move before this transaction ends.

    :raises PrescriptionNotFound: there is none that the session's actor may see.
    """
    chosen = select(Prescription).where(Prescription.id == prescription_id).with_for_update()
    return _known(await session.scalar(chosen.execution_options(populate_existing=True)))


async def find_of_review(session: AsyncSession, review_id: UUID) -> Prescription | None:
    """Return what an approval wrote, if it did."""
    found: Prescription | None = await session.scalar(
        select(Prescription).where(Prescription.review_id == review_id)
    )
    return found


async def list_of_patient(session: AsyncSession, patient_id: UUID) -> Sequence[Prescription]:
    """Return a patient's prescriptions, newest first."""
    rows = await session.scalars(
        select(Prescription).where(Prescription.patient_id == patient_id).order_by(Prescription.id.desc())
    )
    return rows.all()


async def list_steps(session: AsyncSession, prescription_id: UUID) -> Sequence[PrescriptionStep]:
    """Return what happened to a prescription, oldest first."""
    rows = await session.scalars(
        select(PrescriptionStep)
        .where(PrescriptionStep.prescription_id == prescription_id)
        .order_by(PrescriptionStep.id)
    )
    return rows.all()


async def list_checks(session: AsyncSession, prescription_id: UUID) -> Sequence[Check]:
    """Return what was checked before a prescription was signed."""
    rows = await session.scalars(
        select(Check).where(Check.prescription_id == prescription_id).order_by(Check.id)
    )
    return rows.all()


def _known(found: Prescription | None) -> Prescription:
    if found is None:
        raise PrescriptionNotFound("There is no such prescription.")
    return found
