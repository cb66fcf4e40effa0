"""The queue as a page: filtered, ordered, saved under names; it says what is new and keeps its rows still."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary import shelf
from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from rx_portal.review import service
from rx_portal.review.schemas import COUNTED, Due, Filter, Mark, Queue, Sort
from rx_portal.review.states import OPEN, Lane, Status
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
DECIDE = needs(Scope.REVIEW_DECIDE)
NAMES = ("status", "lane", "product", "state", "due", "mine", "urgent", "sort")


@get("/desk/reviews", opt=DECIDE, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template | Redirect | Response[None]:
    """Show the open cases of a filter, or of the view that somebody sees first."""
    known = request.headers.get("if-none-match", "").strip('"')
    if known and known == _tag(await service.queue_mark(session), now):
        return Response(None, status_code=304, headers={"etag": f'"{known}"'})
    asked, is_bare = filter_in(request, actor), not request.url.query
    queue = await (
        service.list_first_page(session, clinician=actor, now=now)
        if is_bare
        else service.list_page(session, wanted=asked, clinician=actor, now=now)
    )
    if not isinstance(queue, Queue):
        return Redirect(f"/desk/reviews?{queue.query}&view={queue.id}", status_code=303)
    partial = request.headers.get("hx-request") == "true"
    listings = await shelf.listings(ports.shop, now=now)
    shown = page(
        request,
        "review/rows.html" if partial else "review/queue.html",
        **_context(request, asked, queue),
        fresh=partial,
        products=sorted(((slug, one.name) for slug, one in listings.items()), key=lambda pair: pair[1]),
        me=actor.id,
        my_id=UUID(actor.id),
    )
    shown.headers["etag"] = f'"{_tag(queue.mark, now)}"'
    return shown


@get("/desk/queue-news", opt=DECIDE, include_in_schema=False)
async def news(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template | Response[None]:
    """Say how many cases have come since a page was shown, or nothing. It names nobody: no audit entry."""
    since = Mark.read(request.query_params.get("since", ""))
    wanted = filter_in(request, actor)
    mark, number = await service.look_for_news(session, wanted=wanted, since=since, now=now)
    if mark == since:
        return Response(None, status_code=204)
    return page(request, "review/news.html", number=number, since=since, query=query_of(request))


@get("/desk/next-case", opt=DECIDE, include_in_schema=False)
async def next_case(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Lead to the most pressing case that this clinician may take, or to the empty queue."""
    found = await service.find_next(session, clinician=actor, now=now)
    return (
        Redirect(f"/desk/reviews/{found}", status_code=303)
        if found
        else redirect("/desk/reviews?status=queued", flash="queue_empty")
    )


def filter_in(request: AnyRequest, clinician: Actor) -> Filter:
    """Return the filter that the address states; what it states wrongly does not matter."""
    asked = request.query_params
    sort = _one(Sort, asked.get("sort")) or Sort.DUE
    return Filter(
        status=_one(Status, asked.get("status")),
        lane=_one(Lane, asked.get("lane")),
        product=_matching(r"[a-z0-9-]{1,80}", asked.get("product")),
        state=_matching(r"[A-Z]{2}", (asked.get("state") or "").upper()),
        due=_one(Due, asked.get("due")),
        mine=UUID(clinician.id) if asked.get("mine") else None,
        urgent=bool(asked.get("urgent")),
        sort=sort,
        after=_after(asked.get("after", "")),
    )


def query_of(request: AnyRequest) -> str:
    """Return the filter of an address as codes, in one order, without its page: what a saved view keeps."""
    asked = request.query_params
    kept = [(name, asked.get(name, "").strip()) for name in NAMES]
    return urlencode([(name, value) for name, value in kept if re.fullmatch(r"[A-Za-z0-9_-]{1,80}", value)])


def _tag(mark: Mark, now: datetime) -> str:
    """Return the queue's mark for this minute, for ages and deadlines are shown in minutes."""
    return f"{mark}-{now:%Y%m%d%H%M}"


def _context(request: AnyRequest, asked: Filter, queue: Queue) -> dict[str, Any]:
    query = query_of(request)
    last = queue.rows[-1] if queue.rows and queue.more else None
    counts = {status.value: _told(queue.open_.get(status, 0)) for status in OPEN}
    return {
        "queue": queue,
        "asked": asked,
        "counts": counts,
        "query": query,
        "since": str(queue.mark),
        "next_page": f"/desk/reviews?{query}&after={_here(last, asked.sort)}" if last else None,
        "Status": Status,
        "Lane": Lane,
        "Due": Due,
        "Sort": Sort,
    }


def _told(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _here(last: Any, sort: Sort) -> str:
    at = last.due_at if sort is Sort.DUE else last.opened_at
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{last.id}"


def _one(kind: Any, value: str | None) -> Any:
    return kind(value) if value in {member.value for member in kind} else None


def _matching(pattern: str, value: str | None) -> str | None:
    return value if value and re.fullmatch(pattern, value) else None


def _after(value: str) -> tuple[datetime, UUID] | None:
    at, _, case = value.partition("_")
    try:
        return datetime.fromisoformat(at), UUID(case)
    except ValueError:
        return None


handlers = [show, news, next_case]
