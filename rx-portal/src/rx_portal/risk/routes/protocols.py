"""Protocols for programs of those who write them: drafted by one, published by another."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.risk import service
from rx_portal.risk.models import ProtocolRow
from rx_portal.risk.schemas import ProtocolOut
from shared_lib.identity import Actor, Scope

API = "/api/v1/protocols"


@get(API, opt=needs(Scope.PROTOCOL_EDIT), tags=["risk"])
async def list_api(session: NamedDependency[AsyncSession]) -> list[ProtocolOut]:
    """List every version of every protocol, by key, the newest first."""
    return [_out(row) for row in await service.list_protocols(session)]


@post(API, opt=needs(Scope.PROTOCOL_EDIT), tags=["risk"])
async def draft_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    data: JSONBody[dict[str, Any]],
) -> ProtocolOut:
    """Keep a new version of a protocol as a draft."""
    return _out(await service.draft(session, content=data, author=actor, now=now))


@post(API + "/{protocol_id:uuid}/publish", opt=needs(Scope.PROTOCOL_PUBLISH), tags=["risk"], status_code=200)
async def publish_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    protocol_id: FromPath[UUID],
) -> ProtocolOut:
    """Let a draft decide from now on; its author may not do this."""
    return _out(await service.publish(session, protocol_id=protocol_id, publisher=actor, now=now))


@post(API + "/{protocol_id:uuid}/discard", opt=needs(Scope.PROTOCOL_EDIT), tags=["risk"], status_code=200)
async def discard_api(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    protocol_id: FromPath[UUID],
) -> ProtocolOut:
    """Give up a draft."""
    return _out(await service.discard(session, protocol_id=protocol_id, actor=actor, now=now))


def _out(row: ProtocolRow) -> ProtocolOut:
    return ProtocolOut(
        row.id, row.key, row.version, row.status, row.content, row.drafted_at, row.published_at
    )


handlers = [list_api, draft_api, publish_api, discard_api]
