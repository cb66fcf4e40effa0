"""Whole pages that are the same for everyone, kept for seconds in the process and a little longer in Redis.

A view says `@same_for_everyone`; its page must hold nothing personal, no token and no nonce. What is personal
(the basket's badge, the account link) is fetched by the page itself.
"""

import functools
import hashlib
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Next = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponse]
Kept = tuple[float, bytes, dict[str, str]]

_MARK = "_same_for_everyone"
_MOST = 512
_EDITION = "page:edition"
_memory: dict[str, Kept] = {}


def same_for_everyone(view: View) -> View:
    """Mark a view's page as fit to be kept and shown to anybody."""

    @functools.wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        setattr(response, _MARK, response.status_code == 200)  # noqa: PLR2004 - OK
        return response

    return marked


def same_page_for_everyone(get_response: Next) -> Next:
    """Answer from what is kept; keep what a marked view answered."""
    seconds: int = settings.PAGE_CACHE_SECONDS

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not seconds or request.method != "GET" or request.headers.get("HX-Request"):
            return get_response(request)
        key = _key(request)
        kept = _recall(key, seconds)
        if kept is not None:
            return _page(kept)
        edition = cache.get(_EDITION)
        response = get_response(request)
        if getattr(response, _MARK, False) and isinstance(response, HttpResponse):
            response["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}"
            _keep(key, response, seconds, edition)
        return response

    return middleware


def forget() -> None:
    """Begin a new edition: this process forgets at once, every other within the seconds it keeps a page."""
    _memory.clear()
    cache.set(_EDITION, uuid4().hex, None)


def _key(request: HttpRequest) -> str:
    """Return a short name for an address, whose query may be long or hold what caches should not."""
    address = f"{request.get_host()}{request.get_full_path()}"
    return f"page:{hashlib.sha256(address.encode()).hexdigest()}"


def _recall(key: str, seconds: int) -> Kept | None:
    kept = _memory.get(key)
    if kept is None or kept[0] < time.monotonic():
        found = cache.get_many([key, _EDITION])
        edition, content, headers = found.get(key, (None, b"", {}))
        if key not in found or edition != found.get(_EDITION):
            return None
        kept = _remember(key, (content, headers), seconds)
    return kept


def _keep(key: str, response: HttpResponse, seconds: int, edition: str | None) -> None:
    """Keep the page under the edition in which it was begun: an editor may have published meanwhile."""
    names = ("Content-Type", "Cache-Control", "Content-Language")
    headers = {name: response[name] for name in names if response.has_header(name)}
    cache.set(key, (edition, response.content, headers), seconds * 6)
    _remember(key, (response.content, headers), seconds)


def _remember(key: str, found: tuple[bytes, dict[str, str]], seconds: int) -> Kept:
    if len(_memory) >= _MOST:
        _memory.clear()
    kept = (time.monotonic() + seconds, *found)
    _memory[key] = kept
    return kept


def _page(kept: Kept) -> HttpResponse:
    return HttpResponse(kept[1], headers=kept[2])
