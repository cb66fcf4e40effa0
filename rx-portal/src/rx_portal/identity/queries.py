"""Reads of patients, staff and sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, bindparam, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from rx_portal.identity.models import Enrolment, Factor, LoginSession, Passkey, Patient, Staff
from rx_portal.identity.schemas import Colleague
from shared_lib.errors import NotFound

CLINIC_ZONE = "America/New_York"


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


async def lock_staff(session: AsyncSession, staff_id: UUID) -> Staff:
    """Return a member of staff whose factors nobody else changes before this transaction ends.

    :raises StaffNotFound: there is none with this id.
    """
    staff = await session.get(Staff, staff_id, with_for_update=True)
    if staff is None:
        raise StaffNotFound("There is no such member of staff.")
    return staff


async def zone_of(session: AsyncSession, staff_id: UUID) -> str:
    """Return the IANA zone in which somebody's screens show times: their own, or the clinic's."""
    return await session.scalar(select(own_zone(staff_id))) or CLINIC_ZONE


def own_zone(staff_id: UUID) -> ScalarSelect[str | None]:
    """Return the question which IANA zone somebody chose for their screens, if they did."""
    return select(Staff.zone).where(Staff.id == staff_id).scalar_subquery()


def at_work() -> Select[UUID]:
    """Return the question who works here, which is everybody whose account is open."""
    return select(Staff.id).where(Staff.active)


async def list_colleagues(session: AsyncSession) -> Sequence[Colleague]:
    """Return everybody who was ever taken on, by name, those who left last."""

    def count(of: type[Factor] | type[Passkey]) -> ScalarSelect[int]:
        return select(func.count()).select_from(of).where(of.staff_id == Staff.id).scalar_subquery()

    shown = (Staff.id, Staff.name, Staff.email, Staff.roles, Staff.active, Staff.subject.is_not(None))
    asked = select(*shown, count(Factor), count(Passkey)).order_by(Staff.active.desc(), Staff.name, Staff.id)
    return [Colleague(*row) for row in await session.execute(asked)]


async def list_all_staff(session: AsyncSession) -> Sequence[Staff]:
    """Return everybody who works here, by name."""
    return (await session.scalars(select(Staff).where(Staff.active).order_by(Staff.name))).all()


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


_OPENED = select(*LoginSession.__table__.columns).where(
    LoginSession.id_hash == bindparam("id_hash"),
    LoginSession.revoked_at.is_(None),
    LoginSession.idle_until > bindparam("now"),
    LoginSession.absolute_until > bindparam("now"),
)


async def find_session(
    connection: AsyncConnection, id_hash: bytes, *, real_now: datetime
) -> LoginSession | None:
    """Return a session that is still good; sessions are nobody's rows, so it matters not who asks."""
    row = (await connection.execute(_OPENED, {"id_hash": id_hash, "now": real_now})).one_or_none()
    return None if row is None else LoginSession(**row._mapping)


async def lock_factors(session: AsyncSession, staff_id: UUID) -> Sequence[Factor]:
    """Return a signer's second factors, locked until the transaction ends."""
    return (await session.scalars(select(Factor).where(Factor.staff_id == staff_id).with_for_update())).all()


async def list_passkeys(session: AsyncSession, staff_id: UUID) -> Sequence[Passkey]:
    """Return somebody's passkeys, the oldest first."""
    chosen = select(Passkey).where(Passkey.staff_id == staff_id).order_by(Passkey.id)
    return (await session.scalars(chosen)).all()


async def lock_passkey(session: AsyncSession, staff_id: UUID, credential_id: bytes) -> Passkey | None:
    """Return one of somebody's passkeys by the id it has at its authenticator, locked."""
    chosen = select(Passkey).where(Passkey.staff_id == staff_id, Passkey.credential_id == credential_id)
    found: Passkey | None = await session.scalar(chosen.with_for_update())
    return found


async def count_codes(session: AsyncSession, staff_id: UUID) -> int:
    """Return how many authenticator apps are bound to somebody."""
    chosen = select(func.count()).select_from(Factor).where(Factor.staff_id == staff_id)
    return await session.scalar(chosen) or 0


async def can_sign(session: AsyncSession, staff_id: UUID) -> bool:
    """Tell whether somebody has a passkey or an authenticator app here."""
    either = or_(
        exists().where(Passkey.staff_id == staff_id),
        exists().where(Factor.staff_id == staff_id),
    )
    return bool(await session.scalar(select(either)))


async def open_enrolment(session: AsyncSession, staff_id: UUID, *, real_now: datetime) -> Enrolment | None:
    """Return an administrator's word that is still good, locked until the transaction ends."""
    found: Enrolment | None = await session.scalar(
        select(Enrolment)
        .where(Enrolment.staff_id == staff_id, Enrolment.used_at.is_(None), Enrolment.expires_at > real_now)
        .order_by(Enrolment.id.desc())
        .limit(1)
        .with_for_update()
    )
    return found
