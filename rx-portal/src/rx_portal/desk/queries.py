"""The audit record, as those who may read it see it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk.schemas import Logged
from rx_portal.kit.db import run
from shared_lib import audit
from shared_lib.statement import Statement

_NEWEST = """
SELECT id, at, recorded_at, actor, actor_role, action, subject, purpose, request_id
  FROM audit.event ORDER BY id DESC LIMIT 100
"""


async def list_entries(session: AsyncSession, *, about: str) -> Sequence[Logged]:
    """Return the newest hundred entries about a subject (`patient:...`); empty is about everything."""
    rows = await run(session, audit.about(about) if about else Statement(_NEWEST))
    return [
        Logged(at=at, actor=actor, role=role, action=action, subject=subject, purpose=purpose)
        for _, at, _, actor, role, action, subject, purpose, _ in rows
    ]
