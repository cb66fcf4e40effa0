"""The demo clinic's pages, there for every test of the content slice."""

import pytest
from django.core.cache import cache

from storefront.content import demo, frame
from storefront.kit import page_cache


@pytest.fixture(scope="session")
def _pages(
    _shelves: None,
    django_db_blocker: "pytest_django.DjangoDbBlocker",  # type: ignore[name-defined]  # noqa: F821
) -> None:
    with django_db_blocker.unblock():
        demo.load()


@pytest.fixture(autouse=True)
def site(_pages: None, db: None) -> None:
    """Pages as the demo clinic has them, and nothing kept of an earlier test."""
    cache.clear()
    page_cache.forget()
    frame.forget()
