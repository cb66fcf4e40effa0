"""The page on which a patient chooses how to be written to, and the door for replies to texts."""

from datetime import datetime
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.notify.webhook import HEADER, verify
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.origin import MACHINE
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from rx_portal.notice import service
from rx_portal.notice.schemas import Choice
from rx_portal.notice.states import Language
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)


@get("/care/notices", opt=OWN, include_in_schema=False)
async def choices(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template:
    """Show how the patient is written to."""
    return _shown(request, await service.look(session, patient=actor, now=now))


@post("/care/notices", opt=OWN, include_in_schema=False)
async def choose(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template | Redirect:
    """Keep what the patient chose."""
    form = await request.form()
    try:
        await service.choose(
            session,
            language=Language.SPANISH if form.get("language") == "es" else Language.ENGLISH,
            texts=form.get("texts") == "yes",
            index_key=settings.index_key,
            patient=actor,
            now=now,
        )
    except service.NoPhone as refused:
        known = await service.look(session, patient=actor, now=now)
        return _shown(request, known, errors={"texts": refused.message})
    return redirect("/care/notices", flash="saved")


@post("/webhooks/texts", opt=MACHINE, status_code=202, include_in_schema=False)
async def webhook(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
) -> None:
    """Verify a reply to a text, and do what it asks for, once."""
    reply = verify(
        await request.body(), request.headers.get(HEADER), settings.notify_webhook_secret, now=real_now()
    )
    await service.hear(session, reply=reply, index_key=settings.index_key, now=now)


def _shown(request: AnyRequest, choice: Choice, *, errors: dict[str, str] | None = None) -> Template:
    status = 422 if errors else 200
    return page(request, "notice/choices.html", status=status, choice=choice, errors=errors or {})


handlers = [choices, choose, webhook]
