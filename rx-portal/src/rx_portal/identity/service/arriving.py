"""Opening a session for the person whom the provider identified, and ending it."""

import secrets
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.models import LoginAttempt, LoginSession
from rx_portal.identity.schemas import LIFETIMES, Arrival, Kind
from rx_portal.identity.service.people import patient_of, staff_of
from rx_portal.identity.service.tokens import digest
from rx_portal.kit import audit
from shared_lib.identity import Actor, Identity, Role


async def arrive(
    session: AsyncSession,
    *,
    identity: Identity,
    attempt: LoginAttempt,
    index_key: bytes,
    now: datetime,
    real_now: datetime,
) -> Arrival:
    """Open a session under a new token for the person whom the provider identified.

    :raises LoginRefused: a login as staff without a role here, or without a second factor.
    """
    kind = Kind(attempt.kind)
    token = secrets.token_urlsafe(32)
    lifetime = LIFETIMES[kind]
    session.info["actor"] = Actor.system("login")
    async with session.begin():
        opened = LoginSession(
            id_hash=digest(token),
            auth_time=identity.auth_time,
            amr=list(identity.amr),
            started_at=real_now,
            idle_until=real_now + lifetime.idle,
            absolute_until=real_now + lifetime.absolute,
        )
        if kind is Kind.STAFF:
            staff = await staff_of(session, identity)
            opened.staff_id, opened.roles = staff.id, staff.roles
        else:
            opened.patient_id = await patient_of(session, identity, index_key, now)
            opened.roles = [Role.PATIENT]
        session.add(opened)
        await audit.record(
            session, actor=actor_of(opened), action="login.finish", subject=f"login:{_short(opened)}", at=now
        )
    return Arrival(attempt.next_path, token, lifetime)


async def end(
    session: AsyncSession, *, id_hash: bytes, actor: Actor, now: datetime, real_now: datetime
) -> None:
    """End a session, so that its token opens nothing any more."""
    async with session.begin():
        await session.execute(
            update(LoginSession)
            .where(LoginSession.id_hash == id_hash, LoginSession.revoked_at.is_(None))
            .values(revoked_at=real_now)
        )
        await audit.record(
            session, actor=actor, action="login.end", subject=f"login:{id_hash.hex()[:16]}", at=now
        )


def actor_of(opened: LoginSession) -> Actor:
    """Return who acts in a session."""
    roles = [Role(role) for role in opened.roles]
    return Actor.person(str(opened.staff_id or opened.patient_id), *roles)


def _short(opened: LoginSession) -> str:
    return opened.id_hash.hex()[:16]
