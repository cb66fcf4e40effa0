"""Reads of how patients want to be written to."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.notice.models import NoticeChoice

PHONE = "rx.notice_choice.phone_index"


async def find(session: AsyncSession, patient_id: UUID) -> NoticeChoice | None:
    """Return a patient's choice, if they made one: else English, by mail only."""
    return await session.get(NoticeChoice, patient_id)


async def lock_of_phone(session: AsyncSession, index: bytes) -> Sequence[NoticeChoice]:
    """Return the choices that agreed to texts to one number, locked in the order of their patients."""
    asked = select(NoticeChoice).where(NoticeChoice.phone_index == index).order_by(NoticeChoice.patient_id)
    return (await session.scalars(asked.with_for_update())).all()
