"""Signing in and out: one verb each, on sessions of its own, apart from the work that is then done."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.models import Factor, LoginAttempt, LoginSession, Patient, Staff
from rx_portal.identity.provider import RelyingParty
from rx_portal.identity.schemas import LIFETIMES, STAFF_ROLES, STRONG, Arrival, Departure, Kind
from rx_portal.identity.steps import FAILURES, LOCKED
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import RecordClass
from shared_lib.errors import Invalid
from shared_lib.identity import Actor, Identity, Role
from shared_lib.ids import uuid7
from shared_lib.vault import blind_index

ATTEMPT_LIFETIME = timedelta(minutes=10)


class LoginRefused(Invalid):
    """The login cannot be finished; starting again may help."""

    code = "login_refused"


def digest(token: str) -> bytes:
    """Return the stored form of a random token."""
    return hashlib.sha256(token.encode()).digest()


def safe_path(path: str) -> str:
    """Return a path on this site, whatever was asked for."""
    local = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if local and "\r" not in path and "\n" not in path else "/"


async def begin_login(
    session: AsyncSession,
    party: RelyingParty,
    *,
    kind: Kind,
    next_path: str,
    real_now: datetime,
    fresh: bool = False,
) -> Departure:
    """Remember what the provider's answer must match, and return where to send the browser.

    `fresh` asks the provider to authenticate the person again, whatever session it has.
    """
    state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
    address = await party.authorization_address(
        state=state, nonce=nonce, verifier=verifier, max_age=0 if fresh else None
    )
    async with session.begin():
        session.add(
            LoginAttempt(
                state_hash=digest(state),
                browser_hash=digest(browser),
                kind=kind,
                nonce=nonce,
                verifier=verifier,
                next_path=safe_path(next_path),
                expires_at=real_now + ATTEMPT_LIFETIME,
            )
        )
    return Departure(address, browser)


async def take_attempt(
    session: AsyncSession, *, state: str, browser_token: str, real_now: datetime
) -> LoginAttempt:
    """Return the login that this answer belongs to, and forget it: it serves once.

    :raises LoginRefused: it is unknown, used, expired, or was begun in another browser.
    """
    async with session.begin():
        attempt: LoginAttempt | None = await session.scalar(
            delete(LoginAttempt).where(LoginAttempt.state_hash == digest(state)).returning(LoginAttempt)
        )
    if attempt is None or attempt.expires_at <= real_now:
        raise LoginRefused("This login has expired or was used before. Start again.")
    if not secrets.compare_digest(attempt.browser_hash, digest(browser_token)):
        raise LoginRefused("This login was begun in another browser. Start again.")
    return attempt


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
            staff = await _staff(session, identity)
            opened.staff_id, opened.roles = staff.id, staff.roles
        else:
            opened.patient_id = await _patient(session, identity, index_key, now)
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


def actor_of(opened: LoginSession) -> Actor:
    """Return who acts in a session."""
    roles = [Role(role) for role in opened.roles]
    return Actor.person(str(opened.staff_id or opened.patient_id), *roles)


async def _staff(session: AsyncSession, identity: Identity) -> Staff:
    roles = sorted(set(identity.groups) & STAFF_ROLES)
    if not roles:
        raise LoginRefused("Your account has no role at this desk. Ask an administrator.")
    if not STRONG & set(identity.amr):
        raise LoginRefused("Staff sign in with a second factor. Set one up and sign in again.")
    staff = await _known_staff(session, identity)
    if not staff.active:
        raise LoginRefused("This account is closed. Ask an administrator.")
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
        raise LoginRefused("You have not been invited to this desk. Ask an administrator.")
    return staff


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


async def _patient(session: AsyncSession, identity: Identity, index_key: bytes, now: datetime) -> UUID:
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


def _short(opened: LoginSession) -> str:
    return opened.id_hash.hex()[:16]
