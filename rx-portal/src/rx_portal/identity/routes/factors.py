"""Somebody's own second factors: seeing, adding, naming and removing them; an administrator's word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import queries, service
from rx_portal.identity.passkey import PasskeyRefused, Purpose
from rx_portal.identity.schemas import Proof
from rx_portal.identity.service.passkeys import ADDING, LastFactor, NameMissing, PasskeyNotFound
from rx_portal.identity.steps import FactorLocked, FactorMissing, FactorRefused
from rx_portal.kit.authority import SIGNED_IN, needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.settings import Settings
from rx_portal.kit.zone import FOR_STAFF
from shared_lib.identity import Actor, Role, Scope

AnyRequest = Request[Any, Any, Any]
MANAGE = needs(Scope.STAFF_MANAGE)
REFUSALS = (FactorRefused, FactorMissing, FactorLocked, PasskeyRefused, LastFactor)


@dataclass(frozen=True, slots=True)
class AskIn:
    """What a passkey is to answer for."""

    purpose: Purpose
    content: str


@dataclass(frozen=True, slots=True)
class BeginIn:
    """A factor that somebody has, or the code that an administrator gave them."""

    code: str = ""
    passkey: str = ""
    enrolment: str = ""


@dataclass(frozen=True, slots=True)
class AddIn:
    """What the browser made, as JSON, and how its owner calls it."""

    name: str
    answer: str
    enrolment: str = ""


@get("/desk/security", opt=SIGNED_IN, include_in_schema=False)
async def show(
    request: AnyRequest, session: NamedDependency[AsyncSession], actor: NamedDependency[Actor]
) -> Template:
    """Show somebody's own second factors."""
    _staff_only(actor)
    factors = await service.look_at_factors(session, staff=actor, real_now=real_now())
    return page(
        request,
        "identity/security.html",
        factors=factors,
        adding=ADDING,
        zone=factors.zone,
        zones=list(FOR_STAFF.items()),
    )


@post("/desk/security/challenge", opt=SIGNED_IN, include_in_schema=False, status_code=200)
async def ask(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    data: JSONBody[AskIn],
) -> dict[str, Any]:
    """Return what the browser asks a passkey, once and for this content."""
    _staff_only(actor)
    return await service.ask(
        session,
        staff=actor,
        purpose=data.purpose,
        content=data.content,
        origin=settings.portal_url,
        real_now=real_now(),
    )


@post("/desk/security/passkeys/begin", opt=SIGNED_IN, include_in_schema=False, status_code=200)
async def begin(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    settings: NamedDependency[Settings],
    data: JSONBody[BeginIn],
) -> dict[str, Any]:
    """Return what the browser needs to make a passkey."""
    _staff_only(actor)
    return await service.begin_passkey(
        session,
        staff=actor,
        proof=Proof(data.code.strip(), data.passkey),
        enrolment=data.enrolment.strip(),
        origin=settings.portal_url,
        real_now=real_now(),
    )


@post("/desk/security/passkeys", opt=SIGNED_IN, include_in_schema=False, status_code=204)
async def add(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    data: JSONBody[AddIn],
) -> None:
    """Keep the passkey that the browser made."""
    _staff_only(actor)
    await service.add_passkey(
        session,
        staff=actor,
        name=data.name,
        answer=data.answer,
        enrolment=data.enrolment.strip(),
        now=now,
        real_now=real_now(),
    )


@get("/desk/security/passkeys/{passkey_id:uuid}", opt=SIGNED_IN, include_in_schema=False)
async def show_one(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    passkey_id: FromPath[UUID],
) -> Template:
    """Show one passkey, to be renamed or removed."""
    return await _one(request, session, actor, passkey_id, {})


@post("/desk/security/passkeys/{passkey_id:uuid}/rename", opt=SIGNED_IN, include_in_schema=False)
async def rename(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    passkey_id: FromPath[UUID],
) -> Template | Redirect:
    """Call a passkey something else."""
    _staff_only(actor)
    name = str((await request.form()).get("name", ""))
    try:
        await service.rename_passkey(session, staff=actor, passkey_id=passkey_id, name=name, now=now)
    except NameMissing as refused:
        return await _one(request, session, actor, passkey_id, {"name": refused.message})
    return redirect("/desk/security", flash="saved")


@post("/desk/security/passkeys/{passkey_id:uuid}/remove", opt=SIGNED_IN, include_in_schema=False)
async def remove(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    passkey_id: FromPath[UUID],
) -> Template | Redirect:
    """Forget a passkey."""
    _staff_only(actor)
    form = await request.form()
    proof = Proof(str(form.get("code", "")).strip(), str(form.get("passkey", "")))
    try:
        await service.remove_passkey(
            session, staff=actor, passkey_id=passkey_id, proof=proof, now=now, real_now=real_now()
        )
    except REFUSALS as refused:
        return await _one(request, session, actor, passkey_id, {"code": refused.message})
    return redirect("/desk/security", flash="passkey_removed")


@post("/desk/security/zone", opt=SIGNED_IN, include_in_schema=False)
async def set_zone(
    request: AnyRequest, session: NamedDependency[AsyncSession], actor: NamedDependency[Actor]
) -> Redirect:
    """Show this person's times in a zone of their own."""
    _staff_only(actor)
    await service.set_zone(session, staff=actor, zone=str((await request.form()).get("zone", "")))
    return redirect("/desk/security#zone", flash="saved")


@get("/desk/security/enrolments", opt=MANAGE, include_in_schema=False)
async def list_people(request: AnyRequest, session: NamedDependency[AsyncSession]) -> Template:
    """Show an administrator who may be let add a first factor."""
    return await _people(request, session, None, "")


@post("/desk/security/enrolments", opt=MANAGE, include_in_schema=False, status_code=200)
async def enrol(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template:
    """Let somebody add a first factor, and show the code once."""
    given = str((await request.form()).get("staff", ""))
    try:
        staff_id = UUID(given)
    except ValueError:
        raise queries.StaffNotFound("There is no such member of staff.") from None
    code = await service.issue_enrolment(
        session, staff_id=staff_id, admin=actor, now=now, real_now=real_now()
    )
    return await _people(request, session, staff_id, code)


async def _people(request: AnyRequest, session: AsyncSession, staff_id: UUID | None, code: str) -> Template:
    async with session.begin():
        people = await queries.list_all_staff(session)
    for_ = next((one.name for one in people if one.id == staff_id), "")
    shown = page(
        request,
        "identity/enrolments.html",
        people=[(one.id, one.name) for one in people],
        code=code,
        for_=for_,
    )
    shown.headers["cache-control"] = "no-store"
    return shown


async def _one(
    request: AnyRequest, session: AsyncSession, actor: Actor, passkey_id: UUID, errors: dict[str, str]
) -> Template:
    _staff_only(actor)
    factors = await service.look_at_factors(session, staff=actor, real_now=real_now())
    one = next((known for known in factors.passkeys if known.id == passkey_id), None)
    if one is None:
        raise PasskeyNotFound("There is no such passkey of yours.")
    status = 422 if errors else 200
    shown = {"factors": factors, "one": one, "errors": errors, "zone": factors.zone}
    return page(request, "identity/passkey.html", status=status, **shown)


def _staff_only(actor: Actor) -> None:
    if actor.role == Role.PATIENT:
        raise PermissionDeniedException("The desk is for staff.")


handlers = [show, ask, begin, add, show_one, rename, remove, set_zone, list_people, enrol]
