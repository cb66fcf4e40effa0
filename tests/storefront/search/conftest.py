"""Search under test: its index is built where it is asked for; a thread would not see what a test wrote."""

import pytest

from storefront.search import memory


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SMALL", float("inf"))
