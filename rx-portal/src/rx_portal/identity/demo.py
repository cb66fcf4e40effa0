"""The demo clinic's staff, invited by the addresses of their demo logins, with a second factor that signs."""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from rx_portal.identity import service, steps
from rx_portal.identity.models import Factor, Staff
from rx_portal.identity.schemas import STAFF_ROLES
from rx_portal.kit.db import Sessions
from shared_lib.identity import Actor, Role

NAMES = {
    "clinician": "Dr. Ines Okafor",
    "clinician2": "Dr. Tomas Lindqvist",
    "pharmacist": "Priya Raman, PharmD",
    "admin": "Jo Alder",
    "compliance": "Sam Whitlock",
}


def logins() -> Mapping[str, Mapping[str, Any]]:
    """Return the demo logins of `DEMO_LOGINS_FILE` by name, or none where it is not set."""
    place = os.environ.get("DEMO_LOGINS_FILE")
    read: Mapping[str, Mapping[str, Any]] = json.loads(Path(place).read_text()) if place else {}
    return read


async def load(sessions: Sessions, now: datetime, *, issuer: str) -> None:
    """Invite whoever has a role at the desk, and bind their signing factor; a second time changes nothing."""
    for name, login in logins().items():
        role = name.rstrip("0123456789")
        if role not in {known.value for known in STAFF_ROLES}:
            continue
        async with sessions(info={"actor": Actor.system("demo")}) as session:
            staff = await service.invite(
                session,
                issuer=issuer,
                email=login["email"],
                name=NAMES.get(name, name.title()),
                roles=[Role(role)],
                now=now,
            )
        if secret := login.get("signing_totp_secret"):
            await _bind(sessions, staff, secret, now)


async def _bind(sessions: Sessions, staff: Staff, secret: str, now: datetime) -> None:
    async with sessions(info={"actor": Actor.system("demo")}) as session, session.begin():
        if await session.scalar(select(Factor.id).where(Factor.staff_id == staff.id)) is None:
            await steps.bind_totp(session, staff_id=staff.id, secret=secret, now=now)
