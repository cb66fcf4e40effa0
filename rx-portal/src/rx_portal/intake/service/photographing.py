"""A patient answers a question with a photo, replaces it, removes it; whoever may see it looks at it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import queries, steps
from rx_portal.intake.errors import NotAsked, StaleAnswer
from rx_portal.intake.models import Mark, PhotoRow
from rx_portal.intake.picture import Picture
from rx_portal.intake.questionnaire import Kind, Photo
from rx_portal.intake.schemas import Saved, Sheet, Size
from rx_portal.intake.states import Move, Status, advance
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import Box, RecordClass
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


async def keep_photo(
    session: AsyncSession,
    *,
    intake_id: UUID,
    link_id: str,
    picture: Picture,
    seen: int,
    patient: Actor,
    now: datetime,
) -> Saved:
    """Keep a photo as the answer to a question, in place of the one before, whose picture is destroyed.

    :raises IntakeNotFound: there is no such intake of theirs.
    :raises NotAsked: the question does not apply, or does not ask for a photo.
    :raises IllegalMove: the intake is submitted or stopped.
    :raises StaleAnswer: another photo was saved or removed since; nothing was overwritten.
    """
    async with session.begin():
        sheet = await _open_sheet(session, intake_id, link_id, seen, now)
        await _destroy(session, sheet, link_id, now)
        box = await vault.box(session, sheet.patient_id, RecordClass.CLINICAL)
        row = _sealed(box, sheet, link_id, picture, now)
        session.add(row)
        answer = Photo(row.id)
        version = await steps.keep(session, sheet, link_id, answer, Mark.GIVEN, actor=patient, now=now)
        await _record(session, sheet, link_id, "photograph", patient, now, shown=[row.ref])
    follows = sheet.with_answer(link_id, answer).after(link_id)
    return Saved(link_id, version, follows.link_id if follows else None, urgent=False)


async def remove_photo(
    session: AsyncSession, *, intake_id: UUID, link_id: str, seen: int, patient: Actor, now: datetime
) -> None:
    """Take a photo back; its picture is destroyed. Removing what is not there does nothing.

    :raises IntakeNotFound, NotAsked, IllegalMove, StaleAnswer: as `keep_photo`.
    """
    async with session.begin():
        sheet = await _open_sheet(session, intake_id, link_id, seen, now)
        if link_id not in sheet.given:
            return
        await _destroy(session, sheet, link_id, now)
        await steps.keep(session, sheet, link_id, None, Mark.CLEARED, actor=patient, now=now)
        await _record(session, sheet, link_id, "remove_photo", patient, now)


async def look_at_photo(
    session: AsyncSession, *, photo_id: UUID, size: Size, actor: Actor, now: datetime
) -> bytes:
    """Return a photo as JPEG to its patient or to whoever may see the record, and remember who looked.

    :raises PhotoNotFound: there is none that the actor may see, or it was removed.
    """
    async with session.begin():
        intake_id, patient_id, sealed = await queries.photo(session, photo_id, size)
        box = await vault.box(session, patient_id, RecordClass.CLINICAL)
        await audit.record(
            session,
            actor=actor,
            action="intake.look_at_photo",
            subject=f"photo:{photo_id}",
            at=now,
            patient_id=patient_id,
            shown=[f"intake:{intake_id}"],
        )
        return box.open_bytes(queries.PICTURE[size], photo_id, sealed)


def _sealed(box: Box, sheet: Sheet, link_id: str, picture: Picture, now: datetime) -> PhotoRow:
    photo_id = uuid7()
    return PhotoRow(
        id=photo_id,
        intake_id=sheet.id,
        patient_id=sheet.patient_id,
        link_id=link_id,
        width=picture.width,
        height=picture.height,
        picture=box.seal_bytes(queries.PICTURE[Size.LARGE], photo_id, picture.large),
        thumbnail=box.seal_bytes(queries.PICTURE[Size.SMALL], photo_id, picture.small),
        taken_in_at=now,
        removed_at=None,
    )


async def _open_sheet(
    session: AsyncSession, intake_id: UUID, link_id: str, seen: int, now: datetime
) -> Sheet:
    sheet = await queries.sheet(session, intake_id, now=now, lock=True)
    if sheet.status is not Status.IN_PROGRESS:
        advance(sheet.status, Move.SUBMIT)
    if sheet.asked(link_id).kind is not Kind.ATTACHMENT:
        raise NotAsked("This question does not ask for a photo.")
    if seen != sheet.version(link_id):
        raise StaleAnswer("This photo was changed somewhere else since you opened the page.")
    return sheet


async def _destroy(session: AsyncSession, sheet: Sheet, link_id: str, now: datetime) -> None:
    held = sheet.given.get(link_id)
    if isinstance(held, Photo):
        await steps.destroy_photo(session, held.id, now=now)


async def _record(
    session: AsyncSession,
    sheet: Sheet,
    link_id: str,
    verb: str,
    patient: Actor,
    now: datetime,
    *,
    shown: Sequence[str] = (),
) -> None:
    await audit.record(
        session,
        actor=patient,
        action=f"intake.{verb}",
        subject=sheet.ref,
        at=now,
        patient_id=sheet.patient_id,
        shown=shown,
        changes={"question": link_id},
    )
