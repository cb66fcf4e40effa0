"""Licences: recording one, watching its end, and the work of renewing it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, timer
from rx_portal.visit import licence as terms
from rx_portal.visit import queries
from rx_portal.visit.models import Licence, LicenceWork
from rx_portal.visit.window import midnight
from rx_portal.visit.zones import OF_STATE
from shared_lib.errors import Invalid, NotFound
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

WATCH = "visit.watch_licence"


class UnknownState(Invalid):
    """No such state is known."""

    code = "unknown_state"


class LicenceWorkNotFound(NotFound):
    """There is no such open work of this clinician's."""

    code = "licence_work_not_found"


@dataclass(frozen=True, slots=True)
class Ending:
    """What to tell a clinician of a licence: how many days before its end they are told."""

    licence: Licence
    stage: int


async def record_licence(
    session: AsyncSession,
    *,
    clinician_id: UUID,
    state: str,
    number: str,
    expires_on: date,
    actor: Actor,
    now: datetime,
) -> Licence:
    """Keep that a clinician may practise in a state to the end of a day; a later record replaces it.

    The work of renewing it is done with that, and its new end is watched.

    :raises UnknownState: it is not a state of the union.
    """
    if state not in OF_STATE:
        raise UnknownState("Choose one of the states listed.")
    async with session.begin():
        given = {"number": number, "expires_on": expires_on}
        licence = (
            await session.scalars(
                insert(Licence)
                .values(id=uuid7(), clinician_id=clinician_id, state=state, **given)
                .on_conflict_do_update(index_elements=["clinician_id", "state"], set_=given)
                .returning(Licence)
                .execution_options(populate_existing=True)
            )
        ).one()
        await _settle_earlier(session, licence, actor, now)
        await _raise_work(session, licence, now)
        await _watch(session, licence, now)
        await _record(session, actor, "calendar.record_licence", licence, now)
    return licence


async def watch_licence(
    session: AsyncSession, *, licence_id: UUID, actor: Actor, now: datetime
) -> Ending | None:
    """Raise the work of renewing a licence that ends soon, and say what its clinician is to be told.

    Looked at early, or again after it was renewed, it only sets the next look.
    """
    async with session.begin():
        licence = await queries.lock_licence(session, licence_id)
        if await _raise_work(session, licence, now):
            await _record(session, actor, "calendar.licence_ends", licence, now)
        await _watch(session, licence, now)
        stage = terms.stage(licence.expires_on, today=_today(licence, now))
        if stage is None or not await queries.has_licence_work(session, licence):
            return None
        return Ending(licence, stage)


async def let_licence_end(session: AsyncSession, *, work_id: UUID, clinician: Actor, now: datetime) -> None:
    """Take the work of renewing a licence as done: its clinician does not renew it.

    :raises LicenceWorkNotFound: there is none of theirs, or it is done already.
    """
    async with session.begin():
        work = await session.get(LicenceWork, work_id, with_for_update=True)
        if work is None or work.done_at is not None or str(work.clinician_id) != clinician.id:
            raise LicenceWorkNotFound("There is no such work of yours, or it is done already.")
        work.done_at, work.done_by = now, clinician.id
        await _record(session, clinician, "calendar.let_licence_end", work, now)


async def _settle_earlier(session: AsyncSession, licence: Licence, actor: Actor, now: datetime) -> None:
    await session.execute(
        update(LicenceWork)
        .where(
            LicenceWork.licence_id == licence.id,
            LicenceWork.done_at.is_(None),
            LicenceWork.expires_on != licence.expires_on,
        )
        .values(done_at=now, done_by=actor.id)
    )


async def _raise_work(session: AsyncSession, licence: Licence, now: datetime) -> bool:
    """Raise the work, once for each end, and tell whether this has raised it."""
    if terms.stage(licence.expires_on, today=_today(licence, now)) is None:
        return False
    made = await session.scalar(
        insert(LicenceWork)
        .values(
            id=uuid7(),
            licence_id=licence.id,
            clinician_id=licence.clinician_id,
            state=licence.state,
            expires_on=licence.expires_on,
            raised_at=now,
        )
        .on_conflict_do_nothing()
        .returning(LicenceWork.id)
    )
    return made is not None


async def _watch(session: AsyncSession, licence: Licence, now: datetime) -> None:
    look = terms.next_look(licence.expires_on, today=_today(licence, now))
    if look is None:
        await timer.cancel(session, WATCH, licence.id)
    else:
        await timer.set_(session, WATCH, licence.id, due_at=midnight(look, OF_STATE[licence.state]))


async def _record(
    session: AsyncSession, actor: Actor, action: str, about: Licence | LicenceWork, now: datetime
) -> None:
    await audit.record(
        session,
        actor=actor,
        action=action,
        subject=f"staff:{about.clinician_id}",
        at=now,
        changes={"state": about.state, "expires_on": about.expires_on.isoformat()},
    )


def _today(licence: Licence, now: datetime) -> date:
    return now.astimezone(ZoneInfo(OF_STATE[licence.state])).date()
