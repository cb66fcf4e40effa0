"""The pages on which a patient agrees, or withdraws."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import service
from rx_portal.enrollment.schemas import Origin
from rx_portal.formulary import shelf
from rx_portal.formulary.places import state_name
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
OWN = needs(Scope.RECORD_OWN)


@get("/care/enrollments/{enrollment_id:uuid}/consent", opt=OWN, include_in_schema=False)
async def consent_page(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Template | Redirect:
    """Show the text to agree to; whoever has agreed goes on to the questions."""
    return await _consent(request, session, actor, now, enrollment_id, {})


@post("/care/enrollments/{enrollment_id:uuid}/consent", opt=OWN, include_in_schema=False)
async def agree(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Template | Redirect:
    """Keep the consent, and go on to the questions."""
    given = await request.form()
    errors = {}
    if given.get("agree") != "yes":
        errors["agree"] = "Tick the box if you agree. You cannot go on without it."
    if given.get("here") != "yes":
        errors["here"] = "Tick the box if it is so. We can only treat you where you are."
    if errors:
        return await _consent(request, session, actor, now, enrollment_id, errors)
    await service.consent(
        session,
        enrollment_id=enrollment_id,
        text_version=str(given.get("text_version", "")),
        in_state=True,
        origin=origin_of(request),
        patient=actor,
        root=settings.secret_key,
        now=now,
    )
    return redirect(f"/care/enrollments/{enrollment_id}/questions")


@get("/care/enrollments/{enrollment_id:uuid}/withdraw", opt=OWN, include_in_schema=False)
async def withdraw_page(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    ports: NamedDependency[Ports],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Template:
    """Ask once more before an application is withdrawn."""
    found = await service.look(session, enrollment_id=enrollment_id, actor=actor, now=now)
    name = await shelf.product_name(ports.shop, found.product, now=now)
    return page(request, "enrollment/withdraw.html", enrollment=found, product=name)


@post("/care/enrollments/{enrollment_id:uuid}/withdraw", opt=OWN, include_in_schema=False)
async def withdraw(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    enrollment_id: FromPath[UUID],
) -> Redirect:
    """Withdraw an application."""
    await service.withdraw(session, enrollment_id=enrollment_id, patient=actor, now=now)
    return redirect("/care", flash="withdrawn")


def origin_of(request: AnyRequest) -> Origin:
    """Return where a request comes from."""
    return Origin(request.client.host if request.client else "", request.headers.get("user-agent", ""))


async def _consent(
    request: AnyRequest,
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    enrollment_id: UUID,
    errors: dict[str, str],
) -> Template | Redirect:
    found = await service.to_agree(session, enrollment_id=enrollment_id, patient=actor, now=now)
    if found.enrollment.consented_at is not None:
        return redirect(f"/care/enrollments/{enrollment_id}/questions")
    return page(
        request,
        "enrollment/consent.html",
        status=422 if errors else 200,
        enrollment=found.enrollment,
        text=found.text,
        paragraphs=found.text.body.split("\n\n"),
        state=state_name(found.enrollment.state),
        errors=errors,
    )


handlers = [consent_page, agree, withdraw_page, withdraw]
