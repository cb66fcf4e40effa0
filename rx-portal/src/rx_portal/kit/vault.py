"""The vault: one data key per patient and record class, and a box that seals and opens with it.

Erasing a record means destroying its keys; what they sealed can then be read by nobody, in any copy.
"""

import time
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import CheckConstraint, LargeBinary, PrimaryKeyConstraint, Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, SessionTransaction, mapped_column

from rx_portal.kit.db import Base
from shared_lib.vault import (
    DataKey,
    KeyUnavailable,
    Place,
    Tampered,
    Wrapped,
    new_data_key,
    open_,
    seal,
    unwrap,
)

CACHED_SECONDS = 300
CACHED_KEYS = 10_000


class RecordClass(StrEnum):
    """Why something is kept, and so for how long."""

    CLINICAL = "clinical"
    DISPENSING = "dispensing"
    CONTACT = "contact"
    MARKETING = "marketing"


class DataKeyRow(Base):
    """A wrapped data key; a destroyed one has no blob."""

    __tablename__ = "data_key"
    __table_args__ = (
        PrimaryKeyConstraint("patient_id", "record_class", "version"),
        CheckConstraint("(blob IS NULL) = (destroyed_at IS NOT NULL)", name="destroyed"),
    )

    patient_id: Mapped[UUID]
    record_class: Mapped[str]
    version: Mapped[int]
    kek_id: Mapped[str]
    blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    retain_until: Mapped[datetime | None]
    legal_hold: Mapped[bool]
    destroyed_at: Mapped[datetime | None]


_KEYS = (
    select(DataKeyRow.record_class, DataKeyRow.version, DataKeyRow.kek_id, DataKeyRow.blob)
    .where(DataKeyRow.patient_id == bindparam("patient_id"))
    .order_by(DataKeyRow.version)
)
_Kept = Row[str, int, str, bytes | None]


class Box:
    """Seals and opens the values of one patient and record class."""

    def __init__(self, key: DataKey) -> None:
        self._key = key

    def seal(self, column: str, row_id: object, text: str) -> bytes:
        """Return `text` sealed for `column` (`rx.table.column`) of one row."""
        return seal(self._key, Place(column, str(row_id)), text.encode())

    def open(self, column: str, row_id: object, sealed: bytes) -> str:
        """Return the text that was sealed for this column and row.

        :raises Tampered: it was altered or moved.
        """
        return self.open_bytes(column, row_id, sealed).decode()

    def seal_bytes(self, column: str, row_id: object, plain: bytes) -> bytes:
        """Return the bytes of a file sealed for `column` of one row."""
        return seal(self._key, Place(column, str(row_id)), plain)

    def open_bytes(self, column: str, row_id: object, sealed: bytes) -> bytes:
        """Return the bytes that were sealed for this column and row.

        :raises Tampered: they were altered or moved.
        """
        return open_(self._key, Place(column, str(row_id)), sealed)


class Vault:
    """Holds the key-encryption keys, and unwrapped data keys for a few minutes."""

    def __init__(self, kek_id: str, keks: dict[str, bytes]) -> None:
        self._kek_id = kek_id
        self._keks = keks
        self._cache: dict[str, tuple[float, DataKey]] = {}
        self._unsaved: WeakKeyDictionary[SessionTransaction, dict[str, DataKey]] = WeakKeyDictionary()

    async def box(self, session: AsyncSession, patient_id: UUID, kind: RecordClass) -> Box:
        """Return the box of a patient's record class, making its key the first time.

        :raises KeyUnavailable: the key was destroyed.
        """
        owner = _owner(patient_id, kind)
        cached = self._cache.get(owner)
        if cached and cached[0] > time.monotonic():
            return Box(cached[1])
        unsaved = self._unsaved_of(session)
        if owner in unsaved:
            return Box(unsaved[owner])
        found = await self._load(session, patient_id)
        if kind in found:
            return Box(self._open(owner, found[kind]))
        unsaved[owner] = await self._make(session, patient_id, kind, owner)
        return Box(unsaved[owner])

    def forget(self, patient_id: UUID) -> None:
        """Drop a patient's keys from memory, as when they were destroyed."""
        for kind in RecordClass:
            self._cache.pop(_owner(patient_id, kind), None)

    def _unsaved_of(self, session: AsyncSession) -> dict[str, DataKey]:
        """Return the keys made in this transaction; until it commits, nobody else may use them."""
        transaction = session.sync_session.get_transaction()
        return self._unsaved.setdefault(transaction, {}) if transaction else {}

    async def _load(self, session: AsyncSession, patient_id: UUID) -> dict[str, _Kept]:
        """Return a patient's newest keys by record class and remember them: who reads one soon reads more."""
        rows = await session.execute(_KEYS, {"patient_id": patient_id})
        newest = {row.record_class: row for row in rows}
        unsaved = self._unsaved_of(session)
        for kind, row in newest.items():
            owner = _owner(patient_id, kind)
            if owner not in unsaved:
                with suppress(KeyUnavailable, Tampered):  # which stops those who ask for this one
                    self._remember(owner, self._open(owner, row))
        return newest

    async def _make(self, session: AsyncSession, patient_id: UUID, kind: RecordClass, owner: str) -> DataKey:
        key, wrapped = new_data_key(owner, 1, kek_id=self._kek_id, kek=self._keks[self._kek_id])
        made = await session.scalar(
            insert(DataKeyRow)
            .values(
                patient_id=patient_id,
                record_class=kind,
                version=1,
                kek_id=wrapped.kek_id,
                blob=wrapped.blob,
                legal_hold=False,
            )
            .on_conflict_do_nothing()
            .returning(DataKeyRow.version)
        )
        if made:
            return key
        found = await self._load(session, patient_id)
        if kind not in found:
            raise KeyUnavailable("The data key could neither be made nor read.")
        return self._open(owner, found[kind])

    def _open(self, owner: str, row: _Kept) -> DataKey:
        if row.blob is None:
            raise KeyUnavailable("The data key was destroyed.")
        return unwrap(Wrapped(owner, row.version, row.kek_id, row.blob), self._keks)

    def _remember(self, owner: str, key: DataKey) -> None:
        if len(self._cache) >= CACHED_KEYS:
            self._cache.clear()
        self._cache[owner] = (time.monotonic() + CACHED_SECONDS, key)


def _owner(patient_id: UUID, kind: str) -> str:
    return f"{patient_id}:{kind}"


_vault: Vault | None = None


def unlock(kek: bytes, *, kek_id: str = "k1") -> None:
    """Open the process's vault with the key-encryption key; done once at start."""
    global _vault  # noqa: PLW0603 - one process holds one key
    _vault = Vault(kek_id, {kek_id: kek})


async def box(session: AsyncSession, patient_id: UUID, kind: RecordClass) -> Box:
    """Return the box of a patient's record class.

    :raises KeyUnavailable: the vault is locked, or the key was destroyed.
    """
    return await opened().box(session, patient_id, kind)


def opened() -> Vault:
    """Return the process's vault.

    :raises KeyUnavailable: it was not unlocked.
    """
    if _vault is None:
        raise KeyUnavailable("The vault is locked.")
    return _vault
