"""Every wall stands, and each is reported when it is broken on a copy."""

import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMBERS = ("shared-lib", "integrations", "storefront", "rx-portal", "deploy")


@dataclass(frozen=True)
class Breach:
    """One import that must not be: in which file of the copy, and which contract has to say so."""

    contract: str
    file: str
    line: str


BREACHES = [
    Breach("applications", "storefront/src/storefront/kit/clock.py", "import rx_portal.kit.clock"),
    Breach("applications", "shared-lib/src/shared_lib/money.py", "import integrations.notify.port"),
    Breach("clinic", "deploy/src/clinic/relay.py", "import integrations.notify.port"),
    Breach("clinical", "storefront/src/storefront/kit/clock.py", "import integrations.pharmacy.port"),
    Breach("journey", "rx-portal/src/rx_portal/order/queries.py", "import rx_portal.payment.events"),
    Breach("slices", "rx-portal/src/rx_portal/order/queries.py", "import rx_portal.order.service"),
    Breach("connectors", "integrations/src/integrations/video/client.py", "import integrations.notify.port"),
    Breach("shop", "storefront/src/storefront/kit/clock.py", "import storefront.catalog.queries"),
    Breach("states", "rx-portal/src/rx_portal/order/states.py", "import sqlalchemy"),
    Breach("models", "rx-portal/src/rx_portal/payment/queries.py", "import rx_portal.order.models"),
]


def lint(root: Path) -> "subprocess.CompletedProcess[str]":
    paths = os.pathsep.join([str(root), *(str(root / member / "src") for member in MEMBERS)])
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", ".importlinter", "--no-cache"]
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


def contract_names() -> dict[str, str]:
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    head = "importlinter:contract:"
    return {
        section.removeprefix(head): config[section]["name"]
        for section in config.sections()
        if section.startswith(head)
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The source of every member, and the contracts, in a place where breaking them harms nobody."""
    for member in MEMBERS:
        shutil.copytree(
            ROOT / member / "src",
            tmp_path / member / "src",
            ignore=shutil.ignore_patterns("__pycache__", "static", "*.html", "migrations"),
        )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    shutil.copytree(ROOT / "tests" / "architecture", tmp_path / "tests" / "architecture")
    return tmp_path


def test_every_wall_stands() -> None:
    answer = lint(ROOT)

    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: f"{breach.contract}: {breach.line}")
def test_a_broken_wall_is_reported(copy: Path, breach: Breach) -> None:
    broken = copy / breach.file
    broken.write_text(broken.read_text() + f"\n{breach.line}\n")

    answer = lint(copy)

    told = " ".join(answer.stdout.split())
    assert answer.returncode == 1
    assert f"{contract_names()[breach.contract]} BROKEN" in told


def test_every_contract_has_a_breach_that_proves_it() -> None:
    assert {breach.contract for breach in BREACHES} == set(contract_names())
