"""The second factor at the moment of a signature, as a part of the verb that signs."""

import base64
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries
from rx_portal.identity.models import Factor
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from shared_lib.errors import Conflict, Invalid
from shared_lib.ids import uuid7

STEP = 30
DIGITS = 6
FAILURES = 5
LOCKED = timedelta(minutes=15)
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


async def require_factor(session: AsyncSession, *, staff_id: UUID, code: str, real_now: datetime) -> None:
    """Take the signer's one-time code, so that this transaction may sign; a code serves once (RFC 6238).

    A wrong code is counted outside this transaction by `service.count_failure`, for this one is undone.

    :raises FactorMissing: none is bound to this person here.
    :raises FactorLocked: there were too many wrong codes a short while ago.
    :raises FactorRefused: the code does not hold.
    """
    factors = await queries.lock_factors(session, staff_id)
    if not factors:
        raise FactorMissing("Set up a second factor in this portal before you sign.")
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


async def _matching_step(session: AsyncSession, factor: Factor, code: str, real_now: datetime) -> int | None:
    box = await vault.box(session, factor.staff_id, RecordClass.CONTACT)
    totp = totp_of(box.open(COLUMN, factor.id, factor.secret))
    current = int(real_now.timestamp()) // STEP
    for step in (current, current - 1):
        if hmac.compare_digest(totp.generate(step * STEP), code.encode()):
            return step
    return None


def totp_of(secret: str) -> TOTP:
    """Return the generator of a base32 secret, with the parameters that authenticator apps assume."""
    padded = secret.upper() + "=" * (-len(secret) % 8)
    key = base64.b32decode(padded)
    return TOTP(key, DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303 - RFC 6238's default
