"""Embedded servers below a home that nobody else may enter: they run, and no directory is opened for them."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic.embedded.account import Account, identity

SCRIPT = """
import sys, site, time
site.addsitedir(sys.argv[1])
from pathlib import Path
import psycopg
from clinic import alive, port, ready
from clinic.embedded import place, postgres
from clinic.embedded.launch import launch
where = place.settle(Path(sys.argv[2], ".run", "servers"))
print(where.root)
cluster = postgres.Cluster(where)
cluster.create("a password")
number = port.choose(25433)
server = launch(cluster.command(number, ["fsync=off"]), where.account, where.root / "log")
assert port.wait_until_it_answers(number, 60), (where.root / "log").read_text()
address, until = postgres.url(number, "administrator", "a password"), time.monotonic() + 60
while not ready.lets_in(address) and time.monotonic() < until:  # it answers before it lets anybody in
    time.sleep(0.1)
with psycopg.connect(address, connect_timeout=30) as connection:
    print(connection.execute("select lower('\\u00c9'), current_setting('server_version')").fetchone())
alive.end(server, postgres.STOP)
assert not alive.is_running(server)
"""


@pytest.fixture
def private_home() -> Iterator[Path]:
    """A home of mode 0700, outside pytest's own folders, which belong to whoever runs the tests."""
    path = Path(tempfile.mkdtemp(prefix="home of ", dir="/var/tmp"))
    yield path
    shutil.rmtree(path)


def modes(*paths: Path) -> dict[Path, tuple[int, int, int]]:
    seen = {part for path in paths for part in (path, *path.parents)}
    return {part: (part.stat().st_mode, part.stat().st_uid, part.stat().st_gid) for part in seen}


def play(home: Path, *, as_whom: pwd.struct_passwd | None = None, python: str = sys.executable) -> str:
    done = subprocess.run(
        [python, "-I", "-c", SCRIPT, sysconfig.get_path("purelib"), str(home)],
        **identity(Account(as_whom.pw_uid, as_whom.pw_gid) if as_whom else None),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_runs_for_whoever_runs_the_tests(private_home: Path) -> None:
    accounts, before = Path("/etc/passwd").read_bytes(), modes(private_home, Path("/var/tmp"), Path("/tmp"))

    said = play(private_home)

    root = Path(said.splitlines()[0])
    if os.geteuid() == 0:
        assert stat.S_IMODE(root.stat().st_mode) == 0o711
        shutil.rmtree(root)
    assert said.splitlines()[1].startswith("('é'")
    assert modes(private_home, Path("/var/tmp"), Path("/tmp")) == before
    assert Path("/etc/passwd").read_bytes() == accounts


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_runs_for_an_ordinary_user_and_stays_inside_the_home(private_home: Path) -> None:
    somebody = pwd.getpwnam("nobody")
    os.chown(private_home, somebody.pw_uid, somebody.pw_gid)
    python = reachable_python(somebody)
    before = modes(private_home)

    said = play(private_home, as_whom=somebody, python=python)

    assert Path(said.splitlines()[0]) == private_home / ".run" / "servers"
    assert modes(private_home) == before


def reachable_python(somebody: pwd.struct_passwd) -> str:
    """Return an interpreter of our version that `somebody` can run, with our packages in its reach."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    check = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r}); import psycopg, clinic.port"
    for candidate in (sys.executable, f"/usr/bin/python{version}", f"/usr/local/bin/python{version}"):
        try:
            subprocess.run(
                [candidate, "-I", "-c", check],
                user=somebody.pw_uid,
                group=somebody.pw_gid,
                extra_groups=[],
                cwd="/",
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    pytest.skip("LEFT OUT: no interpreter with these packages is in an ordinary user's reach")
