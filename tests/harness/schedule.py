"""Which worker runs what: a file stays on one worker, and so do those that share one clinic."""

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = ("tests/journeys/", "tests/screens/")
BREAKING = ("tests/invariants/running/",)
CLINICS = (JOURNEYS, BREAKING)


class ByFile(LoadFileScheduling):
    """As `--dist loadfile` does it, with all that share a clinic as if they were one file."""

    def _split_scope(self, nodeid: str) -> str:
        shared = (folders[0] for folders in CLINICS if nodeid.startswith(folders))
        return next(shared, None) or super()._split_scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Begin with what runs a whole clinic, so that the other workers are never waiting for it."""
    items.sort(key=lambda item: not item.nodeid.startswith((*JOURNEYS, *BREAKING)))
