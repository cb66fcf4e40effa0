"""Points at which a local clinic's process can be made to die, to see what becomes of its work.

A file named after a point, in the folder that `arm` was told, makes the next process that gets there remove
the file and be gone, as if it had been killed. What is never armed, as in production, has no such points:
`brittle` returns the port itself, and `here` does nothing. docs/invariants.md lists the names.
"""

import os
from collections.abc import Callable
from inspect import isawaitable
from pathlib import Path
from typing import Any, TypeVar, cast

STATUS = 137
"""The exit status of what was killed."""

Port = TypeVar("Port")

_armed: list[Path] = []


def arm(folder: Path | None) -> None:
    """Have the points of this process watch a folder; None, which is all that production gives, disarms."""
    _armed[:] = [folder] if folder else []


def here(point: str) -> None:
    """Be gone at this point, at once and without a word, if that was asked for."""
    if _armed:
        try:
            (_armed[0] / point).unlink()
        except FileNotFoundError:
            return
        os._exit(STATUS)


def brittle(port: Port, name: str) -> Port:
    """Return a port each of whose verbs has the points `<name>.<verb>.before` and `.after`, once armed."""
    return cast(Port, _Brittle(port, name)) if _armed else port


class _Brittle:
    def __init__(self, port: object, name: str) -> None:
        self._port, self._name = port, name

    def __getattr__(self, verb: str) -> Any:
        found = getattr(self._port, verb)
        return _watched(found, f"{self._name}.{verb}") if callable(found) else found


def _watched(verb: Callable[..., Any], point: str) -> Callable[..., Any]:
    def called(*given: Any, **named: Any) -> Any:
        here(f"{point}.before")
        answer = verb(*given, **named)
        if isawaitable(answer):
            return _awaited(answer, point)
        here(f"{point}.after")
        return answer

    return called


async def _awaited(answer: Any, point: str) -> Any:
    found = await answer
    here(f"{point}.after")
    return found
