"""Adding, naming and removing passkeys, and letting somebody add their first."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import passkey, queries, steps
from rx_portal.identity.models import Enrolment, Passkey
from rx_portal.identity.passkey import PasskeyRefused, Purpose
from rx_portal.identity.schemas import Factors, Proof
from rx_portal.identity.service.people import count_failure
from rx_portal.kit import audit
from shared_lib.errors import Conflict, Invalid, NotFound
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

ENROL_WITHIN = timedelta(hours=24)
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
NAME_LENGTH = 40
ADDING = "add a passkey"
FIRST = "add the first passkey"


class PasskeyNotFound(NotFound):
    """There is no such passkey of this person."""

    code = "passkey_not_found"


class LastFactor(Conflict):
    """Without it, nothing would be left to sign with."""

    code = "last_factor"


class NameMissing(Invalid):
    """A passkey needs a name by which its owner knows it."""

    code = "name_missing"


class OwnEnrolment(Conflict):
    """Nobody lets themselves add a factor."""

    code = "own_enrolment"


async def look_at_factors(session: AsyncSession, *, staff: Actor, real_now: datetime) -> Factors:
    """Return somebody's own second factors."""
    staff_id = UUID(staff.id)
    async with session.begin():
        enrolment = await queries.open_enrolment(session, staff_id, real_now=real_now)
        return Factors(
            await queries.count_codes(session, staff_id),
            await queries.list_passkeys(session, staff_id),
            enrolment is not None,
            await queries.zone_of(session, staff_id),
        )


async def has_passkey(session: AsyncSession, staff: Actor) -> bool:
    """Tell whether somebody has a passkey here."""
    async with session.begin():
        return bool(await queries.list_passkeys(session, UUID(staff.id)))


async def ask(
    session: AsyncSession, *, staff: Actor, purpose: Purpose, content: str, origin: str, real_now: datetime
) -> dict[str, Any]:
    """Return what the browser asks one of somebody's passkeys, about exactly this content.

    :raises FactorMissing: they have none.
    """
    staff_id = UUID(staff.id)
    async with session.begin():
        known = [one.credential_id for one in await queries.list_passkeys(session, staff_id)]
        if not known:
            raise steps.FactorMissing("You have no passkey here yet. Add one under Security.")
        challenge = await steps.put_challenge(
            session, staff_id=staff_id, purpose=purpose, content=content, origin=origin, real_now=real_now
        )
    return passkey.request_options(origin, challenge=challenge, known=known)


async def begin_passkey(
    session: AsyncSession, *, staff: Actor, proof: Proof, enrolment: str, origin: str, real_now: datetime
) -> dict[str, Any]:
    """Return what the browser needs to make a passkey, once somebody has shown that they may add one.

    They show a factor that they have, or, for the first, the code that an administrator gave them.

    :raises FactorRefused, FactorMissing, FactorLocked, PasskeyRefused: as `steps.require_factor`.
    """
    staff_id = UUID(staff.id)
    try:
        async with session.begin():
            person = await queries.get_staff(session, staff_id)
            if enrolment:
                await _enrolled(session, staff_id, enrolment, real_now)
            else:
                await _proven(session, staff_id, proof, ADDING, real_now)
            challenge = await steps.put_challenge(
                session,
                staff_id=staff_id,
                purpose=Purpose.REGISTER,
                content=FIRST if enrolment else ADDING,
                origin=origin,
                real_now=real_now,
            )
            known = [one.credential_id for one in await queries.list_passkeys(session, staff_id)]
    except steps.FactorRefused:
        await count_failure(session, staff_id=staff_id, real_now=real_now)
        raise
    return passkey.creation_options(
        origin, staff_id=staff_id, name=person.email, challenge=challenge, known=known
    )


async def add_passkey(
    session: AsyncSession,
    *,
    staff: Actor,
    name: str,
    answer: str,
    enrolment: str,
    now: datetime,
    real_now: datetime,
) -> Passkey:
    """Bind the passkey that the browser made to somebody; an administrator's code is used up with it.

    :raises NameMissing: it has no name.
    :raises FactorRefused: the administrator's code is no longer good.
    :raises PasskeyRefused: it does not answer what was asked, or is bound already.
    """
    called, staff_id = _name(name), UUID(staff.id)
    try:
        async with session.begin():
            asked = await steps.take_challenge(
                session,
                passkey.challenge_made_for(answer),
                staff_id=staff_id,
                purpose=Purpose.REGISTER,
                content=FIRST if enrolment else ADDING,
                real_now=real_now,
            )
            if enrolment:
                (await _enrolled(session, staff_id, enrolment, real_now)).used_at = real_now
            made = passkey.made(asked.origin, challenge=asked.challenge, answer=answer)
            bound = Passkey(
                id=uuid7(),
                staff_id=staff_id,
                credential_id=made.credential_id,
                credential=made.credential,
                sign_count=made.sign_count,
                name=called,
                created_at=real_now,
            )
            session.add(bound)
            await _noted(session, staff, "add_passkey", staff_id, now)
    except IntegrityError as error:
        raise PasskeyRefused("That passkey is bound already.") from error
    return bound


async def rename_passkey(
    session: AsyncSession, *, staff: Actor, passkey_id: UUID, name: str, now: datetime
) -> None:
    """Call a passkey something else.

    :raises PasskeyNotFound: it is not theirs.
    :raises NameMissing: it would have no name.
    """
    called = _name(name)
    async with session.begin():
        (await _own(session, staff, passkey_id)).name = called
        await _noted(session, staff, "rename_passkey", UUID(staff.id), now)


async def remove_passkey(
    session: AsyncSession, *, staff: Actor, passkey_id: UUID, proof: Proof, now: datetime, real_now: datetime
) -> None:
    """Forget a passkey, with a factor shown at that moment; the last factor stays.

    :raises PasskeyNotFound: it is not theirs.
    :raises LastFactor: it is all they have to sign with.
    :raises FactorRefused, FactorMissing, FactorLocked, PasskeyRefused: as `steps.require_factor`.
    """
    staff_id = UUID(staff.id)
    try:
        async with session.begin():
            await queries.lock_staff(session, staff_id)
            bound = await _own(session, staff, passkey_id)
            others = len(await queries.list_passkeys(session, staff_id)) - 1
            if others + await queries.count_codes(session, staff_id) == 0:
                raise LastFactor("This is your only second factor. Add another before you remove it.")
            await _proven(session, staff_id, proof, f"remove {passkey_id}", real_now)
            await session.delete(bound)
            await _noted(session, staff, "remove_passkey", staff_id, now)
    except steps.FactorRefused:
        await count_failure(session, staff_id=staff_id, real_now=real_now)
        raise


async def issue_enrolment(
    session: AsyncSession, *, staff_id: UUID, admin: Actor, now: datetime, real_now: datetime
) -> str:
    """Let somebody add a first factor within a day, and return the code to give them in person.

    An earlier code of theirs no longer works.

    :raises StaffNotFound: there is no such person.
    :raises OwnEnrolment: it is the administrator themselves.
    """
    if str(staff_id) == admin.id:
        raise OwnEnrolment("Another administrator has to do this for you.")
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    async with session.begin():
        await queries.lock_staff(session, staff_id)
        open_ = update(Enrolment).where(Enrolment.staff_id == staff_id, Enrolment.used_at.is_(None))
        await session.execute(open_.values(used_at=real_now))
        session.add(
            Enrolment(
                id=uuid7(),
                staff_id=staff_id,
                code_hash=_hashed(code),
                issued_by=UUID(admin.id),
                issued_at=real_now,
                expires_at=real_now + ENROL_WITHIN,
            )
        )
        await _noted(session, admin, "issue_enrolment", staff_id, now)
    return code


async def _enrolled(session: AsyncSession, staff_id: UUID, code: str, real_now: datetime) -> Enrolment:
    enrolment = await queries.open_enrolment(session, staff_id, real_now=real_now)
    if enrolment is None or not hmac.compare_digest(enrolment.code_hash, _hashed(code)):
        raise steps.FactorRefused("That code is not right, or no longer good. Ask an administrator for one.")
    return enrolment


async def _proven(
    session: AsyncSession, staff_id: UUID, proof: Proof, content: str, real_now: datetime
) -> None:
    await steps.require_factor(
        session, staff_id=staff_id, proof=proof, purpose=Purpose.MANAGE, content=content, real_now=real_now
    )


async def _own(session: AsyncSession, staff: Actor, passkey_id: UUID) -> Passkey:
    bound = await session.get(Passkey, passkey_id, with_for_update=True)
    if bound is None or str(bound.staff_id) != staff.id:
        raise PasskeyNotFound("There is no such passkey of yours.")
    return bound


async def _noted(session: AsyncSession, actor: Actor, what: str, staff_id: UUID, now: datetime) -> None:
    await audit.record(session, actor=actor, action=f"factor.{what}", subject=f"staff:{staff_id}", at=now)


def _name(given: str) -> str:
    name = " ".join(given.split())[:NAME_LENGTH]
    if not name:
        raise NameMissing("Give the passkey a name, such as the device it is on.")
    return name


def _hashed(code: str) -> bytes:
    return hashlib.sha256(code.replace("-", "").replace(" ", "").upper().encode()).digest()
