"""What is said to an outside pharmacy is written down, whatever comes of it; and staff look at it."""

import json
import time
from collections.abc import Awaitable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.pharmacy.errors import PharmacyRefused, PharmacyUnavailable
from integrations.pharmacy.port import Fill, FillRequest
from rx_portal.dispensing import queries
from rx_portal.dispensing.models import Dispense, PharmacyExchange
from rx_portal.dispensing.schemas import Said
from rx_portal.dispensing.states import Direction, Outcome, Status, Verb
from rx_portal.kit import audit, outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from shared_lib.errors import Conflict
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

BODY = "rx.pharmacy_exchange.body"

ASKS = {Status.QUEUED: "dispensing.submit", Status.CANCELLING: "dispensing.cancel"}
"""Which job asks again for a fill that the pharmacy did not answer; for any other it is read."""


class NothingToAsk(Conflict):
    """The fill is the clinic's own, or it is over: there is no pharmacy to ask."""

    code = "nothing_to_ask"


async def exchange(
    session: AsyncSession,
    dispense: Dispense,
    verb: Verb,
    answer: Awaitable[Fill],
    *,
    now: datetime,
    request: FillRequest | None = None,
) -> Fill:
    """Return the pharmacy's answer, written down with how long it took; so is it where there is none.

    No transaction is open: this begins its own, after the call.

    :raises PharmacyUnavailable, PharmacyRefused: as the pharmacy did.
    """
    begun = time.monotonic()
    said: dict[str, Any] = {"asked": asdict(request) if request else None}
    row = PharmacyExchange(
        id=uuid7(),
        dispense_id=dispense.id,
        patient_id=dispense.patient_id,
        direction=Direction.OUT,
        verb=verb,
        at=now,
        vendor_id=dispense.fill_id,
    )
    try:
        fill = await answer
    except PharmacyRefused as refused:
        row.outcome, row.code = Outcome.REFUSED, refused.reason
        await _keep(session, row, said, begun)
        raise
    except PharmacyUnavailable as unavailable:
        row.outcome, row.code = Outcome.UNAVAILABLE, unavailable.code
        await _keep(session, row, said, begun)
        raise
    row.outcome, row.fill_status, row.vendor_id = Outcome.ANSWERED, fill.status, fill.id
    record = fill.dispense.decode() if fill.dispense else None
    await _keep(session, row, {**said, "answered": {**asdict(fill), "dispense": record}}, begun)
    return fill


async def told(session: AsyncSession, dispense: Dispense, *, event_id: str, now: datetime) -> None:
    """Write down that the pharmacy told of a fill; what is so is asked next. A transaction is open."""
    session.add(
        PharmacyExchange(
            id=uuid7(),
            dispense_id=dispense.id,
            patient_id=dispense.patient_id,
            direction=Direction.IN,
            verb=Verb.TELL,
            at=now,
            outcome=Outcome.ANSWERED,
            vendor_id=event_id,
        )
    )


async def exchanges(
    session: AsyncSession,
    *,
    reader: Actor,
    now: datetime,
    dispense_id: UUID | None = None,
    outcome: Outcome | None = None,
    direction: Direction | None = None,
) -> tuple[Sequence[PharmacyExchange], Sequence[PharmacyExchange]]:
    """Return what still fails, and then what was said last, of one fill or of all; nothing is opened."""
    async with session.begin():
        failing = await queries.failing_exchanges(session, dispense_id=dispense_id)
        found = await queries.list_exchanges(
            session, dispense_id=dispense_id, outcome=outcome, direction=direction
        )
        seen = [*failing, *found]
        shown = {f"dispense:{one.dispense_id}" for one in seen} | {
            f"patient:{one.patient_id}" for one in seen
        }
        await audit.record(
            session,
            actor=reader,
            action="pharmacy.list_exchanges",
            subject=f"dispense:{dispense_id}" if dispense_id else "list:exchanges",
            at=now,
            shown=sorted(shown),
        )
    return failing, found


async def references(session: AsyncSession, said: Sequence[PharmacyExchange]) -> dict[UUID, str]:
    """Return the reference of the order that each of these is about, by the fill."""
    async with session.begin():
        ids = await queries.order_ids(session, {one.dispense_id for one in said})
        known = await orders.by_id(session, list(ids.values()))
    return {fill: known[order].reference for fill, order in ids.items() if order in known}


async def open_exchange(session: AsyncSession, *, exchange_id: UUID, reader: Actor, now: datetime) -> Said:
    """Return an exchange with its words opened, and remember who looked.

    :raises ExchangeNotFound: there is none.
    """
    async with session.begin():
        found = await queries.get_exchange(session, exchange_id)
        box = await vault.box(session, found.patient_id, RecordClass.DISPENSING)
        body = box.open(BODY, found.id, found.body) if found.body else ""
        await audit.record(
            session,
            actor=reader,
            action="pharmacy.read_exchange",
            subject=found.ref,
            at=now,
            patient_id=found.patient_id,
            shown=[f"dispense:{found.dispense_id}"],
        )
    return Said(found, body)


async def ask_again(session: AsyncSession, *, dispense_id: UUID, actor: Actor, now: datetime) -> None:
    """Have the pharmacy asked at once for what it did not answer; a repetition is under the same key.

    :raises DispenseNotFound: there is no such fill.
    :raises NothingToAsk: there is no pharmacy to ask about it.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
        status = Status(dispense.status)
        if dispense.pharmacy == "dispensary" or (dispense.fill_id is None and status not in ASKS):
            raise NothingToAsk("There is no outside pharmacy to ask about this fill.")
        await outbox.put_job(session, ASKS.get(status, "dispensing.ask"), dispense.id, now=now)
        await audit.record(
            session,
            actor=actor,
            action="pharmacy.ask_again",
            subject=dispense.ref,
            at=now,
            patient_id=dispense.patient_id,
            changes={"status": dispense.status},
        )


async def _keep(session: AsyncSession, row: PharmacyExchange, said: dict[str, Any], begun: float) -> None:
    row.duration_ms = round((time.monotonic() - begun) * 1000)
    async with session.begin():
        box = await vault.box(session, row.patient_id, RecordClass.DISPENSING)
        row.body = box.seal(BODY, row.id, json.dumps(said, default=str, indent=1))
        session.add(row)
