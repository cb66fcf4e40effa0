"""A protocol is drafted by one person and published by another; after that nobody changes it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary import queries as formulary
from rx_portal.intake import queries as intake
from rx_portal.kit import audit
from rx_portal.risk import queries, reading
from rx_portal.risk.errors import SamePerson
from rx_portal.risk.evaluator import Protocol, parse
from rx_portal.risk.models import ProtocolRow, ProtocolStep
from rx_portal.risk.states import Move, Status, advance
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


async def draft(
    session: AsyncSession, *, content: dict[str, Any], author: Actor, now: datetime
) -> ProtocolRow:
    """Keep a new version of a protocol, which decides nothing until a second person has published it.

    :raises MalformedProtocol: it could not be applied exactly as it is written.
    """
    protocol = parse(content)
    async with session.begin():
        row = ProtocolRow(
            id=uuid7(),
            key=protocol.key,
            version=await queries.next_version(session, protocol.key),
            content=content,
            status=Status.DRAFT,
            author_id=author.id,
            publisher_id=None,
            drafted_at=now,
            published_at=None,
        )
        session.add(row)
        await _record(session, row, "protocol.draft", author, now)
    return row


async def list_protocols(session: AsyncSession) -> Sequence[ProtocolRow]:
    """Return every version of every protocol, by key, the newest first."""
    async with session.begin():
        return await queries.list_protocols(session)


async def publish(
    session: AsyncSession, *, protocol_id: UUID, publisher: Actor, now: datetime
) -> ProtocolRow:
    """Let a drafted protocol decide from now on.

    :raises ProtocolNotFound: there is none with this id.
    :raises SamePerson: its author may not publish it.
    :raises IllegalMove: it is no draft.
    :raises MalformedProtocol: a questionnaire of what is offered under it does not ask for all that it reads.
    """
    async with session.begin():
        row = await queries.lock_protocol(session, protocol_id)
        if row.author_id == publisher.id:
            raise SamePerson("Somebody else has to publish what you wrote.")
        await _check_fits(session, parse(row.content), now)
        _move(session, row, Move.PUBLISH, publisher, now)
        row.publisher_id, row.published_at = publisher.id, now
        await _record(session, row, "protocol.publish", publisher, now)
    return row


async def discard(session: AsyncSession, *, protocol_id: UUID, actor: Actor, now: datetime) -> ProtocolRow:
    """Give up a drafted protocol.

    :raises ProtocolNotFound: there is none with this id.
    :raises IllegalMove: it is no draft.
    """
    async with session.begin():
        row = await queries.lock_protocol(session, protocol_id)
        _move(session, row, Move.DISCARD, actor, now)
        await _record(session, row, "protocol.discard", actor, now)
    return row


async def _check_fits(session: AsyncSession, protocol: Protocol, now: datetime) -> None:
    for offering in await formulary.list_offerings(session, protocol=protocol.key, on=now.date()):
        asked = await intake.latest_questionnaire(session, offering.questionnaire)
        reading.check_fit(protocol, await intake.questionnaire(session, asked.id))


def _move(session: AsyncSession, row: ProtocolRow, move: Move, actor: Actor, now: datetime) -> None:
    before = row.status
    row.status = advance(before, move)
    session.add(ProtocolStep.of(row, move, before, actor=actor, at=now))


async def _record(session: AsyncSession, row: ProtocolRow, action: str, actor: Actor, now: datetime) -> None:
    await audit.record(
        session,
        actor=actor,
        action=action,
        subject=row.ref,
        at=now,
        changes={"key": row.key, "version": row.version, "status": row.status.value},
    )
