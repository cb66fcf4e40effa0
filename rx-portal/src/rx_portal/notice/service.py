"""A patient chooses how to be written to; a reply to a text ends texts, or begins them again."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.notify.webhook import Reply
from rx_portal.enrollment import queries as enrollments
from rx_portal.kit import audit, outbox
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, run
from rx_portal.notice import queries
from rx_portal.notice.models import NoticeChoice, NoticeStep
from rx_portal.notice.schemas import Choice
from rx_portal.notice.states import HELP, START, STOP, Change, Language, Occasion, Way
from rx_portal.notice.words import AGREEMENT
from shared_lib import events
from shared_lib.audit.canonical import Value
from shared_lib.errors import Conflict
from shared_lib.identity import Actor
from shared_lib.vault import blind_index


class NoPhone(Conflict):
    """There is no telephone number that texts could go to."""

    code = "no_phone"


async def look(session: AsyncSession, *, patient: Actor, now: datetime) -> Choice:
    """Return how a patient wants to be written to, and remember that they looked."""
    patient_id = UUID(patient.id)
    async with session.begin():
        known = await queries.find(session, patient_id)
        profile = await enrollments.find_profile(session, patient_id)
        await _record(session, "read", patient_id, patient, now, {})
    return Choice(
        language=known.language if known else Language.ENGLISH,
        texts=bool(known and known.texts),
        phone=profile.phone if profile else None,
    )


async def choose(
    session: AsyncSession,
    *,
    language: Language,
    texts: bool,
    index_key: bytes,
    patient: Actor,
    now: datetime,
) -> None:
    """Keep a patient's choice; agreeing to texts is kept with the words agreed to, for the number of today.

    :raises NoPhone: they want texts and gave no number yet.
    """
    patient_id = UUID(patient.id)
    async with session.begin():
        profile = await enrollments.find_profile(session, patient_id)
        if texts and profile is None:
            raise NoPhone("Give us your phone number first: we ask for it when you apply.")
        row = await _locked(session, patient_id, now)
        if row.language is not language:
            row.language = language
            _add(session, row, Change.LANGUAGE_CHOSEN, Way.PAGE, patient, now)
        index = phone_index(index_key, profile.phone) if texts and profile else row.phone_index
        if row.texts is not texts or row.phone_index != index:
            row.texts, row.phone_index = texts, index
            change = Change.TEXTS_AGREED if texts else Change.TEXTS_ENDED
            _add(session, row, change, Way.PAGE, patient, now)
        row.changed_at = now
        changes = {"language": language.value, "texts": texts}
        await _record(session, "choose", patient_id, patient, now, changes)


async def hear(session: AsyncSession, *, reply: Reply, index_key: bytes, now: datetime) -> None:
    """Do what a reply to a text asks for; the same reply again does nothing.

    STOP ends texts for every patient who gave that number. START begins them again only where they were
    agreed to before. HELP is answered, whether they get texts or not. What else somebody writes is not kept.
    """
    actor = Actor.system("notice.hear")
    session.info["actor"] = actor
    word = reply.body.strip().strip(".!").lower()
    if word not in STOP | START | HELP:
        return
    async with session.begin():
        fresh = events.accept(SCHEMA, "notice.hear", reply.id, real_now=real_now())
        if not await run(session, fresh):
            return
        for row in await queries.lock_of_phone(session, phone_index(index_key, reply.digits)):
            if word in HELP:
                await outbox.put_job(session, f"notice.{Occasion.TEXTS_HELP}", row.patient_id, now=now)
            else:
                await _follow(session, row, wanted=word in START, actor=actor, now=now)


def phone_index(index_key: bytes, phone: str) -> bytes:
    """Return what a number of ten digits is found by."""
    return blind_index(index_key, queries.PHONE, phone)


async def _follow(
    session: AsyncSession, row: NoticeChoice, *, wanted: bool, actor: Actor, now: datetime
) -> None:
    if row.texts is wanted:
        return
    row.texts, row.changed_at = wanted, now
    change = Change.TEXTS_AGREED if wanted else Change.TEXTS_ENDED
    _add(session, row, change, Way.REPLY, actor, now)
    await _record(session, "hear", row.patient_id, actor, now, {"texts": wanted})
    job = f"notice.{Occasion.TEXTS_AGAIN if wanted else Occasion.TEXTS_OVER}"
    await outbox.put_job(session, job, row.patient_id, now=now)


async def _locked(session: AsyncSession, patient_id: UUID, now: datetime) -> NoticeChoice:
    first = {"language": Language.ENGLISH, "texts": False, "phone_index": None, "changed_at": now}
    await session.execute(
        insert(NoticeChoice).values(patient_id=patient_id, **first).on_conflict_do_nothing()
    )
    return (
        await session.scalars(
            select(NoticeChoice).where(NoticeChoice.patient_id == patient_id).with_for_update()
        )
    ).one()


def _add(
    session: AsyncSession, row: NoticeChoice, change: Change, way: Way, actor: Actor, now: datetime
) -> None:
    wording = AGREEMENT if change is Change.TEXTS_AGREED else None
    session.add(
        NoticeStep(
            patient_id=row.patient_id,
            change=change,
            way=way,
            wording=wording,
            actor_id=actor.id,
            actor_role=actor.role,
            at=now,
        )
    )


async def _record(
    session: AsyncSession,
    verb: str,
    patient_id: UUID,
    actor: Actor,
    now: datetime,
    changes: Mapping[str, Value],
) -> None:
    await audit.record(
        session,
        actor=actor,
        action=f"notice.{verb}",
        subject=f"notice:{patient_id}",
        at=now,
        patient_id=patient_id,
        changes=changes or None,
    )
