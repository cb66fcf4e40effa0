"""The catalogue as this process remembers it, read anew when its version or the hour says that it changed.

The version is looked at once a second at most. A big catalogue is read beside the requests, which go on with
what was known; a small one at once, so that an editor sees the change with the next page.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection

from shared_lib import catalog
from shared_lib.catalog import Category
from shared_lib.catalog import memory as statements
from shared_lib.catalog.memory import Entry, Facet, Words
from storefront.catalog.index import Index
from storefront.kit import clock, page_cache
from storefront.kit.db import run

SMALL = 0.1
"""Up to how many seconds reading may take within a request."""
SOLD_OUT_SECONDS = 5.0


@dataclass(slots=True)
class _Kept:
    index: Index
    version: int
    until: datetime | None
    took: float
    checked_at: float
    sold_out: tuple[float, int] = (0.0, 0)


_lock = threading.Lock()
_kept: _Kept | None = None


def current(now: datetime) -> Index:
    """Return the catalogue in memory."""
    return _fresh(now).index


def sold_out(now: datetime) -> int:
    """Return the set of products that cannot be had now, a few seconds old at most."""
    kept = _fresh(now)
    if kept.sold_out[0] < time.monotonic():
        gone = kept.index.mask_of(row[0] for row in run(statements.sold_out()))
        kept.sold_out = (time.monotonic() + SOLD_OUT_SECONDS, gone)
    return kept.sold_out[1]


def forget() -> None:
    """Read everything anew at the next question."""
    global _kept  # noqa: PLW0603 - one catalogue a process
    _kept = None


def _fresh(now: datetime) -> _Kept:
    kept = _kept
    if kept is None:
        with _lock:
            return _kept or _read(now)
    if not _is_stale(kept, now):
        return kept
    if kept.took < SMALL:
        with _lock:
            return _read(now)
    if _lock.acquire(blocking=False):
        threading.Thread(target=_read_beside, daemon=True).start()
    return kept


def _is_stale(kept: _Kept, now: datetime) -> bool:
    if kept.until is not None and now >= kept.until:
        return True
    if kept.checked_at + settings.CATALOG_CHECK_SECONDS > time.monotonic():
        return False
    kept.checked_at = time.monotonic()
    return _version() != kept.version


def _version() -> int:
    return int(run(statements.version())[0][0])


def _read(now: datetime) -> _Kept:
    """Read the version first: what is committed while we read raises it, and is read the next time."""
    global _kept  # noqa: PLW0603 - one catalogue a process
    began = time.monotonic()
    version = _version()
    options = {key: dict(zip(*words, strict=True)) for key, *words in run(statements.options())}
    index = Index(
        Entry.all_of(run(statements.entries(now=now))),
        Words.all_of(run(statements.words())),
        Facet.all_of(run(statements.facets())),
        options,
        {code: Category.all_of(run(catalog.categories(locale=code))) for code, _ in settings.LANGUAGES},
    )
    until = run(statements.next_price_change(now=now))[0][0]
    ended = time.monotonic()
    if _kept is not None and _kept.version != version:
        page_cache.forget()
    _kept = _Kept(index, version, until, ended - began, ended)
    return _kept


def _read_beside() -> None:
    try:
        _read(clock.now())
    finally:
        _lock.release()
        connection.close()
