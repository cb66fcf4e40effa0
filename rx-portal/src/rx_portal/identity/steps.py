"""The second factor at the moment of a signature, as a part of the verb that signs."""

import base64
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries
from rx_portal.identity.models import Challenge, Factor
from rx_portal.identity.passkey import (
    PasskeyRefused,
    Purpose,
    challenge_in,
    challenge_of,
    credential_id_in,
    used,
)
from rx_portal.identity.schemas import Proof
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from shared_lib.errors import Conflict, Invalid
from shared_lib.ids import uuid7

STEP = 30
DIGITS = 6
FAILURES = 5
LOCKED = timedelta(minutes=15)
ANSWER_WITHIN = timedelta(minutes=5)
COLUMN = "rx.factor.secret"


class FactorRefused(Invalid):
    """The code is wrong, was used before, or is of another time."""

    code = "factor_refused"


class FactorMissing(Conflict):
    """The signer has no second factor here."""

    code = "factor_missing"


class FactorLocked(Conflict):
    """Too many wrong codes were given."""

    code = "factor_locked"


async def require_factor(
    session: AsyncSession, *, staff_id: UUID, proof: Proof, purpose: Purpose, content: str, real_now: datetime
) -> str:
    """Take the signer's passkey or one-time code, so that this transaction may act; return which it was.

    A passkey answers for exactly this content (what was shown); a code serves once
    (RFC 6238). A wrong code is counted outside this transaction by `service.count_failure`, for this one is
    undone.

    :raises FactorMissing: none is bound to this person here.
    :raises FactorLocked: there were too many wrong codes a short while ago.
    :raises FactorRefused: the code does not hold.
    :raises PasskeyRefused: the passkey's answer does not hold, or is about something else.
    """
    if proof.passkey:
        await _answered(session, staff_id, proof.passkey, purpose, content, real_now)
        return "passkey"
    await _take_code(session, staff_id, proof.code, real_now)
    return "totp"


async def _take_code(session: AsyncSession, staff_id: UUID, code: str, real_now: datetime) -> None:
    factors = await queries.lock_factors(session, staff_id)
    if not factors:
        if code and await queries.list_passkeys(session, staff_id):
            raise FactorRefused("You have no authenticator app here. Use your passkey.")
        raise FactorMissing("Set up a second factor under Security before you sign.")
    for factor in factors:
        if factor.locked_until and factor.locked_until > real_now:
            raise FactorLocked("Too many wrong codes. Wait 15 minutes and try again.")
        step = await _matching_step(session, factor, code.replace(" ", ""), real_now)
        if step is not None and step > factor.last_step:
            factor.last_step, factor.failures, factor.locked_until = step, 0, None
            return
    raise FactorRefused("That code is not right, or was used before. Wait for the next one and try again.")


async def bind_totp(session: AsyncSession, *, staff_id: UUID, secret: str, now: datetime) -> Factor:
    """Bind a TOTP secret (base32) to a member of staff."""
    box = await vault.box(session, staff_id, RecordClass.CONTACT)
    factor_id = uuid7()
    factor = Factor(
        id=factor_id,
        staff_id=staff_id,
        kind="totp",
        secret=box.seal(COLUMN, factor_id, secret),
        last_step=0,
        failures=0,
        created_at=now,
    )
    session.add(factor)
    return factor


async def put_challenge(
    session: AsyncSession, *, staff_id: UUID, purpose: Purpose, content: str, origin: str, real_now: datetime
) -> bytes:
    """Keep a fresh challenge for a passkey, good once and for five minutes, and for this content only."""
    gone = delete(Challenge).where(Challenge.staff_id == staff_id, Challenge.expires_at < real_now)
    await session.execute(gone)
    nonce = secrets.token_bytes(32)
    made = challenge_of(nonce, purpose, content)
    session.add(
        Challenge(
            id=uuid7(),
            staff_id=staff_id,
            purpose=purpose,
            challenge=made,
            nonce=nonce,
            origin=origin,
            expires_at=real_now + ANSWER_WITHIN,
        )
    )
    return made


async def take_challenge(
    session: AsyncSession,
    challenge: bytes,
    *,
    staff_id: UUID,
    purpose: Purpose,
    content: str,
    real_now: datetime,
) -> Challenge:
    """Use a challenge up, if it is this person's, for this purpose and for exactly this content.

    :raises PasskeyRefused: it is not, was used before, or is too old.
    """
    taken: Challenge | None = await session.scalar(
        update(Challenge)
        .where(
            Challenge.challenge == challenge,
            Challenge.staff_id == staff_id,
            Challenge.purpose == purpose,
            Challenge.used_at.is_(None),
            Challenge.expires_at > real_now,
        )
        .values(used_at=real_now)
        .returning(Challenge)
    )
    if taken is None:
        raise PasskeyRefused("That took too long, or was used before. Try again.")
    if not hmac.compare_digest(challenge_of(taken.nonce, purpose, content), challenge):
        raise PasskeyRefused(
            "Your passkey was asked about something else. Look at this again, then try again."
        )
    return taken


async def _answered(
    session: AsyncSession, staff_id: UUID, answer: str, purpose: Purpose, content: str, real_now: datetime
) -> None:
    asked = await take_challenge(
        session, challenge_in(answer), staff_id=staff_id, purpose=purpose, content=content, real_now=real_now
    )
    known = await queries.lock_passkey(session, staff_id, credential_id_in(answer))
    if known is None:
        raise PasskeyRefused("That passkey is not one of yours here.")
    known.sign_count = used(
        asked.origin,
        challenge=asked.challenge,
        answer=answer,
        credential=known.credential,
        sign_count=known.sign_count,
    )
    known.used_at = real_now


async def _matching_step(session: AsyncSession, factor: Factor, code: str, real_now: datetime) -> int | None:
    box = await vault.box(session, factor.staff_id, RecordClass.CONTACT)
    totp = totp_of(box.open(COLUMN, factor.id, factor.secret))
    current = int(real_now.timestamp()) // STEP
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(totp.generate(step * STEP), code.encode()):
            return step
    return None


def totp_of(secret: str) -> TOTP:
    """Return the generator of a base32 secret, with the parameters that authenticator apps assume."""
    padded = secret.upper() + "=" * (-len(secret) % 8)
    key = base64.b32decode(padded)
    return TOTP(key, DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303 - RFC 6238's default
