"""Patients, staff, their sessions, logins under way, and the second factors that sign."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base


class Patient(Base):
    """Somebody who signed in as a patient; `number` serves exclusion constraints only."""

    __tablename__ = "patient"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    subject_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    email: Mapped[bytes | None] = mapped_column(LargeBinary)
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class Staff(Base):
    """Somebody who works at the clinic, with the roles that their provider's groups gave them last.

    An administrator invites by e-mail; `subject` is known from the first login on. `zone` is in which
    their screens show times; None is the clinic's.
    """

    __tablename__ = "staff"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    issuer: Mapped[str]
    subject: Mapped[str | None]
    email: Mapped[str]
    name: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    zone: Mapped[str | None]
    active: Mapped[bool]
    created_at: Mapped[datetime]


class LoginSession(Base):
    """A browser that is signed in; only the hash of its token is kept. All its times are real."""

    __tablename__ = "login_session"

    id_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    patient_id: Mapped[UUID | None]
    staff_id: Mapped[UUID | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    auth_time: Mapped[datetime]
    amr: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    started_at: Mapped[datetime]
    idle_until: Mapped[datetime]
    absolute_until: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class LoginAttempt(Base):
    """A login under way: what the provider's answer must match, once, in the browser that began it."""

    __tablename__ = "login_attempt"

    state_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    kind: Mapped[str]
    nonce: Mapped[str]
    verifier: Mapped[str]
    next_path: Mapped[str]
    expires_at: Mapped[datetime]


class Factor(Base):
    """A second factor bound to one member of staff here, whatever their provider asked of them."""

    __tablename__ = "factor"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID]
    kind: Mapped[str]
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Passkey(Base):
    """A passkey of one member of staff. `credential` is WebAuthn's attested credential data: its key."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID]
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Challenge(Base):
    """What one passkey answers once: made from `nonce`, the purpose and the exact content that it is for."""

    __tablename__ = "passkey_challenge"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID]
    purpose: Mapped[str]
    challenge: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    origin: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Enrolment(Base):
    """An administrator's word that somebody may add their first factor; only the code's hash is kept."""

    __tablename__ = "factor_enrolment"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    issued_by: Mapped[UUID]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
