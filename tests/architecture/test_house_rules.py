"""Rules of the house that no linter knows."""

import re
import subprocess
from dataclasses import MISSING, fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args, get_type_hints

import pytest

import rx_portal
from rx_portal.kit.jobs import consumers_of
from shared_lib.events import Event
from shared_lib.events.event import ENVELOPE, PERMITTED

ROOT = Path(__file__).parents[2]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}
LONGEST = 300


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).is_file()]


def test_no_file_is_long() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in tracked("*.py")}

    long = {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONGEST}
    assert long == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    named = [path for path in tracked("*.py") if FORBIDDEN_NAMES & {path.stem, *path.parent.parts}]

    assert named == []


def test_the_locks_name_no_address() -> None:
    locks = tracked("requirements/*.txt", "*package-lock.json")

    assert locks
    for lock in locks:
        assert not re.search(r"://|@ file:|^-e ", lock.read_text(), re.MULTILINE), lock


def portal_events() -> list[type[Event]]:
    for module in walk_packages(rx_portal.__path__, "rx_portal."):
        if module.name.endswith(".events"):
            import_module(module.name)
    found = [kind for kind in _below(Event) if kind.__module__.startswith("rx_portal.")]
    assert found
    import_module("rx_portal.app.slices")
    return found


def _below(kind: type[Event]) -> list[type[Event]]:
    found = [one for child in kind.__subclasses__() for one in (child, *_below(child))]
    return [one for one in found if hasattr(one, "type")]


@pytest.mark.parametrize("kind", portal_events(), ids=lambda kind: kind.__name__)
def test_an_event_says_whether_anybody_consumes_it(kind: type[Event]) -> None:
    assert kind.consumed is bool(consumers_of(kind.type))


@pytest.mark.parametrize("kind", portal_events(), ids=lambda kind: kind.__name__)
def test_an_event_carries_only_ids_codes_times_and_money(kind: type[Event]) -> None:
    hints = get_type_hints(kind)

    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.v\d+", kind.type)
    for item in fields(kind):
        if item.name not in ENVELOPE:
            allowed = [
                one for one in (get_args(hints[item.name]) or (hints[item.name],)) if one is not type(None)
            ]
            assert all(issubclass(one, PERMITTED) for one in allowed), item.name
            assert item.name not in {"note", "text", "reason_text", "words", "name", "email"}, item.name
            assert item.default is MISSING or item.default is None or isinstance(item.default, PERMITTED)
