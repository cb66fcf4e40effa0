"""Stop a checkout's clinic in order, and whatever is left of it."""

import shutil
import signal
from pathlib import Path

from clinic import alive, told
from clinic.home import Home
from clinic.process import record

PATIENCE = 12.0
"""Seconds: workers may finish what they hold (7), then applications, doubles and servers stop (1 each)."""


def down(home: Home) -> None:
    """Stop the clinic; one that does not run is left as it is."""
    with home.alone():
        stop(home)


def stop(home: Home) -> None:
    """Ask the supervisor to stop everything in order, then end what remains."""
    if supervisor := record.find(home, record.SUPERVISOR):
        alive.end(supervisor, signal.SIGTERM, PATIENCE)
    record.end_all(home)


def clean(home: Home) -> None:
    """Stop the clinic and remove all its state, with the directories that were made outside the checkout."""
    if not home.run.is_dir():
        return
    down(home)
    notes = (told.servers_directory(home), *_test_places(home))
    for directory in notes:
        if directory and directory.is_dir() and directory.name.startswith("countersign-"):
            shutil.rmtree(directory)
    shutil.rmtree(home.run)


def _test_places(home: Home) -> list[Path]:
    note = home.run / "test" / "place"
    return [Path(note.read_text())] if note.is_file() else []
