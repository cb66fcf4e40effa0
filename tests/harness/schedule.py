"""Which worker runs what: a file stays on one worker, and so do all journeys, for they share one clinic."""

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = "tests/journeys/"


class ByFile(LoadFileScheduling):
    """As `--dist loadfile` does it, with the journeys as if they were one file."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else super()._split_scope(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Put the journeys first: nothing takes as long, and so the other workers are never waiting for them."""
    items.sort(key=lambda item: not item.nodeid.startswith(JOURNEYS))
