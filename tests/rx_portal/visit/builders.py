"""Clinicians with hours and licences, and patients who need a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from rx_portal.identity import queries as identity
from rx_portal.kit.db import Sessions
from rx_portal.visit import service
from rx_portal.visit.models import Visit
from rx_portal.visit.schemas import Attested, Requirement, SlotChoice, WeeklyHours
from rx_portal.visit.window import instant
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import Person, SignIn

ZONE = "America/New_York"
EVERY_DAY = [WeeklyHours(weekday, time(9), time(17)) for weekday in range(7)]
HERE = Attested("NY", identity=True)


@dataclass(frozen=True)
class Clinic:
    """Makes what a test needs, and acts in sessions of its own."""

    sessions: Sessions
    sign_in: SignIn
    now: datetime

    async def a_clinician(
        self,
        *,
        state: str | None = "NY",
        expires_on: date = date(2027, 12, 31),
        hours: Sequence[WeeklyHours] = EVERY_DAY,
        zone: str = ZONE,
        name: str = "Dr. Ines Okafor",
    ) -> Person:
        made = await self.sign_in(None, Role.CLINICIAN, name)
        async with self.sessions(info={"actor": made.actor}) as session:
            await service.set_hours(
                session, clinician=made.actor, zone=zone, minutes=30, hours=hours, now=self.now
            )
            if state:
                await service.record_licence(
                    session,
                    clinician_id=made.id,
                    state=state,
                    number=f"{state}-1",
                    expires_on=expires_on,
                    actor=made.actor,
                    now=self.now,
                )
        return made

    async def a_visit(
        self, *, state: str = "NY", zone: str = ZONE, patient: Person | None = None
    ) -> tuple[Visit, Person]:
        patient = patient or await self.sign_in(None, Role.PATIENT)
        actor = Actor.system("visit.require")
        async with self.sessions(info={"actor": actor}) as session:
            async with session.begin():
                number = (await identity.get_patient(session, patient.id)).number
            needed = Requirement(
                visit_id=uuid7(),
                enrollment_id=uuid7(),
                patient_id=patient.id,
                patient_number=number,
                product="semaglutide-weekly",
                state=state,
                zone=zone,
                forced=False,
                assessed_at=self.now,
            )
            return await service.require(session, needed=needed, actor=actor, now=self.now), patient

    async def hold(self, visit: Visit, patient: Person, clinician_id: UUID, starts_at: datetime) -> Visit:
        async with self.sessions(info={"actor": patient.actor}) as session:
            return await service.hold(
                session,
                visit_id=visit.id,
                patient=patient.actor,
                choice=SlotChoice(clinician_id, starts_at),
                now=self.now,
            )

    async def book(
        self, visit: Visit, patient: Person, *, attested: Attested = HERE, after: timedelta = timedelta()
    ) -> Visit:
        async with self.sessions(info={"actor": patient.actor}) as session:
            return await service.book(
                session, visit_id=visit.id, patient=patient.actor, attested=attested, now=self.now + after
            )

    async def a_booked_visit(self, *, starts_at: datetime | None = None) -> tuple[Visit, Person, Person]:
        clinician = await self.a_clinician()
        visit, patient = await self.a_visit()
        await self.hold(visit, patient, clinician.id, starts_at or at(3, 10))
        return await self.book(visit, patient), patient, clinician


def at(day: int, hour: int, minute: int = 0, *, month: int = 12) -> datetime:
    """Return a time in December 2026 on the wall in New York."""
    return instant(date(2026, month, day), time(hour, minute), ZONE)
