"""A log line is made of known words only; what a person typed is in none."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from shared_lib.telemetry import log, request

SECRET = "Canary of the Harz"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged; the process's own logging is put back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    written = io.StringIO()
    log.configure("test", stream=written)
    yield written
    logging.captureWarnings(capture=False)
    root.handlers, root.level = before, level
    structlog.reset_defaults()


def last(lines: io.StringIO) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(lines.getvalue().splitlines()[-1])
    return found


def fail() -> None:
    raise ValueError(SECRET)


def test_a_key_that_is_not_on_the_list_is_dropped_and_counted(lines: io.StringIO) -> None:
    log.get().info("answered", route="/care", diagnosis=SECRET, email=SECRET)

    assert SECRET not in lines.getvalue()
    assert (last(lines)["route"], last(lines)["dropped"]) == ("/care", 2)


def test_a_line_says_when_which_process_and_which_request(lines: io.StringIO) -> None:
    name = request.begin()

    log.get().info("answered")

    assert last(lines)["process"] == "test"
    assert last(lines)["request_id"] == name
    assert last(lines)["level"] == "info"
    assert last(lines)["time"].endswith("+00:00")


def test_an_error_is_its_class_and_the_places_it_passed(lines: io.StringIO) -> None:
    try:
        fail()
    except ValueError as error:
        log.get().error("failed", exc_info=error)

    assert SECRET not in lines.getvalue()
    assert last(lines)["error"] == "ValueError"
    assert all(place.startswith("test_log.py:") for place in last(lines)["trail"])
    assert len(last(lines)["trail"]) == 2


def test_a_librarys_line_is_its_template_without_what_was_filled_in(lines: io.StringIO) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", f"/care/{SECRET}")

    assert SECRET not in lines.getvalue()
    assert last(lines)["event"] == "Not Found: %s"
    assert last(lines)["logger"] == "django.request"


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_a_librarys_finished_sentence_is_withheld(lines: io.StringIO, level: int) -> None:
    logging.getLogger("asyncio").log(level, f"Task exception was never retrieved: {SECRET}")

    assert SECRET not in lines.getvalue()
    assert "withheld" in last(lines)["event"]


def test_a_librarys_error_loses_its_words(lines: io.StringIO) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("dramatiq.worker").exception("Failed to process message %s", SECRET)

    assert SECRET not in lines.getvalue()
    assert last(lines)["error"] == "ValueError"


def test_a_long_value_is_cut(lines: io.StringIO) -> None:
    log.get().info("answered", route="/" * 5000)

    assert len(last(lines)["route"]) == 200


@pytest.mark.parametrize("given", ["x", "a b c d e f g h", "id\nforged=1-----", "e" * 65, None])
def test_a_callers_name_that_is_not_plain_is_not_taken_over(given: str | None) -> None:
    assert request.begin(given) != given


def test_a_callers_plain_name_is_taken_over() -> None:
    assert request.begin("edge-0123456789") == "edge-0123456789"
    assert request.trace_of("edge-0123456789") == request.trace_of("edge-0123456789") > 0
