"""The demo clinic's formulary: six products, two pharmacies, and the states it works in.

The clinic and its pharmacies are fictional. State rules are noted down as a clinic's lawyer might, to show
every modality at work; they are no statement of any state's law.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary.demo.offerings import OFFERINGS
from rx_portal.formulary.models import (
    ConsentTextRow,
    OfferingRow,
    PharmacyRow,
    PharmacyStateRow,
    StateRuleRow,
)
from rx_portal.formulary.states import Modality, PharmacyKind
from rx_portal.kit import audit
from rx_portal.kit.db import Base, Sessions
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

SINCE = date(2026, 1, 1)
_ANY, _VIDEO, _PERSON = Modality.ASYNCHRONOUS, Modality.SYNCHRONOUS_VIDEO, Modality.IN_PERSON

STATES = {
    "AZ": (_ANY, "general-1", True),
    "CA": (_ANY, "general-1", False),
    "CO": (_VIDEO, "general-1", True),
    "FL": (_ANY, "general-1", True),
    "IL": (_ANY, "general-1", True),
    "MS": (_PERSON, "general-1", True),
    "NY": (_ANY, "general-1", False),
    "OR": (_ANY, "general-1", True),
    "TX": (_VIDEO, "recorded-1", False),
    "WA": (_ANY, "general-1", True),
}
"""Modality, consent text, and whether a physician may dispense. A state that is not here refuses."""

SHIPS = {
    "dispensary": ("AZ", "CA", "CO", "FL", "IL", "NY", "OR", "WA"),
    "outside": ("AZ", "CA", "CO", "FL", "IL", "NY", "OR", "TX", "WA"),
}

_GENERAL = """A clinician licensed in your state looks at your answers. They may decide on them, ask you for \
more, or ask to see you by video. They may also say no.

You can stop at any time. You can see somebody in person instead, but then we cannot help you here.

Care at a distance has limits. Nobody can examine you, and technology can fail. In an emergency call 911.

We keep what you tell us in your medical record. Those who treat you and the pharmacy that fills your \
prescription see what they need, and nobody else. You can see who looked.

You pay nothing until a clinician has approved."""

TEXTS = {
    "general-1": ("Care at a distance", _GENERAL),
    "recorded-1": (
        "Care at a distance",
        _GENERAL
        + "\n\nWhere you live, we also have to tell you how to complain: write to your state's medical "
        "board. Its address is on the last page of every visit summary.",
    ),
}


async def load(sessions: Sessions, now: datetime) -> None:
    """Add whatever of the demo formulary is not there yet; what a person changed stays as it is."""
    actor = Actor.system("demo")
    async with sessions(info={"actor": actor}) as session, session.begin():
        for version, (title, body) in TEXTS.items():
            await _add(session, ConsentTextRow, version=version, title=title, body=body)
        await _add(
            session,
            PharmacyRow,
            key="dispensary",
            name="Alder & Vale Dispensary",
            kind=PharmacyKind.DISPENSARY,
            address="400 Alder Street, Portland, OR 97205",
            phone="(503) 555-0140",
        )
        await _add(
            session, PharmacyRow, key="outside", name="Rowan Street Pharmacy", kind=PharmacyKind.OUTSIDE
        )
        for state, (modality, text, dispensing) in STATES.items():
            await _add(
                session,
                StateRuleRow,
                id=uuid7(),
                state=state,
                modality=modality,
                consent_version=text,
                licence_required=f"A full licence of {state} to practise medicine or nursing",
                physician_dispensing=dispensing,
                source=f"Alder & Vale state matrix 2026.1, {state}",
                valid_from=SINCE,
                valid_until=None,
            )
        for pharmacy, states in SHIPS.items():
            for state in states:
                await _add(
                    session,
                    PharmacyStateRow,
                    id=uuid7(),
                    pharmacy=pharmacy,
                    state=state,
                    valid_from=SINCE,
                    valid_until=None,
                )
        for offering in OFFERINGS:
            await _add(session, OfferingRow, offered_from=SINCE, offered_until=None, **offering)
        await audit.record(
            session, actor=actor, action="formulary.load_demo", subject="formulary:demo", at=now, changes={}
        )


async def _add(session: AsyncSession, table: type[Base], **values: Any) -> None:
    await session.execute(insert(table).values(**values).on_conflict_do_nothing())
