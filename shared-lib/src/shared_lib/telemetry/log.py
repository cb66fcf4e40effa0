"""Structured logs: one JSON object a line, made of known keys only.

A library's message is written as its template, without what was filled in: the words may be a patient's. An
error is its class and the places it passed, never its message.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

from shared_lib.clock import real_now
from shared_lib.telemetry import request
from shared_lib.telemetry.keys import KEYS, LONGEST

PLAINSPOKEN = ("granian", "_granian", "dramatiq", "gunicorn", "uvicorn.error", "django.utils.autoreload")
"""Loggers that speak of processes only, so that even a finished sentence of theirs may be kept."""

FRAMES = 12

Line = MutableMapping[str, Any]


def configure(process: str, *, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Have everything this process logs go to `stream` (the standard error), as lines of known keys."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _Stamp(process),
            failure,
            only_known,
            structlog.processors.JSONRenderer(sort_keys=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=stream is None,
    )
    root = logging.getLogger()
    root.handlers = [Foreign()]
    root.setLevel(level)
    logging.captureWarnings(capture=True)


def get(**known: Any) -> Any:
    """Return a logger; what is `known` is on each of its lines."""
    return structlog.get_logger(**known)


class _Stamp:
    """Adds what every line has: when, by which process, for which request."""

    def __init__(self, process: str) -> None:
        self._process = process

    def __call__(self, _: Any, __: str, line: Line) -> Line:
        given = {"time": real_now().isoformat(timespec="milliseconds"), "process": self._process}
        if (current := request.current()) is not None:
            given["request_id"] = current
        return {**given, **line}


def failure(_: Any, __: str, line: Line) -> Line:
    """Turn `exc_info` into the error's class and the places it passed."""
    found = line.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
        line["trail"] = trail(error.__traceback__)
    return line


def only_known(_: Any, __: str, line: Line) -> Line:
    """Drop every key that is not on the list, and say how many."""
    kept = {key: _plain(value) for key, value in line.items() if key in KEYS}
    if dropped := len(line) - len(kept):
        kept["dropped"] = dropped
    return kept


def trail(traceback: TracebackType | None) -> Sequence[str]:
    """Return where an error passed, outermost first, as `module.py:line`; no values."""
    places = []
    while traceback:
        places.append(f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places[-FRAMES:]


class Foreign(logging.Handler):
    """Writes what libraries log by the standard library's logging."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record without its arguments."""
        line: Mapping[str, Any] = {"logger": record.name, "exc_info": record.exc_info}
        structlog.get_logger().log(record.levelno, _template(record), **line)


def _template(record: logging.LogRecord) -> str:
    if record.args or record.name.startswith(PLAINSPOKEN):
        return str(record.msg)
    return "(a finished sentence, withheld)" if record.levelno >= logging.WARNING else "(withheld)"


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [str(one)[:LONGEST] for one in value[:FRAMES]]
    return str(value)[:LONGEST]
