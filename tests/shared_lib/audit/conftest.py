from collections.abc import Iterator

import pytest

from tests.harness.urls import Pair
from tests.shared_lib.audit.record import Record, a_record


@pytest.fixture(scope="module")
def kept(databases: Pair) -> Iterator[Record]:
    """A record that the module's tests share; whoever tampers takes it back."""
    with a_record(databases) as one:
        yield one


@pytest.fixture
def record(fresh_pair: Pair) -> Iterator[Record]:
    with a_record(fresh_pair) as one:
        yield one
