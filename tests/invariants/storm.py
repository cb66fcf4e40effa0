"""The invariants, all of them, again and again: `python -m tests.invariants.storm`; ends with a table.

TIMES=3 repeats them three times instead of twenty. The exit status is 1 if anything failed once.
"""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.harness.prepared import ROOT

TIMES = int(os.environ.get("TIMES", "20"))
COMMAND = (sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "tests/invariants")

Runs = Mapping[str, list[tuple[float, bool]]]


def main() -> int:
    runs: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, TIMES + 1):
            say(f"{number} of {TIMES}")
            report = Path(folder) / f"{number}.xml"
            subprocess.run(
                [*COMMAND, f"--junitxml={report}"], cwd=ROOT, env={**os.environ, "STORM": "1"}, check=False
            )
            for name, seconds, held in read(report):
                runs[name].append((seconds, held))
    return summed_up(runs)


def read(report: Path) -> list[tuple[str, float, bool]]:
    """Return each test's name without its numbers, how long it took, and whether it held."""
    cases = ET.parse(report).getroot().iter("testcase") if report.is_file() else ()
    place = "tests.invariants."
    return [
        (
            f"{case.get('classname', '').removeprefix(place)}.{case.get('name', '').split('[')[0]}",
            float(case.get("time", 0)),
            case.find("failure") is None and case.find("error") is None,
        )
        for case in cases
    ]


def summed_up(runs: Runs) -> int:
    """Print a line for each test: how often it ran and held, and its longest run."""
    width = max(map(len, runs), default=10)
    say(f"\n{'invariant':{width}}  runs  held  longest")
    for name, told in sorted(runs.items()):
        held, longest = sum(held for _, held in told), max(seconds for seconds, _ in told)
        mark = "" if held == len(told) else "   BROKEN"
        say(f"{name:{width}}  {len(told):4}  {held:4}  {longest:5.1f} s{mark}")
    return int(not runs or any(not held for told in runs.values() for _, held in told))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
