"""The zone in which a member of staff's screens show times: their own, or else that of their calendar."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.visit import queries
from shared_lib.identity import Actor


async def zone_of(session: AsyncSession, *, staff: Actor) -> str:
    """Return an IANA zone; the clinic's for whoever chose none and keeps no calendar."""
    async with session.begin():
        found: str | None = await session.scalar(select(queries.screen_zone(UUID(staff.id))))
    return found or identity.CLINIC_ZONE
