"""The zone in which a member of staff's screens show times: their own, or else that of their calendar."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries as identity
from rx_portal.visit import queries as visits
from shared_lib.identity import Actor


async def zone_of(session: AsyncSession, clinician: Actor) -> str:
    """Return an IANA zone."""
    async with session.begin():
        own = await identity.own_zone(session, UUID(clinician.id))
        if own is not None:
            return own
        calendar = await visits.find_calendar(session, UUID(clinician.id))
    return calendar.zone if calendar else identity.CLINIC_ZONE
