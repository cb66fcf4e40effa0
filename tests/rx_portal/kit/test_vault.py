"""A data key is used by everybody once it is kept, and by nobody where its transaction came to nothing."""

from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from shared_lib.ids import uuid7

COLUMN = "rx.rx_order.delivery"


class Undone(Exception):
    """What makes a verb come to nothing."""


async def undone(session: AsyncSession, patient: UUID) -> None:
    async with session.begin():
        for _ in range(2):
            await vault.box(session, patient, RecordClass.CONTACT)
        raise Undone


async def test_a_key_that_was_rolled_back_seals_nothing_more(clinic: AsyncSession) -> None:
    patient, row = uuid7(), uuid7()
    with pytest.raises(Undone):
        await undone(clinic, patient)

    async with clinic.begin():
        sealed = (await vault.box(clinic, patient, RecordClass.CONTACT)).seal(COLUMN, row, "12 Alder Lane")

    vault.opened().forget(patient)
    async with clinic.begin():
        opened = await vault.box(clinic, patient, RecordClass.CONTACT)
        assert opened.open(COLUMN, row, sealed) == "12 Alder Lane"


async def test_a_key_is_the_same_throughout_its_transaction(clinic: AsyncSession) -> None:
    patient, row = uuid7(), uuid7()

    async with clinic.begin():
        sealed = (await vault.box(clinic, patient, RecordClass.CLINICAL)).seal(COLUMN, row, "words")
        again = await vault.box(clinic, patient, RecordClass.CLINICAL)
        assert again.open(COLUMN, row, sealed) == "words"
