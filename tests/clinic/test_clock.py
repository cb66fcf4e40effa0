"""The domain clock of a checkout runs forward only."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from clinic import domain_clock
from clinic.cli import main
from clinic.home import Home
from clinic.unable import Unable
from shared_lib.clock import Clock


def test_steps_add_up(home: Home) -> None:
    domain_clock.move(home, domain_clock.parse("+8d"))
    domain_clock.move(home, domain_clock.parse("+3h"))

    assert Clock(home.clock).offset() == timedelta(days=8, hours=3)


@pytest.mark.parametrize("step", ["-1d", "8d", "+d", "+1y", "+-1h", ""])
def test_what_is_no_step_forward_is_refused_and_moves_nothing(step: str, home: Home) -> None:
    with pytest.raises(Unable):
        domain_clock.move(home, domain_clock.parse(step))

    assert not home.clock.exists()


def test_a_step_back_is_refused(home: Home) -> None:
    with pytest.raises(Unable):
        domain_clock.move(home, timedelta(seconds=-1))


def test_stands_still_in_production(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERSIGN_PROFILE", "production")

    with pytest.raises(Unable):
        domain_clock.move(home, timedelta(days=1))

    assert not home.clock.exists()


def test_the_command_says_the_new_time(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLINIC_HOME", str(home.root))

    moved = CliRunner().invoke(main, ["clock", "+1d"])
    shown = CliRunner().invoke(main, ["clock"])
    back = CliRunner().invoke(main, ["clock", "-1d"])

    assert datetime.fromisoformat(moved.output.strip()) > datetime.now(UTC) + timedelta(hours=23)
    assert shown.exit_code == 0
    assert back.exit_code == 1
    assert Clock(home.clock).offset() == timedelta(days=1)
