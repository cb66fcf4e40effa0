"""What every test may ask for: real servers, real databases, no stand-in.

    server      the run's PostgreSQL and Valkey (started when first asked for; shared by all xdist workers)
    shop_urls   {"administrator", "storefront", "portal", "sealer", "report", "migrator"} -> URL of this
                worker's database `shop`, migrated; its tables are empty unless a migration fills them
    rx_urls     {"administrator", "portal", "sealer", "report", "migrator"} -> URL of this worker's `rx`
    fresh_pair  databases for one test alone (`.shop["storefront"]`, `.rx["portal"]`), thrown away after it:
                for tests that commit what others must not see, or break things (about 0.2 s)
    redis_url   this worker's own numbered database of Valkey, emptied at start
    stripe_double  this worker's payment processor, a process of its own; `.reset()` empties its books

They are clones of a template that is made again whenever a migration changes (`tests/harness/prepared.py`).
`DATABASE_URL` (an administrator's) and `REDIS_URL` put other servers in the place of the embedded ones.
"""

import os
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from hypothesis import HealthCheck
from hypothesis import settings as property_settings

from tests.harness import schedule
from tests.harness import server as servers
from tests.harness.server import Server
from tests.harness.urls import Pair, Urls
from tests.integrations.stripe.running import Double, running

# How long an example takes says how busy the machine is, and nothing of the property.
property_settings.register_profile(
    "unhurried", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
property_settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    """Name this run; xdist's workers inherit the name."""
    if not hasattr(config, "workerinput"):
        os.environ[servers.RUN] = f"{os.getpid()}-{secrets.token_hex(3)}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the run started."""
    if not hasattr(config, "workerinput"):
        servers.release()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> schedule.ByFile:
    """Keep a file on one worker, and the journeys too."""
    return schedule.ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    schedule.longest_first(items)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Close a clinic that no test here needs any more."""
    schedule.leave(item, nextitem)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was left out for want of a browser."""
    left_out = [one for one in terminalreporter.stats.get("skipped", []) if "NO BROWSER" in str(one.longrepr)]
    if left_out:
        why = "Set CHROMIUM, or install the package chromium, or run `playwright install chromium`."
        terminalreporter.write_line(
            f"LEFT OUT: {len(left_out)} tests in a real browser, for there is none. {why}",
            red=True,
            bold=True,
        )


@pytest.fixture(scope="session")
def server() -> Server:
    return servers.obtain()


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """The name of this xdist worker, `main` where there are none."""
    given: dict[str, str] = getattr(request.config, "workerinput", {})
    return given.get("workerid", "main")


@pytest.fixture(scope="session")
def pair(server: Server, worker: str) -> Pair:
    return server.pair(worker)


@pytest.fixture(scope="session")
def shop_urls(server: Server, pair: Pair) -> Urls:
    if problem := server.problem("shop"):
        pytest.fail(problem, pytrace=False)
    return pair.shop


@pytest.fixture(scope="session")
def shelved_urls(server: Server, worker: str) -> Urls:
    """The URLs of a clone that only the shop's tests have, for the demo clinic's shelves stay in it."""
    return server.pair(f"{worker}_shelves").shop


@pytest.fixture(scope="session")
def rx_urls(server: Server, pair: Pair) -> Urls:
    if problem := server.problem("rx"):
        pytest.fail(problem, pytrace=False)
    return pair.rx


@pytest.fixture(scope="session")
def stripe_double(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Double]:
    with running(tmp_path_factory.mktemp("stripe")) as double:
        yield double


@pytest.fixture
def fresh_pair(server: Server, worker: str) -> Iterator[Pair]:
    suffix = f"{worker}_{secrets.token_hex(4)}"
    yield server.pair(suffix)
    server.drop(suffix)


@pytest.fixture(scope="session")
def redis_url(server: Server, worker: str) -> str:
    number = int(worker.removeprefix("gw") if worker.startswith("gw") else 0) % 16
    url = server.redis if os.environ.get("REDIS_URL") else f"{server.redis.rpartition('/')[0]}/{number}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url
