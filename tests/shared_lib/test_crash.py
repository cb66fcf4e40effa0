"""A process dies where it was asked to, once; where nothing was armed there is nowhere to die."""

import subprocess
import sys
from pathlib import Path

import pytest

from shared_lib import crash

PASS = """
import asyncio, sys
from pathlib import Path
from shared_lib import crash

class Vendor:
    name = "somebody"
    def call(self): print("called", flush=True); return 1
    async def wait(self): print("waited", flush=True); return 2

crash.arm(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
vendor = crash.brittle(Vendor(), "vendor")
crash.here("job.done")
assert (vendor.name, vendor.call(), asyncio.run(vendor.wait())) == ("somebody", 1, 2)
print("whole", flush=True)
"""


def passing(*folder: str) -> tuple[int, list[str]]:
    done = subprocess.run([sys.executable, "-c", PASS, *folder], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.split()


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("job.done", []),
        ("vendor.call.before", []),
        ("vendor.call.after", ["called"]),
        ("vendor.wait.before", ["called"]),
        ("vendor.wait.after", ["called", "waited"]),
    ],
)
def test_dies_at_the_point_that_was_asked_for_and_not_again(
    tmp_path: Path, point: str, said: list[str]
) -> None:
    (tmp_path / point).touch()

    assert passing(str(tmp_path)) == (crash.STATUS, said)
    assert passing(str(tmp_path)) == (0, ["called", "waited", "whole"])


def test_what_is_not_armed_passes_every_point(tmp_path: Path) -> None:
    (tmp_path / "job.done").touch()

    assert passing() == (0, ["called", "waited", "whole"])


def test_a_port_that_is_not_armed_is_itself() -> None:
    port = object()

    assert crash.brittle(port, "vendor") is port
