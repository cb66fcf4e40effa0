"""The zone in which a member of staff's screens show times: their own, or else that of their calendar."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.visit import queries
from shared_lib.identity import Actor


async def zone_of(session: AsyncSession, *, staff: Actor) -> str:
    """Return an IANA zone; the clinic's for whoever chose none and keeps no calendar."""
    async with session.begin():
        own = await identity.own_zone(session, UUID(staff.id))
        if own is not None:
            return own
        calendar = await queries.find_calendar(session, UUID(staff.id))
    return calendar.zone if calendar else identity.CLINIC_ZONE
