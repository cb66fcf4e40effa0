"""Reads of patients, staff and sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.models import Factor, LoginSession, Patient, Staff
from shared_lib.errors import NotFound


class PatientNotFound(NotFound):
    """There is no such patient."""

    code = "patient_not_found"


class StaffNotFound(NotFound):
    """There is no such member of staff."""

    code = "staff_not_found"


async def get_patient(session: AsyncSession, patient_id: UUID) -> Patient:
    """Return a patient.

    :raises PatientNotFound: there is none with this id.
    """
    patient = await session.get(Patient, patient_id)
    if patient is None:
        raise PatientNotFound("There is no such patient.")
    return patient


async def get_staff(session: AsyncSession, staff_id: UUID) -> Staff:
    """Return a member of staff.

    :raises StaffNotFound: there is none with this id.
    """
    staff = await session.get(Staff, staff_id)
    if staff is None:
        raise StaffNotFound("There is no such member of staff.")
    return staff


async def list_staff(session: AsyncSession, role: str) -> Sequence[Staff]:
    """Return the active staff with a role, by name."""
    return (
        await session.scalars(
            select(Staff).where(Staff.active, Staff.roles.contains([role])).order_by(Staff.name)
        )
    ).all()


async def staff_names(session: AsyncSession, staff_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of members of staff, by id; unknown ids are left out."""
    rows = await session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff_ids)))
    return {row.id: row.name for row in rows}


async def find_session(session: AsyncSession, id_hash: bytes, *, real_now: datetime) -> LoginSession | None:
    """Return a session that is still good."""
    return await session.scalar(
        select(LoginSession).where(
            LoginSession.id_hash == id_hash,
            LoginSession.revoked_at.is_(None),
            LoginSession.idle_until > real_now,
            LoginSession.absolute_until > real_now,
        )
    )


async def lock_factors(session: AsyncSession, staff_id: UUID) -> Sequence[Factor]:
    """Return a signer's second factors, locked until the transaction ends."""
    return (await session.scalars(select(Factor).where(Factor.staff_id == staff_id).with_for_update())).all()
