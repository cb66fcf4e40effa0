"""Protocols: what decides now, drafts and what they change, and the form in which they are written."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk import service as desk
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.risk import editor, service
from rx_portal.risk.errors import RevisedMeanwhile
from rx_portal.risk.evaluator import FITS, Kind, MalformedProtocol, describe, parse
from rx_portal.risk.schemas import Versions
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
EDIT, PUBLISH = needs(Scope.PROTOCOL_EDIT), needs(Scope.PROTOCOL_PUBLISH)
HOME = "/desk/protocols"


@get(HOME, opt=EDIT, include_in_schema=False)
async def index(
    request: AnyRequest, session: NamedDependency[AsyncSession], zone: NamedDependency[str]
) -> Template:
    """List every protocol with its versions."""
    rows = await service.list_protocols(session)
    grouped = [(key, list(versions)) for key, versions in groupby(rows, key=lambda row: row.key)]
    return page(request, "desk/protocols.html", protocols=grouped, zone=zone)


@get(HOME + "/{protocol_id:uuid}", opt=EDIT, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    zone: NamedDependency[str],
    protocol_id: FromPath[UUID],
) -> Template:
    """Show a version in words, beside what it would change."""
    found = await service.look_at_version(session, protocol_id=protocol_id)
    protocol = parse(found.row.content)
    before = parse(found.current.content) if found.current and found.current.id != found.row.id else None
    return page(
        request,
        "desk/protocol.html",
        found=found,
        protocol=protocol,
        describe=describe,
        changes=editor.differences(before, protocol) if before else [],
        is_author=found.row.author_id == actor.id,
        zone=zone,
    )


@get(HOME + "/{protocol_id:uuid}/replay", opt=EDIT, include_in_schema=False)
async def replay(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
    protocol_id: FromPath[UUID],
) -> Template:
    """Show whom a version would move among those assessed before."""
    found = await service.look_at_version(session, protocol_id=protocol_id)
    result = await service.replay(session, protocol_id=protocol_id, reader=actor, now=now)
    cases = await desk.cases_of(session, [each.enrollment_id for each in result.moved])
    return page(request, "desk/replay.html", found=found, result=result, cases=cases, zone=zone)


@post(HOME + "/{protocol_id:uuid}/copy", opt=EDIT, include_in_schema=False)
async def copy(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    protocol_id: FromPath[UUID],
) -> Redirect:
    """Make a draft of one's own from a version."""
    found = await service.look_at_version(session, protocol_id=protocol_id)
    row = await service.draft(session, content=found.row.content, author=actor, now=now)
    return redirect(f"{HOME}/{row.id}/edit")


@post(HOME + "/{protocol_id:uuid}/publish", opt=PUBLISH, include_in_schema=False)
async def publish(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    protocol_id: FromPath[UUID],
) -> Redirect:
    """Let a draft decide from now on."""
    await service.publish(session, protocol_id=protocol_id, publisher=actor, now=now)
    return redirect(f"{HOME}/{protocol_id}", flash="protocol_published")


@post(HOME + "/{protocol_id:uuid}/discard", opt=EDIT, include_in_schema=False)
async def discard(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    protocol_id: FromPath[UUID],
) -> Redirect:
    """Give up a draft."""
    await service.discard(session, protocol_id=protocol_id, actor=actor, now=now)
    return redirect(f"{HOME}/{protocol_id}", flash="protocol_discarded")


@get(HOME + "/{protocol_id:uuid}/edit", opt=EDIT, include_in_schema=False)
async def edit(
    request: AnyRequest, session: NamedDependency[AsyncSession], protocol_id: FromPath[UUID]
) -> Template:
    """Show the form of a draft."""
    found = await service.look_at_version(session, protocol_id=protocol_id)
    return _form(request, found, editor.form_of(found.row.content), seen=found.digest)


@post(HOME + "/{protocol_id:uuid}/edit", opt=EDIT, include_in_schema=False)
async def save(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    protocol_id: FromPath[UUID],
) -> Template | Redirect:
    """Change the form's rows, or keep what it says."""
    sent = [(name, str(value)) for name, value in (await request.form()).multi_items()]
    plain = dict(sent)
    form = editor.read_form(each for each in sent if each[0] not in {"csrf_token", "act", "seen"})
    found = await service.look_at_version(session, protocol_id=protocol_id)
    act, seen = plain.get("act", "save"), plain.get("seen", "")
    if act == "refresh":
        return _form(request, found, form, seen=seen)
    if act != "save":
        return _form(request, found, editor.act_on(form, act), seen=seen)
    facts = editor.facts_to_choose(found.row.content, found.questionnaire)
    content = editor.content_of(form, found.row.key, facts)
    try:
        await service.revise(
            session, protocol_id=protocol_id, content=content, seen=seen, author=actor, now=now
        )
    except (MalformedProtocol, RevisedMeanwhile) as refusal:
        found = await service.look_at_version(session, protocol_id=protocol_id)  # the refusal undid the first
        return _form(request, found, form, seen=seen, problems=[refusal.message])
    return redirect(f"{HOME}/{protocol_id}", flash="saved")


def _form(
    request: AnyRequest, found: Versions, form: editor.Form, *, seen: str, problems: Sequence[str] = ()
) -> Template:
    return page(
        request,
        "desk/protocol_edit.html",
        status=422 if problems else 200,
        found=found,
        form=form,
        facts=editor.facts_to_choose(found.row.content, found.questionnaire),
        fits={kind.value: sorted(FITS[kind]) for kind in Kind},
        seen=seen,
        problems=problems,
    )


handlers = [index, show, replay, copy, publish, discard, edit, save]
