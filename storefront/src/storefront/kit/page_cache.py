"""Whole pages that are the same for everyone, kept for seconds in the process and a little longer in Redis.

A view says `@same_for_everyone`; its page must hold nothing personal, no token and no nonce, and may not
differ by any header: the address alone decides, so that a CDN can hold it too. What is personal (the basket's
badge, the account link) is fetched by the page itself; `kit.middleware.same_origin` guards its forms.

A page that is asked for once costs nothing beside itself: it is packed when somebody takes it packed, and
goes to Redis when it is asked for again. It is never older than `PAGE_CACHE_SECONDS` in the process and twice
that in Redis. `forget` makes every process begin anew within a second, so that what editors and operators
change is seen at once.
"""

import functools
import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import redis
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified

from shared_lib.telemetry import log

logger = log.get()

Next = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponse]

_MARK = "_same_for_everyone"
_EDITION = "page:edition"
_MOST_BYTES = 12 * 1024 * 1024
_NAMES = ("Content-Type", "Content-Language")
_WORTH_PACKING = 1024
_LEVEL = 4
"""Of gzip: two thirds of the time of 6, for pages three hundredths bigger."""


@dataclass(slots=True)
class Kept:
    """A page as it is sent: plain, its headers, and packed once somebody takes it so."""

    plain: bytes
    headers: Mapping[str, str]
    packed: bytes | None = None
    is_shared: bool = False

    @property
    def size(self) -> int:
        """Return how many bytes it takes in memory; packed, a page is about a quarter of itself."""
        return len(self.plain) * 5 // 4

    def pack(self) -> bytes | None:
        """Return it packed, None if that is not worth it. It gives nothing away: there is no secret in it."""
        if self.packed is None and len(self.plain) >= _WORTH_PACKING:
            self.packed = gzip.compress(self.plain, _LEVEL, mtime=0)
        return self.packed


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
        if not seconds or request.method != "GET":
            return get_response(request)
        key = _key(request)
        kept = _memory.recall(key, seconds)
        if kept is None:
            name = _memory.named(key)
            response = get_response(request)
            if (
                not (getattr(response, _MARK, False) and isinstance(response, HttpResponse))
                or response.cookies
            ):
                return response
            kept = _memory.keep(key, name, _kept(response, seconds), seconds)
        return _answer(request, kept)

    return middleware


def edition() -> object:
    """Return what is replaced when everything that is kept has to be made anew; a second old at most."""
    return _memory.edition()


def forget() -> None:
    """Begin a new edition: this process forgets at once, every other within a second."""
    _memory.clear()
    try:
        cache.set(_EDITION, uuid4().hex, None)
    except redis.RedisError:
        logger.warning("pages lapse by themselves: Redis cannot be reached")


class _Memory:
    """What this process keeps, the least lately used going first; behind it what Redis keeps for all."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, tuple[float, str, Kept]] = OrderedDict()
        self._bytes = 0
        self._edition: tuple[float, object] = (0.0, None)

    def recall(self, key: str, seconds: int) -> Kept | None:
        self.edition()
        now = time.monotonic()
        until, name, kept = self._pages.get(key, (0.0, "", None))
        if kept is not None and until > now:
            if not kept.is_shared:
                _share(name, kept, round(until - now) + seconds)
            return kept
        name = self.named(key)
        kept = _from_redis(name)
        return self._hold(key, name, kept, now + seconds) if kept is not None else None

    def keep(self, key: str, name: str, kept: Kept, seconds: int) -> Kept:
        """Keep a page under the name it was begun with: an editor may have published meanwhile."""
        return self._hold(key, name, kept, time.monotonic() + seconds)

    def edition(self) -> object:
        """Return the edition in force, looked at once a second."""
        now = time.monotonic()
        if self._edition[0] < now:
            self._look_at_edition(now)
        return self._edition[1]

    def clear(self) -> None:
        self._pages.clear()
        self._bytes = 0
        self._edition = (0.0, None)

    def _hold(self, key: str, name: str, kept: Kept, until: float) -> Kept:
        before = self._pages.pop(key, None)
        self._bytes += kept.size - (before[2].size if before else 0)
        self._pages[key] = (until, name, kept)
        while self._bytes > _MOST_BYTES:
            _, (_, _, gone) = self._pages.popitem(last=False)
            self._bytes -= gone.size
        return kept

    def _look_at_edition(self, now: float) -> None:
        edition = _from_redis(_EDITION)
        if edition != self._edition[1]:
            self._pages.clear()
            self._bytes = 0
        self._edition = (now + 1.0, edition)

    def named(self, key: str) -> str:
        """Return what a page is called in Redis in this edition."""
        return f"page:{self._edition[1]}:{key}"


_memory = _Memory()


def _from_redis(name: str) -> Any:
    try:
        return cache.get(name)
    except redis.RedisError:
        return None


def _share(name: str, kept: Kept, seconds: int) -> None:
    """Let other processes have it; where Redis cannot be reached, they make their own."""
    kept.pack()
    kept.is_shared = True
    try:
        cache.set(name, kept, seconds)
    except redis.RedisError:
        logger.warning("a page is kept in this process only: Redis cannot be reached")


def _key(request: HttpRequest) -> str:
    """Return a short name for an address, whose query may be long or hold what caches should not."""
    address = f"{request.get_host()}{request.get_full_path()}"
    return hashlib.sha256(address.encode()).hexdigest()


def _kept(response: HttpResponse, seconds: int) -> Kept:
    """Return what is kept of a page."""
    plain = bytes(response.content)
    headers = {name: response[name] for name in _NAMES if response.has_header(name)}
    headers["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}"
    headers["ETag"] = f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"'
    headers["Vary"] = "Accept-Encoding"
    return Kept(plain, headers)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    if request.headers.get("If-None-Match") == kept.headers["ETag"]:
        return HttpResponseNotModified(headers=dict(kept.headers))
    packed = kept.pack() if "gzip" in request.headers.get("Accept-Encoding", "") else None
    if packed is not None:
        return HttpResponse(packed, headers={**kept.headers, "Content-Encoding": "gzip"})
    return HttpResponse(kept.plain, headers=dict(kept.headers))
