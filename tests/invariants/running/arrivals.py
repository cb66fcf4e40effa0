"""Who comes to the running clinic: patients with a signed prescription, and people with a booked visit."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

from clinic import environment
from clinic.home import Home
from clinic.process import start
from tests.harness.prepared import ROOT
from tests.invariants.running.crowd import Patient, Plan

SPARE = 8
"""As many as the other tests want: a program that makes people takes longer to start than to make them."""


class Arrivals:
    """People whom nobody has met yet; more are made when they run out."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._waiting: list[dict[str, str]] = []

    def patients(self, plans: Sequence[Plan], *, visits: int = 0) -> tuple[list[Patient], list[str]]:
        """Return a patient for each plan, and the visits that so many others booked just now."""
        booked: list[str] = []
        if visits or len(self._waiting) < len(plans):
            asked = (str(len(plans) + SPARE), str(visits))
            made = json.loads(in_portal(self._home, "tests.invariants.running.people", *asked))
            self._waiting += made["people"]
            booked = [each["visit"] for each in made["visitors"]]
        chosen, self._waiting = self._waiting[: len(plans)], self._waiting[len(plans) :]
        return [Patient(plan, known) for plan, known in zip(plans, chosen, strict=True)], booked


def in_portal(home: Home, *arguments: str) -> str:
    """What a program prints that runs where the portal does, and knows what it knows."""
    told: Mapping[str, str] = {
        **start.variables(environment.read(home, "portal")),
        "PYTHONPATH": str(ROOT),
        "CRASH_FOLDER": "",
    }
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
