"""Reads of enrollments and of the patient's particulars."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment.models import Consent, Enrollment, EnrollmentStep, ProfileRow
from rx_portal.enrollment.schemas import Address, Profile
from rx_portal.enrollment.states import OPEN
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from shared_lib.errors import NotFound


class EnrollmentNotFound(NotFound):
    """There is no such enrollment, or it is somebody else's."""

    code = "enrollment_not_found"


class ProfileNotFound(NotFound):
    """The patient has not given their particulars yet."""

    code = "profile_not_found"


async def get(session: AsyncSession, enrollment_id: UUID) -> Enrollment:
    """Return an enrollment.

    :raises EnrollmentNotFound: there is none that the session's actor may see.
    """
    return _found(await session.get(Enrollment, enrollment_id))


async def lock(session: AsyncSession, enrollment_id: UUID) -> Enrollment:
    """Return an enrollment as it is now, locked until the transaction ends.

    :raises EnrollmentNotFound: there is none that the session's actor may see.
    """
    return _found(await session.get(Enrollment, enrollment_id, with_for_update=True, populate_existing=True))


async def list_by_id(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Enrollment]:
    """Return these enrollments by their id."""
    rows = await session.scalars(select(Enrollment).where(Enrollment.id.in_(ids)))
    return {row.id: row for row in rows}


async def find_open(session: AsyncSession, patient_id: UUID, product: str) -> Enrollment | None:
    """Return the patient's open enrollment for a product."""
    return await session.scalar(
        select(Enrollment).where(
            Enrollment.patient_id == patient_id, Enrollment.product == product, Enrollment.status.in_(OPEN)
        )
    )


async def list_of_patient(session: AsyncSession, patient_id: UUID) -> Sequence[Enrollment]:
    """Return a patient's enrollments, the latest first."""
    asked = select(Enrollment).where(Enrollment.patient_id == patient_id)
    return (await session.scalars(asked.order_by(Enrollment.started_at.desc(), Enrollment.id))).all()


async def list_steps(session: AsyncSession, enrollment_id: UUID) -> Sequence[EnrollmentStep]:
    """Return an enrollment's history, the first step first."""
    asked = select(EnrollmentStep).where(EnrollmentStep.enrollment_id == enrollment_id)
    return (await session.scalars(asked.order_by(EnrollmentStep.at, EnrollmentStep.id))).all()


async def list_consents(session: AsyncSession, enrollment_id: UUID) -> Sequence[Consent]:
    """Return the consents given for an enrollment."""
    asked = select(Consent).where(Consent.enrollment_id == enrollment_id)
    return (await session.scalars(asked.order_by(Consent.at))).all()


async def profile(session: AsyncSession, patient_id: UUID) -> Profile:
    """Return a patient's particulars, opened; whoever shows them writes the audit entry.

    :raises ProfileNotFound: they have not given any.
    """
    found = await find_profile(session, patient_id)
    if found is None:
        raise ProfileNotFound("There are no particulars of this patient yet.")
    return found


async def find_profile(session: AsyncSession, patient_id: UUID) -> Profile | None:
    """Return a patient's particulars, opened, if they have given any."""
    row = await session.get(ProfileRow, patient_id)
    if row is None:
        return None
    box = await vault.box(session, patient_id, RecordClass.CONTACT)

    def opened(field: str, sealed: bytes) -> str:
        return box.open(f"rx.profile.{field}", patient_id, sealed)

    return Profile(
        legal_name=opened("legal_name", row.legal_name),
        birth_date=date.fromisoformat(opened("birth_date", row.birth_date)),
        address=Address(**json.loads(opened("address", row.address))),
        phone=opened("phone", row.phone),
        email=opened("email", row.email),
    )


def _found(enrollment: Enrollment | None) -> Enrollment:
    if enrollment is None:
        raise EnrollmentNotFound("There is no such application.")
    return enrollment
