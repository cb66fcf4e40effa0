"""Patients of a running clinic, as its own code makes them: `python -m tests.invariants.running.people 20 3`.

Prints how they get in, as JSON: so many with a signed prescription of an outside pharmacy's drug, and then so
many with a booked visit. Runs in the portal's environment, apart from the tests' own process and its vault.
"""

import asyncio
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from rx_portal.enrollment import steps as enrollment
from rx_portal.identity.schemas import Proof
from rx_portal.kit import clock, vault
from rx_portal.kit import settings as settings_module
from rx_portal.kit.db import engine_for, sessions_for
from rx_portal.kit.settings import Settings
from rx_portal.prescription.schemas import Signing, Written
from rx_portal.prescription.signature import signer_at
from tests.rx_portal.conftest import Person, door
from tests.rx_portal.prescription.test_signing import code, shown, sign
from tests.rx_portal.review.builders import PROFILE, SYSTEM, Desk
from tests.rx_portal.visit.builders import Clinic

PRODUCT = "semaglutide-weekly"


async def a_patient(desk: Desk, settings: Settings) -> dict[str, str]:
    """A patient whose prescription was just signed."""
    clinician = await desk.a_clinician()
    review, patient = await desk.a_claimed_case(clinician, product=PRODUCT)
    email = f"p{patient.id.hex}@example.com"
    async with desk.sessions(info={"actor": SYSTEM}) as session, session.begin():
        await enrollment.keep_profile(session, patient.id, replace(PROFILE, email=email), now=desk.now)
    written = Written(await directions(desk))
    digest = await shown(desk, review, clinician, written)
    signer = signer_at(Path(settings.signing_key_file))
    signed = await sign(desk, review, clinician, signer, Signing(Proof(code()), digest), written)
    return told(patient) | {"prescription": str(signed.id), "email": email}


async def directions(desk: Desk) -> str:
    async with desk.sessions(info={"actor": SYSTEM}) as session, session.begin():
        first = text("SELECT directions -> 0 ->> 'code' FROM rx.offering WHERE product = :product")
        return str(await session.scalar(first, {"product": PRODUCT}))


async def a_visitor(clinic: Clinic) -> dict[str, str]:
    """A patient whose visit was just booked."""
    clinician = await clinic.a_clinician()
    visit, patient = await clinic.a_visit()
    tomorrow = (clinic.now + timedelta(days=1)).replace(hour=16, minute=0, second=0, microsecond=0)
    await clinic.hold(visit, patient, clinician.id, tomorrow)
    await clinic.book(visit, patient)
    return told(patient) | {"visit": str(visit.id)}


def told(person: Person) -> dict[str, str]:
    return {"id": str(person.id), "csrf": person.csrf, "token": person.token}


async def main(paying: int, visiting: int) -> None:
    settings = settings_module.load()
    vault.unlock(settings.vault_key)
    engine = engine_for(settings.database_url)
    sessions = sessions_for(engine)
    desk = Desk(sessions, door(sessions, settings), clock.now(settings))
    people = [await a_patient(desk, settings) for _ in range(paying)]
    visitors = [await a_visitor(desk.visits) for _ in range(visiting)]
    await engine.dispose()
    sys.stdout.write(json.dumps({"people": people, "visitors": visitors}))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
