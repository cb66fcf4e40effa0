"""The demo clinicians' calendars and licences."""

from datetime import date, datetime, time
from uuid import UUID

from rx_portal.identity import queries as identity
from rx_portal.kit.db import Sessions
from rx_portal.visit import queries, service
from rx_portal.visit.schemas import WeeklyHours
from shared_lib.identity import Actor, Role

ZONES = ("America/New_York", "America/Los_Angeles", "America/Chicago")
LICENSED = ("AZ", "CA", "CO", "FL", "IL", "NY", "OR", "TX", "WA")
MINUTES = 30


async def load(sessions: Sessions, now: datetime) -> None:
    """Give every clinician who has no calendar weekly hours in a zone of their own, and licences."""
    async with sessions(info={"actor": Actor.system("demo")}) as session, session.begin():
        clinicians = [staff.id for staff in await identity.list_staff(session, Role.CLINICIAN)]
        bare = [each for each in clinicians if await queries.find_calendar(session, each) is None]
    for place, clinician_id in enumerate(bare):
        await _open(sessions, clinician_id, ZONES[place % len(ZONES)], now)


async def _open(sessions: Sessions, clinician_id: UUID, zone: str, now: datetime) -> None:
    clinician = Actor.person(str(clinician_id), Role.CLINICIAN)
    mornings = [WeeklyHours(weekday, time(8), time(12)) for weekday in range(7)]
    afternoons = [WeeklyHours(weekday, time(13), time(18)) for weekday in range(5)]
    async with sessions(info={"actor": clinician}) as session:
        await service.set_hours(
            session,
            clinician=clinician,
            zone=zone,
            minutes=MINUTES,
            hours=[*mornings, *afternoons],
            now=now,
        )
        for state in LICENSED:
            await service.record_licence(
                session,
                clinician_id=clinician_id,
                state=state,
                number=f"{state}-{clinician_id.hex[-6:].upper()}",
                expires_on=date(now.year + 2, 12, 31),
                actor=clinician,
                now=now,
            )
