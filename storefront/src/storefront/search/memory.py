"""The index of each language as this process remembers it, until the catalogue or the pages change.

It is built at start; later a big one beside the requests, which go on meanwhile, and a small one at once.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection

from shared_lib.telemetry import log
from storefront.catalog import index as catalog
from storefront.catalog import memory as catalog_memory
from storefront.content import written as content
from storefront.kit import clock
from storefront.search.index import Document, Index, Sort

logger = log.get()

SMALL = 0.1
"""Up to how many seconds building may take within a request."""
PAGES_SECONDS = 5.0
"""How long a change of a page may go unnoticed."""
NAME, OTHER_NAME, TERM, SHELF, LINE, TITLE, TEXT = 10.0, 6.0, 7.0, 3.0, 2.0, 6.0, 0.6


@dataclass(slots=True)
class _Kept:
    index: Index
    catalogue: catalog.Index
    pages: str
    took: float


_lock = threading.Lock()
_kept: dict[str, _Kept] = {}
_pages: tuple[float, str] = (0.0, "")


def current(locale: str, now: datetime) -> Index:
    """Return the index of a language."""
    catalogue, pages = catalog_memory.current(now), _pages_version()
    kept = _kept.get(locale)
    if kept is not None and kept.catalogue is catalogue and kept.pages == pages:
        return kept.index
    if kept is None or kept.took < SMALL:
        with _lock:
            return _built(locale, catalogue, pages).index
    if _lock.acquire(blocking=False):
        threading.Thread(target=_build_beside, args=(locale, catalogue, pages), daemon=True).start()
    return kept.index


def warm() -> None:
    """Build the indexes of all languages beside whatever comes first."""
    threading.Thread(target=_warm, daemon=True).start()


def forget() -> None:
    """Build everything anew at the next question."""
    global _pages  # noqa: PLW0603 - one version a process
    _kept.clear()
    _pages = (0.0, "")


def _built(locale: str, catalogue: catalog.Index, pages: str) -> _Kept:
    kept = _kept.get(locale)
    if kept is None or kept.catalogue is not catalogue or kept.pages != pages:
        began = time.monotonic()
        index = Index([*_products(catalogue, locale), *_written(locale)])
        kept = _kept[locale] = _Kept(index, catalogue, pages, time.monotonic() - began)
    return kept


def _build_beside(locale: str, catalogue: catalog.Index, pages: str) -> None:
    try:
        _built(locale, catalogue, pages)
    finally:
        connection.close()
        _lock.release()


def _warm() -> None:
    try:
        for locale, _ in settings.LANGUAGES:
            current(locale, clock.now())
    except DatabaseError:
        logger.info("search.cold")
    finally:
        connection.close()


def _pages_version() -> str:
    global _pages  # noqa: PLW0603 - one version a process
    if _pages[0] < time.monotonic():
        _pages = (time.monotonic() + PAGES_SECONDS, content.version())
    return _pages[1]


def _products(catalogue: catalog.Index, locale: str) -> Iterator[Document]:
    values = {(facet.key, key): names for facet in catalogue.facets for key, names in facet.values.items()}
    for entry in catalogue.entries:
        own = catalogue.text(entry.id, locale)
        shelf = catalogue.shelf(entry.category, locale)
        fields = [(own.name, NAME), (own.summary, LINE), *((term, TERM) for term in own.terms)]
        fields += [(text, TERM) for text in (*entry.ingredients, *entry.codes)]
        fields += [(one.name, OTHER_NAME) for one in catalogue.words[entry.id].values() if one is not own]
        fields += [(term, LINE) for one in catalogue.words[entry.id].values() for term in one.terms]
        fields += [(name, SHELF) for pair in entry.facets for name in values.get(pair, {}).values()]
        fields += [(shelf.name, SHELF)] if shelf else []
        yield Document(Sort.PRODUCT, own.name, fields, entry)


def _written(locale: str) -> Iterator[Document]:
    for page in content.list_written(locale):
        fields = [(page.title, TITLE), (page.line, LINE), (page.text, TEXT)]
        yield Document(Sort.ARTICLE if page.is_article else Sort.PAGE, page.title, fields, page)
