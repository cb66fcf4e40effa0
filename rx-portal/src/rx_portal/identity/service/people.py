"""Finding the patient or the member of staff behind a verified identity, and inviting staff."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.models import Factor, Patient, Staff
from rx_portal.identity.schemas import STAFF_ROLES, STRONG, DeskRefused
from rx_portal.identity.steps import FAILURES, LOCKED
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from shared_lib.errors import Invalid
from shared_lib.identity import Actor, Identity, Role
from shared_lib.ids import uuid7
from shared_lib.vault import blind_index


class ZoneUnknown(Invalid):
    """There is no such time zone."""

    code = "zone_unknown"


async def staff_of(session: AsyncSession, identity: Identity) -> Staff:
    """Return the member of staff who signed in, with the roles their provider gives them now.

    :raises DeskRefused: they have no role here, no second factor, no invitation, or were closed out.
    """
    roles = sorted(set(identity.groups) & STAFF_ROLES)
    if not roles:
        raise DeskRefused("Your account has no role at this desk. Ask an administrator.")
    if not STRONG & set(identity.amr):
        raise DeskRefused("Staff sign in with a second factor. Set one up and sign in again.")
    staff = await _known_staff(session, identity)
    if not staff.active:
        raise DeskRefused("This account is closed. Ask an administrator.")
    staff.subject, staff.roles = identity.subject, roles
    staff.name = str(identity.claims.get("name") or staff.name)
    return staff


async def _known_staff(session: AsyncSession, identity: Identity) -> Staff:
    """Return the member of staff with this subject, or the one invited by this verified e-mail address."""
    staff = await session.scalar(
        select(Staff)
        .where(Staff.issuer == identity.issuer, Staff.subject == identity.subject)
        .with_for_update()
    )
    if staff is None and identity.claims.get("email_verified") is True:
        staff = await session.scalar(
            select(Staff)
            .where(
                Staff.issuer == identity.issuer,
                Staff.email == str(identity.claims.get("email", "")).lower(),
                Staff.subject.is_(None),
            )
            .with_for_update()
        )
    if staff is None:
        who = str(identity.claims.get("email") or "This account")
        raise DeskRefused(f"{who} has not been invited to this desk. Ask an administrator.")
    return staff


async def patient_of(session: AsyncSession, identity: Identity, index_key: bytes, now: datetime) -> UUID:
    """Return the patient with this pairwise subject, made at their first login."""
    index = blind_index(index_key, "rx.patient.subject", f"{identity.issuer}|{identity.subject}")
    fresh = uuid7()
    await session.execute(
        insert(Patient)
        .values(id=fresh, subject_index=index, created_at=now)
        .on_conflict_do_nothing(index_elements=["subject_index"])
    )
    known = await session.scalars(select(Patient.id).where(Patient.subject_index == index))
    return await _remember_contact(session, known.one(), identity)


async def _remember_contact(session: AsyncSession, patient_id: UUID, identity: Identity) -> UUID:
    box = await vault.box(session, patient_id, RecordClass.CONTACT)
    values = {}
    for claim in ("email", "name"):
        if identity.claims.get(claim):
            values[claim] = box.seal(f"rx.patient.{claim}", patient_id, str(identity.claims[claim]))
    if values:
        await session.execute(update(Patient).where(Patient.id == patient_id).values(**values))
    return patient_id


async def invite(
    session: AsyncSession, *, issuer: str, email: str, name: str, roles: Sequence[Role], now: datetime
) -> Staff:
    """Let somebody sign in as staff with this address from now on; inviting them again changes nothing."""
    async with session.begin():
        await session.execute(
            insert(Staff)
            .values(
                id=uuid7(),
                issuer=issuer,
                email=email.lower(),
                name=name,
                roles=[role.value for role in roles],
                active=True,
                created_at=now,
            )
            .on_conflict_do_nothing()
        )
        found = select(Staff).where(Staff.issuer == issuer, Staff.email == email.lower())
        return (await session.scalars(found)).one()


async def set_zone(session: AsyncSession, *, staff: Actor, zone: str) -> None:
    """Show somebody's times in this zone from now on.

    :raises ZoneUnknown: it is no IANA zone.
    """
    if zone not in available_timezones():
        raise ZoneUnknown("Choose one of the time zones listed.")
    async with session.begin():
        await session.execute(update(Staff).where(Staff.id == UUID(staff.id)).values(zone=zone))


async def count_failure(session: AsyncSession, *, staff_id: UUID, real_now: datetime) -> None:
    """Count a wrong second factor, and lock the signer's factors for a while after five."""
    async with session.begin():
        await session.execute(
            update(Factor).where(Factor.staff_id == staff_id).values(failures=Factor.failures + 1)
        )
        await session.execute(
            update(Factor)
            .where(Factor.staff_id == staff_id, Factor.failures >= FAILURES)
            .values(failures=0, locked_until=real_now + LOCKED)
        )
