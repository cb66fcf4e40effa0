"""Taking people on at the desk and letting them go: an administrator's verbs, never about themselves."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries
from rx_portal.identity.models import Enrolment, LoginSession, Staff
from rx_portal.identity.schemas import STAFF_ROLES, Colleague
from rx_portal.kit import audit
from shared_lib.errors import Conflict, Invalid
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NAME_LENGTH = 120


class InvitationIncomplete(Invalid):
    """An invitation lacks what it needs; `field` says what."""

    code = "invitation_incomplete"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlreadyStaff(Conflict):
    """Somebody with this address works here, or did."""

    code = "already_staff"


class OwnAccount(Conflict):
    """Nobody closes or opens their own account."""

    code = "own_account"


async def list_colleagues(session: AsyncSession) -> Sequence[Colleague]:
    """Return everybody who was ever taken on, by name, those who left last."""
    async with session.begin():
        return await queries.list_colleagues(session)


async def take_on(
    session: AsyncSession, *, admin: Actor, issuer: str, email: str, name: str, role: str, now: datetime
) -> None:
    """Let somebody sign in at the desk whom the provider knows by this address and in this role.

    :raises InvitationIncomplete: the address, the name or the role is missing.
    :raises AlreadyStaff: the address is somebody's here.
    """
    email, name = email.strip().lower(), " ".join(name.split())[:NAME_LENGTH]
    if not ADDRESS.fullmatch(email):
        raise InvitationIncomplete("email", "Write the e-mail address, such as name@clinic.example.")
    if not name:
        raise InvitationIncomplete("name", "Write the name of whom you take on.")
    if role not in STAFF_ROLES:
        raise InvitationIncomplete("role", "Choose a role.")
    values = {"email": email, "name": name, "roles": [Role(role).value], "active": True, "created_at": now}
    async with session.begin():
        taken = insert(Staff).values(id=uuid7(), issuer=issuer, **values).on_conflict_do_nothing()
        staff_id = await session.scalar(taken.returning(Staff.id))
        if staff_id is None:
            raise AlreadyStaff("Somebody with this address is in the list below already.")
        await _noted(session, admin, "take_on", staff_id, now)


async def close(
    session: AsyncSession, *, admin: Actor, staff_id: UUID, now: datetime, real_now: datetime
) -> None:
    """Let somebody in no more: their sessions here end at once, and a code for signatures that is open.

    :raises StaffNotFound: there is no such person.
    :raises OwnAccount: it is the administrator themselves.
    """
    async with session.begin():
        (await _other(session, admin, staff_id)).active = False
        theirs = update(LoginSession).where(LoginSession.staff_id == staff_id)
        await session.execute(theirs.where(LoginSession.revoked_at.is_(None)).values(revoked_at=real_now))
        codes = update(Enrolment).where(Enrolment.staff_id == staff_id, Enrolment.used_at.is_(None))
        await session.execute(codes.values(used_at=real_now))
        await _noted(session, admin, "close", staff_id, now)


async def reopen(session: AsyncSession, *, admin: Actor, staff_id: UUID, now: datetime) -> None:
    """Let somebody in again who had been let go.

    :raises StaffNotFound: there is no such person.
    :raises OwnAccount: it is the administrator themselves.
    """
    async with session.begin():
        (await _other(session, admin, staff_id)).active = True
        await _noted(session, admin, "reopen", staff_id, now)


async def _other(session: AsyncSession, admin: Actor, staff_id: UUID) -> Staff:
    if str(staff_id) == admin.id:
        raise OwnAccount("Another administrator has to do this for you.")
    both = {one: await queries.lock_staff(session, one) for one in sorted((staff_id, UUID(admin.id)))}
    if not both[UUID(admin.id)].active:  # closed a moment ago, perhaps by the one who would be closed now
        raise OwnAccount("Your own account is closed. Another administrator has to do this.")
    return both[staff_id]


async def _noted(session: AsyncSession, admin: Actor, what: str, staff_id: UUID, now: datetime) -> None:
    await audit.record(session, actor=admin, action=f"staff.{what}", subject=f"staff:{staff_id}", at=now)
