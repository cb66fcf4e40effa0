"""The index of each language as this process remembers it, until the catalogue or the pages change."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from storefront.catalog import index as catalog
from storefront.catalog import memory as catalog_memory
from storefront.content import written as content
from storefront.search.index import Document, Index, Sort

PAGES_SECONDS = 5.0
"""How long a change of a page may go unnoticed."""
NAME, OTHER_NAME, TERM, SHELF, LINE, TITLE, TEXT = 10.0, 6.0, 7.0, 3.0, 2.0, 6.0, 0.6


@dataclass(slots=True)
class _Kept:
    index: Index
    catalogue: catalog.Index
    pages: str


_lock = threading.Lock()
_kept: dict[str, _Kept] = {}
_pages: tuple[float, str] = (0.0, "")


def current(locale: str, now: datetime) -> Index:
    """Return the index of a language."""
    catalogue, pages = catalog_memory.current(now), _pages_version()
    kept = _kept.get(locale)
    if kept is None or kept.catalogue is not catalogue or kept.pages != pages:
        with _lock:
            kept = _kept.get(locale)
            if kept is None or kept.catalogue is not catalogue or kept.pages != pages:
                documents = [*_products(catalogue, locale), *_written(locale)]
                kept = _kept[locale] = _Kept(Index(documents), catalogue, pages)
    return kept.index


def forget() -> None:
    """Build everything anew at the next question."""
    global _pages  # noqa: PLW0603 - one version a process
    _kept.clear()
    _pages = (0.0, "")


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
