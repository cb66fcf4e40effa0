"""A draft is written on by its author alone; whoever else wants to change it makes a draft of their own."""

import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary import queries as formulary
from rx_portal.intake import queries as intake
from rx_portal.intake.questionnaire import Questionnaire
from rx_portal.kit import audit
from rx_portal.risk import queries
from rx_portal.risk.errors import KeyMismatch, NotYourDraft, RevisedMeanwhile
from rx_portal.risk.evaluator import parse
from rx_portal.risk.models import ProtocolRow
from rx_portal.risk.schemas import Versions
from rx_portal.risk.states import IllegalMove, Status
from shared_lib.audit.canonical import Value
from shared_lib.identity import Actor


def digest(content: dict[str, Any]) -> str:
    """Return what tells one state of a draft from another."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


async def revise(
    session: AsyncSession,
    *,
    protocol_id: UUID,
    content: dict[str, Any],
    seen: str,
    author: Actor,
    now: datetime,
) -> ProtocolRow:
    """Replace what a draft says. `seen` is the digest of what its author began to write on.

    :raises ProtocolNotFound: there is none with this id.
    :raises NotYourDraft: somebody else wrote it.
    :raises IllegalMove: it is no draft any more.
    :raises RevisedMeanwhile: it says something else by now, from another window of the author's.
    :raises MalformedProtocol: it could not be applied exactly as it is written.
    :raises KeyMismatch: it is another protocol.
    """
    protocol = parse(content)
    async with session.begin():
        row = await queries.lock_protocol(session, protocol_id)
        _may_write(row, author)
        if protocol.key != row.key:
            raise KeyMismatch("A draft stays a draft of the protocol that it was made for.")
        if digest(row.content) == digest(content):
            return row
        if digest(row.content) != seen:
            raise RevisedMeanwhile("This draft was saved from another window. Open it again and compare.")
        row.content = content
        changes: dict[str, Value] = {"key": row.key, "version": row.version, "digest": digest(content)}
        await audit.record(
            session, actor=author, action="protocol.revise", subject=row.ref, at=now, changes=changes
        )
    return row


async def look_at_version(session: AsyncSession, *, protocol_id: UUID) -> Versions:
    """Return a version, the one that decides now, and the questionnaire that its facts come from.

    :raises ProtocolNotFound: there is none with this id.
    """
    async with session.begin():
        row = await queries.get_protocol(session, protocol_id)
        return Versions(
            row=row,
            current=await queries.find_current(session, row.key),
            others=[each for each in await queries.list_protocols(session) if each.key == row.key],
            digest=digest(row.content),
            questionnaire=await _questionnaire(session, row.key, row.drafted_at),
        )


async def _questionnaire(session: AsyncSession, key: str, at: datetime) -> Questionnaire | None:
    offered = await formulary.list_offerings(session, protocol=key, on=at.date())
    if not offered:
        return None
    asked = await intake.latest_questionnaire(session, offered[0].questionnaire)
    return await intake.questionnaire(session, asked.id)


def _may_write(row: ProtocolRow, author: Actor) -> None:
    if row.status is not Status.DRAFT:
        raise IllegalMove(f"A {row.status.value} protocol does not change; draft a new version.")
    if row.author_id != author.id:
        raise NotYourDraft("Somebody else wrote this draft. Make a draft of your own from it.")
