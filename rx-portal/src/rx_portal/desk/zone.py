"""The zone in which a clinician's screens show times: that of their own calendar."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.visit import queries as visits
from rx_portal.visit.zones import DEFAULT
from shared_lib.identity import Actor


async def zone_of(session: AsyncSession, clinician: Actor) -> str:
    """Return an IANA zone."""
    async with session.begin():
        calendar = await visits.find_calendar(session, UUID(clinician.id))
    return calendar.zone if calendar else DEFAULT
