"""A checkout of its own for tests that start and stop a clinic."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic import down
from clinic.home import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """An empty checkout; its servers are stopped and removed afterwards."""
    for name in ("DATABASE_URL", "REDIS_URL", "CLINIC_DB_PREFIX"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "lock.txt").touch()
    place = Home(tmp_path)
    yield place
    down.clean(place)
