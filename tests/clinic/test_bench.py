"""Measuring: what is run is production's, what is counted was asked, and a wrong page is never measured."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from clinic.bench import driver, serving, statements
from clinic.bench.driver import WrongAnswers
from clinic.bench.figure import Figures, against, median, of_times
from clinic.bench.target import Target
from clinic.bench.wire import Request, Wire

ROOT = Path(__file__).parents[2]


class Site(BaseHTTPRequestHandler):
    """A page that is there, and one that is not."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = self.path == "/here"
        body = b"here" if found else b"gone"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "basket=b1; Path=/")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with closing(server.socket):
        yield server.server_address[1]
        server.shutdown()
        thread.join()


class TestPrograms:
    def test_are_those_of_the_images_and_the_compose_file(self) -> None:
        found = serving.programs(ROOT)

        assert set(found) == {*serving.IMAGES, *serving.SERVICES, *serving.RAW}
        assert found["portal"][:3] == (sys.executable, "-m", "granian")
        assert "{port}" in found["storefront"]
        assert "0.0.0.0" not in found["storefront"]

    def test_serve_a_raw_page_as_they_serve_the_application(self) -> None:
        found = serving.programs(ROOT)

        assert found["raw-django"][:-1] == found["storefront"][:-1]


class TestFigures:
    def test_count_and_rank(self) -> None:
        found = of_times([0.001 * n for n in range(1, 101)], 2.0)

        assert (found.rate, found.count) == (50, 100)
        assert found.p50_ms < found.p95_ms < found.p99_ms

    def test_take_the_run_in_the_middle(self) -> None:
        runs = [Figures(rate, 1, 2, 3, 10) for rate in (30.0, 10.0, 20.0)]

        assert against(median(runs), Figures(100.0, 1, 1, 1, 1)).ratio == 0.2

    def test_name_each_target_that_was_missed(self) -> None:
        target = Target(rate=100, statements=2, p95_ms=5)

        assert len(target.missed(Figures(99, 1, 6, 7, 1, statements=3))) == 3
        assert not target.missed(Figures(100, 1, 5, 7, 1, statements=2))


class TestDriving:
    def test_counts_what_was_answered(self, port: int) -> None:
        found = asyncio.run(
            driver._by_ourselves(port, [Request("/here").raw(port)] * 40, seconds=5, status=200, once=True)
        )

        assert found.count == 40

    def test_refuses_to_measure_a_wrong_page(self, port: int) -> None:
        with pytest.raises(WrongAnswers, match="404 instead of 200"):
            asyncio.run(
                driver._by_ourselves(port, [Request("/gone").raw(port)], seconds=5, status=200, once=True)
            )

    async def test_hears_status_cookies_and_body(self, port: int) -> None:
        wire = Wire(port, source="127.0.0.1")

        answer = await wire.ask(Request("/here"))

        assert (answer.status, answer.cookies, answer.text) == (200, {"basket": "b1"}, "here")
        await wire.close()


def test_statements_are_counted_by_who_ran_them_and_without_their_frame(tmp_path: Path) -> None:
    lines = (
        "portal|now|LOG:  execute <unnamed>: SELECT 1",
        "\tFROM nowhere",
        "portal|now|LOG:  statement: BEGIN",
        "portal|now|LOG:  statement: COMMIT",
        "portal|now|LOG:  statement: ROLLBACK TO SAVEPOINT one",
        "worker-rx|now|LOG:  execute _pg3_0: SELECT 2",
    )

    assert statements.read(lines, ["portal"]) == ["SELECT 1", "ROLLBACK TO SAVEPOINT one"]
