"""Every process of a local clinic in one table: its program, what it is told, when it starts and stops."""

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass

PYTHON = sys.executable


@dataclass(frozen=True)
class Process:
    """One process. `group` names its environment file; `port` is the preferred one, for those that listen."""

    name: str
    group: str
    wave: str
    command: Sequence[str]
    module: str = "clinic"
    port: int | None = None
    ready: str | None = None
    patience: int = 5

    def is_installed(self) -> bool:
        """Return whether this host carries the member that the process belongs to."""
        try:
            return importlib.util.find_spec(self.module) is not None
        except ModuleNotFoundError:
            return False


WAVES = ("servers", "doubles", "applications", "workers")
"""Started in this order, stopped in the reverse."""


def _granian(interface: str, target: str, *options: str) -> Sequence[str]:
    served = ("--interface", interface, "--host", "127.0.0.1", "--port", "{port}", "--no-ws", *options)
    return (PYTHON, "-m", "granian", *served, target)


def _dramatiq(module: str) -> Sequence[str]:
    options = ("--processes", "1", "--threads", "2", "--worker-shutdown-timeout", "6000")
    return (PYTHON, "-m", "dramatiq", *options, module)


def _clinic(*arguments: str) -> Sequence[str]:
    return (PYTHON, "-m", "clinic", *arguments)


PROCESSES = (
    Process("postgres", "servers", "servers", (), port=5433),
    Process("valkey", "servers", "servers", (), port=6390),
    Process(
        "stripe",
        "stripe",
        "doubles",
        _granian("asgi", "integrations.stripe.double.main:app"),
        "integrations.stripe.double.main",
        8002,
        "/readyz",
    ),
    Process(
        "counterparts",
        "counterparts",
        "doubles",
        _granian("asgi", "integrations.counterparts:app"),
        "integrations.counterparts",
        8003,
        "/readyz",
    ),
    Process(
        "storefront",
        "storefront",
        "applications",
        _granian("wsgi", "storefront.wsgi:application", "--workers", "1", "--blocking-threads", "2"),
        "storefront.wsgi",
        8000,
        "/readyz",
    ),
    Process(
        "portal",
        "portal",
        "applications",
        _granian("asgi", "rx_portal.app.main:app", "--workers", "1"),
        "rx_portal.app.main",
        8001,
        "/readyz",
    ),
    Process(
        "worker-shop",
        "storefront",
        "workers",
        _dramatiq("storefront.worker"),
        "storefront.worker",
        patience=7,
    ),
    Process("worker-rx", "portal", "workers", _dramatiq("rx_portal.worker"), "rx_portal.worker", patience=7),
    Process("relay-shop", "relay-shop", "workers", _clinic("relay", "shop")),
    Process("relay-rx", "relay-rx", "workers", _clinic("relay", "rx")),
    Process("sealer", "sealer", "workers", _clinic("sealer")),
    Process("scheduler", "scheduler", "workers", _clinic("scheduler")),
)

BY_NAME = {process.name: process for process in PROCESSES}


def chosen(*, embedded_postgres: bool, embedded_valkey: bool) -> Sequence[Process]:
    """Return the processes that this host runs."""
    left_out = {"postgres"} if not embedded_postgres else set()
    left_out |= {"valkey"} if not embedded_valkey else set()
    return [process for process in PROCESSES if process.name not in left_out and process.is_installed()]
