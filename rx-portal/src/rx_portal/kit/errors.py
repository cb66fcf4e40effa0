"""Where a refusal becomes an answer: problem details for programs (RFC 9457), a calm page for people."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException, ValidationException
from litestar.response import Redirect, Template
from sqlalchemy.exc import DBAPIError

from integrations.stripe.errors import Unreachable
from shared_lib.errors import Conflict, Invalid, NotFound, Refusal
from shared_lib.identity import Actor, Role
from shared_lib.telemetry import log
from shared_lib.telemetry import request as request_ids

logger = log.get()

STATUS: dict[type[Refusal], int] = {NotFound: 404, Conflict: 409, Invalid: 422}
TITLES = {
    400: "The request cannot be understood",
    401: "Sign in to go on",
    403: "You may not do this",
    404: "There is nothing here",
    405: "This cannot be done here",
    409: "That is no longer possible",
    413: "That is too large",
    422: "Something needs correcting",
    429: "Too many attempts",
    500: "Something went wrong on our side",
    503: "We are not available for a moment",
}

BY_CODE = {"login_refused": "You are not signed in"}
"""Titles that say more than the status does."""
DETAILS = {
    404: "The address is not right, or what it showed is no longer there.",
    405: "This address only takes what a form sends. Open the page that the form is on.",
}
"""What people are told where the framework says no more than the status."""
AT_THE_DESK = frozenset({Role.CLINICIAN, Role.PHARMACIST, Role.ADMIN, Role.COMPLIANCE})

AnyRequest = Request[Any, Any, Any]
HOMES: Mapping[bool, str] = {True: "/desk", False: "/care"}
"""Where the staff and where the patients begin."""


def wants_json(request: AnyRequest) -> bool:
    """Tell whether a program is asking."""
    accepts = request.headers.get("accept", "")
    return request.url.path.startswith(("/api/", "/webhooks/")) or "text/html" not in accepts


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal's kind."""
    return next((STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS), 409)


def answer_refusal(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """Answer a domain refusal with its code and its sentence."""
    again = getattr(refusal, "again", "")
    return _answer(request, status_of(refusal), refusal.code, refusal.message, again=again)


def answer_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Answer the framework's own refusals; a person who is signed out is shown the way in."""
    if isinstance(error, NotAuthorizedException) and not wants_json(request) and request.method == "GET":
        return Redirect(_way_in(request), status_code=303)
    code = type(error).__name__.removesuffix("Exception").lower()
    detail = error.detail if error.status_code < 500 else TITLES[500]  # noqa: PLR2004
    if detail == HTTPStatus(error.status_code).phrase and not wants_json(request):
        detail = DETAILS.get(error.status_code, detail)
    fields = _fields(error) if isinstance(error, ValidationException) else None
    return _answer(request, error.status_code, code, detail, fields)


def answer_unreachable(request: AnyRequest, _error: Unreachable) -> Response[Any]:
    """Answer that the payment service does not."""
    detail = "The payment service does not answer. Nothing was charged; try again in a minute."
    return _answer(request, 503, "unreachable", detail)


def answer_database(request: AnyRequest, error: DBAPIError) -> Response[Any]:
    """Answer that the database has gone away for a moment; any other of its errors is a fault of ours."""
    if not error.connection_invalidated:
        return answer_fault(request, error)
    return _answer(request, 503, "unavailable", "Try again in a minute; nothing was half done.")


def answer_fault(request: AnyRequest, error: Exception) -> Response[Any]:
    """Answer a fault of ours; its class and place are logged, never its words, which might be a patient's."""
    logger.error("fault", error=type(error).__name__, trail=log.trail(error.__traceback__))
    return _answer(request, 500, "fault", "We have been told. Try again in a minute; nothing was half done.")


def _answer(
    request: AnyRequest,
    status: int,
    code: str,
    detail: str,
    fields: list[dict[str, str]] | None = None,
    again: str = "",
) -> Response[Any]:
    title = BY_CODE.get(code) or TITLES.get(status, "That did not work")
    if wants_json(request):
        body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        body |= {"code": code, "request_id": request_ids.current()} | ({"errors": fields} if fields else {})
        return Response(body, status_code=status, media_type="application/problem+json")
    context = {"request": request, "title": title, "detail": detail, "code": code, "status": status}
    context["again"] = again
    context |= {"is_desk": _is_desk(request), "before": _before(request) or _above(request, status)}
    context |= {"way_in": "" if _is_staff(request) else _way_in(request)}
    actor = request.scope.get("user")
    if isinstance(actor, Actor) and actor.role in AT_THE_DESK:
        context |= {"actor": actor, "csrf_token": request.scope.get("state", {}).get("csrf_token", "")}
        return Template("layout/staff_error.html", context={**context, "flash": None}, status_code=status)
    return Template("layout/error.html", context=context, status_code=status, media_type=MediaType.HTML)


def _fields(error: ValidationException) -> list[dict[str, str]]:
    extra = error.extra if isinstance(error.extra, list) else []
    return [
        {"field": str(item.get("key", "")), "message": str(item.get("message", ""))}
        for item in extra
        if isinstance(item, dict)
    ]


def _way_in(request: AnyRequest) -> str:
    """Return where somebody signs in to come back here; to the desk, only a login as staff leads."""
    desk = _is_desk(request)
    query = f"?{request.url.query}" if request.url.query else ""
    there = request.url.path + query if request.method == "GET" else _before(request)
    return "/login?" + urlencode(({"as": "staff"} if desk else {}) | {"next": there or HOMES[desk]})


def _before(request: AnyRequest) -> str:
    """Return the page of ours on which a refused form was, for what was typed there is kept there."""
    came = urlsplit(request.headers.get("referer", ""))
    is_ours = came.netloc == request.headers.get("host", "") and not came.path.startswith("//")
    if not is_ours or came.path == request.url.path:
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def _above(request: AnyRequest, status: int) -> str:
    """Return the page that a form's address lies below, for whoever opens that address."""
    return request.url.path.rpartition("/")[0] if status == HTTPStatus.METHOD_NOT_ALLOWED else ""


def _is_staff(request: AnyRequest) -> bool:
    actor = request.scope.get("user")
    return isinstance(actor, Actor) and actor.role != Role.PATIENT


def _is_desk(request: AnyRequest) -> bool:
    return request.url.path == HOMES[True] or request.url.path.startswith(f"{HOMES[True]}/")


HANDLERS: dict[Any, Any] = {
    Refusal: answer_refusal,
    HTTPException: answer_http,
    Unreachable: answer_unreachable,
    DBAPIError: answer_database,
    Exception: answer_fault,
}
