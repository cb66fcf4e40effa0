"""A real Chromium: one that is there, or Playwright's, or Debian's; else tests are left out, aloud."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.harness.prepared import ROOT, alone

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium, for one file of tests: while it is open, no test of its worker can be async."""
    with sync_playwright() as playwright:
        with alone(ROOT / ".run" / "test" / "browser"):
            path = _found(playwright)
        if path is None:
            pytest.skip("NO BROWSER: no Chromium was found, and none could be installed.")
        options = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        settings: dict[str, str | float | bool] = {
            **os.environ,
            "XDG_CONFIG_HOME": str(ROOT / ".run" / "test" / "chromium"),
        }
        opened = playwright.chromium.launch(executable_path=path, args=options, env=settings)
        yield opened
        opened.close()


def _found(playwright: Playwright) -> str | None:
    for find in (_there, lambda: playwright.chromium.executable_path, _of_debian):
        path = find()
        if path and Path(path).exists():
            return path
    return None


def _there() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _of_debian() -> str | None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet: Mapping[str, str] = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "-q", "chromium"]):
            subprocess.run(command, env=quiet, capture_output=True, check=False, timeout=300)
    return _there()
