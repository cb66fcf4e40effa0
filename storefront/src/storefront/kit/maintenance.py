"""The shop closed for a while: a page in the brand's look that needs no database, while a file lies there.

`touch $MAINTENANCE_FILE` closes it, `rm` opens it; what the file says is shown. Health checks and the back
office stay open, so that whoever works on it can see whether it is done.
"""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

OPEN = ("/healthz", "/readyz", "/static/", "/cms/", "/webhooks/")
RETRY_AFTER = "300"


def closed_for_maintenance(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer 503 while the shop is closed."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        words = notice(settings.MAINTENANCE_FILE)
        if words is None or request.path.startswith(OPEN):
            return get_response(request)
        return _page(request, words)

    return middleware


def notice(file: Path | None) -> str | None:
    """Return what the file says, nothing included; None where there is no such file."""
    try:
        return file.read_text(encoding="utf-8").strip() if file else None
    except OSError:
        return None


def _page(request: HttpRequest, words: str) -> HttpResponse:
    response = render(request, "kit/maintenance.html", {"words": words}, status=503)
    response["Retry-After"], response["Cache-Control"] = RETRY_AFTER, "no-store"
    return response
