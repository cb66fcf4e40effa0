"""The queue as a page that stays fresh: it polls, and is answered with nothing while nothing has changed."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.review import service
from rx_portal.review.schemas import Due, Filter, Queue
from rx_portal.review.states import OPEN, Lane, Status
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
VIEWS = ("", *(status.value for status in OPEN))


@get("/desk/reviews", opt=needs(Scope.REVIEW_DECIDE), include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Template | Response[None]:
    """Show the open cases of a view, the most pressing first."""
    partial = request.headers.get("hx-request") == "true"
    known = request.query_params.get("mark") or request.headers.get("if-none-match", "").strip('"')
    if known and known == _at(await service.queue_mark(session), now):
        return Response(None, status_code=204 if partial else 304, headers={"etag": f'"{known}"'})
    asked = filter_in(request, actor)
    queue = await service.list_page(session, wanted=asked, clinician=actor, now=now)
    mark = _at(queue.mark, now)
    name = "review/rows.html" if partial else "review/queue.html"
    shown = page(request, name, **_context(request, asked, queue, mark), me=actor.id)
    shown.headers["etag"] = f'"{mark}"'
    return shown


def filter_in(request: AnyRequest, clinician: Actor) -> Filter:
    """Return the filter that the address states; what it states wrongly does not matter."""
    asked = request.query_params
    return Filter(
        status=_one(Status, asked.get("status")),
        lane=_one(Lane, asked.get("lane")),
        product=asked.get("product") or None,
        state=asked.get("state") or None,
        due=_one(Due, asked.get("due")),
        mine=UUID(clinician.id) if asked.get("mine") else None,
        after=_after(asked.get("after", "")),
    )


def _at(mark: str, now: datetime) -> str:
    """Return the queue's mark for this minute, for ages and deadlines are shown in minutes."""
    return f"{mark}-{now:%Y%m%d%H%M}"


def _context(request: AnyRequest, asked: Filter, queue: Queue, mark: str) -> dict[str, Any]:
    kept = [
        (key, value) for key, value in request.query_params.items() if key not in ("after", "mark") and value
    ]
    last = queue.rows[-1] if queue.rows and queue.more else None
    after = [("after", f"{last.due_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{last.id}")] if last else []
    return {
        "queue": queue,
        "asked": asked,
        "counts": {"all": sum(queue.open_.values()), **{key.value: n for key, n in queue.open_.items()}},
        "here": "/desk/reviews?" + urlencode([*kept, ("mark", mark)]),
        "next_page": "/desk/reviews?" + urlencode(kept + after) if after else None,
        "Status": Status,
        "Lane": Lane,
        "Due": Due,
    }


def _one(kind: Any, value: str | None) -> Any:
    return kind(value) if value in {member.value for member in kind} else None


def _after(value: str) -> tuple[datetime, UUID] | None:
    due_at, _, case = value.partition("_")
    try:
        return datetime.fromisoformat(due_at), UUID(case)
    except ValueError:
        return None


handlers = [show]
