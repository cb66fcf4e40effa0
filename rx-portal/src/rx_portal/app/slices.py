"""The slices that make up the portal, in the order of the patient's journey."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from rx_portal.kit.db import Sessions

SLICES = (
    "identity",
    "formulary",
    "eligibility",
    "enrollment",
    "intake",
    "risk",
    "visit",
    "review",
    "prescription",
    "order",
    "payment",
    "dispensing",
    "desk",
)


def _parts(name: str) -> Iterator[ModuleType]:
    for slice_name in SLICES:
        module = f"rx_portal.{slice_name}.{name}"
        if find_spec(f"rx_portal.{slice_name}") and find_spec(module):
            yield import_module(module)


def route_handlers() -> Sequence[Any]:
    """Return what every slice serves: the `handlers` of its `routes`."""
    return [handler for module in _parts("routes") for handler in module.handlers]


def load_models() -> None:
    """Make every slice's tables known."""
    for _ in _parts("models"):
        pass


def load_tasks() -> None:
    """Register every slice's jobs."""
    for _ in _parts("tasks"):
        pass


def load_demos() -> Sequence[Callable[[Sessions, datetime], Awaitable[None]]]:
    """Return what loads each slice's part of the demo clinic; identity's comes first and apart."""
    return [module.load for module in _parts("demo") if not module.__name__.startswith("rx_portal.identity")]
