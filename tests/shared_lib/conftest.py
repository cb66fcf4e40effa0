"""A pair of databases for each module of tests, and a connection for each login that a test may need."""

import secrets
from collections.abc import Iterator

import pytest

from tests.harness.server import Server
from tests.harness.urls import Pair
from tests.shared_lib.runner import Runner, runner


@pytest.fixture(scope="module")
def databases(server: Server, worker: str) -> Iterator[Pair]:
    suffix = f"{worker}_{secrets.token_hex(4)}"
    yield server.pair(suffix)
    server.drop(suffix)


@pytest.fixture
def storefront(databases: Pair) -> Iterator[Runner]:
    with runner(databases.shop["storefront"]) as one:
        yield one


@pytest.fixture
def portal(databases: Pair) -> Iterator[Runner]:
    with runner(databases.shop["portal"]) as one:
        yield one


@pytest.fixture
def sealer(databases: Pair) -> Iterator[Runner]:
    with runner(databases.shop["sealer"]) as one:
        yield one


@pytest.fixture
def administrator(databases: Pair) -> Iterator[Runner]:
    with runner(databases.shop["administrator"]) as one:
        yield one
