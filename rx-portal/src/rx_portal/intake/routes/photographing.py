"""A question that is answered with a photo: sent, replaced, removed, and looked at by those who may."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.intake import service
from rx_portal.intake.errors import PhotoRefused, StaleAnswer
from rx_portal.intake.picture import LARGEST, Picture, take_in
from rx_portal.intake.routes.asking import question_page, version_in
from rx_portal.intake.schemas import Size
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import redirect
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)
PHOTO = "/care/intakes/{intake_id:uuid}/{link_id:str}/photo"
HEADERS = {"cache-control": "no-store", "content-disposition": "inline"}


@post(PHOTO, opt=OWN, include_in_schema=False)
async def send(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    link_id: FromPath[str],
) -> Template | Redirect:
    """Keep a photo, and show it with the question."""
    form = await request.form()
    try:
        await service.keep_photo(
            session,
            intake_id=intake_id,
            link_id=link_id,
            picture=await _picture(form.get("photo")),
            seen=version_in(form.get("version")),
            patient=actor,
            now=now,
        )
    except (PhotoRefused, StaleAnswer) as refused:
        sheet = await service.look(session, intake_id=intake_id, actor=actor, now=now)
        changing = {"change": ["1"]} if form.get("change") else {}
        stale = isinstance(refused, StaleAnswer)
        return question_page(
            request,
            sheet,
            sheet.asked(link_id),
            changing,
            error=None if stale else refused.message,
            stale=stale,
            status=409 if stale else 422,
        )
    return redirect(_question(intake_id, link_id, form))


@post(PHOTO + "/remove", opt=OWN, include_in_schema=False)
async def remove(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    intake_id: FromPath[UUID],
    link_id: FromPath[str],
) -> Redirect:
    """Take a photo back; where it changed meanwhile, show what there is now."""
    form = await request.form()
    try:
        await service.remove_photo(
            session,
            intake_id=intake_id,
            link_id=link_id,
            seen=version_in(form.get("version")),
            patient=actor,
            now=now,
        )
    except StaleAnswer:
        return redirect(_question(intake_id, link_id, form), flash="photo_changed")
    return redirect(_question(intake_id, link_id, form), flash="photo_removed")


@get("/care/photos/{photo_id:uuid}/{size:str}", opt=OWN, include_in_schema=False)
async def own_photo(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    photo_id: FromPath[UUID],
    size: FromPath[Size],
) -> Response[bytes]:
    """Show a patient their own photo."""
    return await _shown(session, actor, now, photo_id, size)


@get("/desk/photos/{photo_id:uuid}/{size:str}", opt=needs(Scope.REVIEW_DECIDE), include_in_schema=False)
async def patients_photo(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    photo_id: FromPath[UUID],
    size: FromPath[Size],
) -> Response[bytes]:
    """Show a clinician a patient's photo."""
    return await _shown(session, actor, now, photo_id, size)


async def _picture(sent: object) -> Picture:
    if not isinstance(sent, UploadFile):
        raise PhotoRefused("Choose a picture first.")
    data = await sent.read(LARGEST + 1)
    return await asyncio.to_thread(take_in, data)


async def _shown(
    session: AsyncSession, actor: Actor, now: datetime, photo_id: UUID, size: Size
) -> Response[bytes]:
    picture = await service.look_at_photo(session, photo_id=photo_id, size=size, actor=actor, now=now)
    return Response(picture, media_type="image/jpeg", headers=HEADERS)


def _question(intake_id: UUID, link_id: str, form: Any) -> str:
    return f"/care/intakes/{intake_id}/{link_id}" + ("?change=1" if form.get("change") else "")


handlers = [send, remove, own_photo, patients_photo]
