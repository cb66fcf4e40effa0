"""Views of the queue that a clinician keeps under a name: saved, shared, first, removed, brought back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.review.errors import ReasonMissing, ViewNotFound
from rx_portal.review.models import View
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

NAME_LENGTH = 40


async def save_view(
    session: AsyncSession,
    *,
    clinician: Actor,
    name: str,
    query: str,
    first: bool,
    shared: bool,
    now: datetime,
) -> View:
    """Keep a filter (`lane=fast&state=NY`) under a name; as the first it takes the place of another.

    :raises ReasonMissing: it has no name.
    """
    called = " ".join(name.split())[:NAME_LENGTH]
    if not called:
        raise ReasonMissing("Give the view a name.")
    async with session.begin():
        if first:
            await _none_first(session, clinician)
        view = View(
            id=uuid7(),
            staff_id=UUID(clinician.id),
            name=called,
            query=query,
            first=first,
            shared=shared,
            saved_at=now,
        )
        session.add(view)
    return view


async def change_view(
    session: AsyncSession, *, clinician: Actor, view_id: UUID, first: bool, shared: bool
) -> View:
    """Say whether a view is what its owner sees first, and whether colleagues see it.

    :raises ViewNotFound: it is not theirs.
    """
    async with session.begin():
        view = await _own(session, clinician, view_id)
        if first:
            await _none_first(session, clinician)
        view.first, view.shared = first, shared
    return view


async def remove_view(session: AsyncSession, *, clinician: Actor, view_id: UUID, now: datetime) -> View:
    """Take a view away; it can be brought back.

    :raises ViewNotFound: it is not theirs.
    """
    async with session.begin():
        view = await _own(session, clinician, view_id)
        view.removed_at = now
    return view


async def restore_view(session: AsyncSession, *, clinician: Actor, view_id: UUID) -> View:
    """Bring a removed view back; another may have become the first meanwhile, and stays it.

    :raises ViewNotFound: it is not theirs.
    """
    async with session.begin():
        view = await _own(session, clinician, view_id)
        if view.removed_at is not None:
            view.removed_at, view.first = None, False
    return view


async def _own(session: AsyncSession, clinician: Actor, view_id: UUID) -> View:
    view = await session.get(View, view_id, with_for_update=True)
    if view is None or str(view.staff_id) != clinician.id:
        raise ViewNotFound("There is no such view of yours.")
    return view


async def _none_first(session: AsyncSession, clinician: Actor) -> None:
    mine = update(View).where(View.staff_id == UUID(clinician.id), View.first)
    await session.execute(mine.values(first=False).execution_options(synchronize_session="fetch"))
