"""How the domain's refusals reach people and programs: a calm page, or problem details (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from shared_lib.errors import Conflict, Invalid, NotFound, Refusal
from shared_lib.telemetry import log

logger = log.get()
OFFICE, MAY_ENTER = "/cms/", "wagtailadmin.access_admin"

STATUS: dict[type[Refusal], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}


class refusals:  # noqa: N801 - named like the middleware functions beside it
    """Turn a refusal that a view let through into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request pass; Django calls `process_exception` where a view raised."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else to Django."""
        return answer(request, exception) if isinstance(exception, Refusal) else None


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page or the problem details for a refusal."""
    status = status_of(refusal)
    if wants_json(request):
        return problem(status, refusal.code, refusal.message)
    return page(request, status, refusal.message)


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the status of a refusal's kind."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), HTTPStatus.CONFLICT)


def problem(status: HTTPStatus, code: str, detail: str) -> HttpResponse:
    """Return problem details; `code` is stable."""
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
    }
    return JsonResponse(body, status=status.value, content_type="application/problem+json")


def page(
    request: HttpRequest, status: HTTPStatus, message: str, *, advice: str = "", kind: str = "refusal"
) -> HttpResponse:
    """Return a page that says what the matter is and what to do; `kind` chooses the ways on."""
    if kind in {"refusal", "lost"} and request.path.startswith(OFFICE) and request.user.has_perm(MAY_ENTER):
        kind, advice = "office", ""
    told = {"status": status, "message": message, "advice": advice, "kind": kind}
    return render(request, "kit/refusal.html", told, status=status.value)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a program is asking rather than a person."""
    return request.path.startswith("/api/") or request.get_preferred_type(
        ["text/html", "application/json"]
    ) == ("application/json")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer for an address where there is nothing."""
    if wants_json(request):
        return problem(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.")
    advice = _("It may have moved, or the link may have lost a letter. The shelves are where they were.")
    return page(
        request, HTTPStatus.NOT_FOUND, _("There is no page at this address."), advice=advice, kind="lost"
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer for something that this visitor may not do."""
    return page(request, HTTPStatus.FORBIDDEN, _("You do not have access to this page."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form whose token is gone: a page left open too long, or cookies refused."""
    message = _("This page was open for too long.")
    advice = _("Nothing was changed. Go back, load the page again, and send it once more.")
    return page(request, HTTPStatus.FORBIDDEN, message, advice=advice, kind="again")


def fault(request: HttpRequest) -> HttpResponse:
    """Answer when the fault is ours, even where nothing else answers: with the plainest page there is."""
    message = _("Something went wrong on our side. Nothing was lost.")
    advice = _("We have been told. Please try again in a few minutes; your basket is still there.")
    try:
        return page(request, HTTPStatus.INTERNAL_SERVER_ERROR, message, advice=advice, kind="fault")
    except Exception:
        logger.exception("page.unmade")
        return HttpResponse(f"{message} {advice}", status=500, content_type="text/plain; charset=utf-8")
