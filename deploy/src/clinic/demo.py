"""The demonstration: a clinic with its demo data, and the story played through its front doors."""

import importlib.util
import signal
import subprocess
import sys
import threading

from clinic import environment, status
from clinic.down import down
from clinic.home import Home
from clinic.migrate import Step, run_all, state_of
from clinic.process import start
from clinic.secret import keep
from clinic.up import up

LOADERS = (
    Step("storefront.__main__", ("demo",), "shop", "storefront"),
    Step("rx_portal.demo", (), "rx", "portal"),
)
STORY = "clinic.story"


def play(home: Home, *, once: bool) -> int:
    """Bring the clinic up, load the demo and play the story; then stay up until Ctrl-C, unless `once`.

    :returns: the story's exit status.
    """
    known = up(home)
    try:
        load(home)
        outcome = tell(home)
        print("\nThe clinic is open:")
        status.print_addresses(known)
        status.print_logins(known)
        if not once:
            _wait_for_the_end()
    finally:
        down(home)
    return outcome


def load(home: Home) -> None:
    """Load the demo clinic, each application's part under its own login; a second time changes nothing."""
    stamp, now = home.run / "demo_loaded", _what_would_be_loaded(home)
    if stamp.is_file() and stamp.read_text() == now:
        return
    people = {"DEMO_LOGINS_FILE": str(home.run / "env" / "demo-logins.json")}
    refusals = run_all(
        LOADERS, lambda step: start.variables({**environment.read(home, step.group), **people})
    )
    if refusals:
        raise next(iter(refusals.values()))
    keep(stamp, now)


def _what_would_be_loaded(home: Home) -> str:
    """Return what tells this code and these databases from others."""
    return f"{state_of(home.root)} {(home.run / 'migrated').read_text()}"


def tell(home: Home) -> int:
    """Play the story and return its exit status."""
    if importlib.util.find_spec(STORY) is None:
        print("There is no story in this checkout.")
        return 1
    return subprocess.run([sys.executable, "-m", STORY], cwd=home.root, check=False).returncode


def _wait_for_the_end() -> None:
    end = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: end.set())
    print("\nCtrl-C stops it.")
    end.wait()
