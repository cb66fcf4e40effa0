"""Which worker runs what: a file stays on one worker, and so do those that share one clinic."""

from contextlib import AbstractContextManager, ExitStack
from typing import TypeVar

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = ("tests/journeys/", "tests/screens/")
BREAKING = ("tests/invariants/running/",)
CLINICS = (JOURNEYS, BREAKING)

Given = TypeVar("Given")


class ByFile(LoadFileScheduling):
    """As `--dist loadfile` does it, with all that share a clinic as if they were one file."""

    def _split_scope(self, nodeid: str) -> str:
        shared = clinic_of(nodeid)
        return shared[0] if shared else super()._split_scope(nodeid)


def clinic_of(nodeid: str) -> tuple[str, ...]:
    """Return the folders whose clinic a test shares; none if it needs no clinic."""
    return next((folders for folders in CLINICS if nodeid.startswith(folders)), ())


def longest_first(items: list[pytest.Item]) -> None:
    """Begin with what runs a whole clinic, so that the other workers are never waiting for it."""
    items.sort(key=lambda item: not clinic_of(item.nodeid))


_open: dict[tuple[str, ...], ExitStack] = {}


def enter(folders: tuple[str, ...], clinic: AbstractContextManager[Given]) -> Given:
    """Enter a clinic until the last test of these folders has run here: it costs even when it is idle."""
    return _open.setdefault(folders, ExitStack()).enter_context(clinic)


def leave(item: pytest.Item, following: pytest.Item | None) -> None:
    """Close the clinic of a test if the one that follows does not share it."""
    mine = clinic_of(item.nodeid)
    if mine in _open and (following is None or clinic_of(following.nodeid) != mine):
        _open.pop(mine).close()
