"""The domain clock is real time plus an offset that only grows."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from shared_lib.clock import Clock, read_offset, real_now


class TestTheClock:
    def test_is_real_time_without_a_file(self, tmp_path: Path) -> None:
        for clock in (Clock(), Clock(tmp_path / "none")):
            assert abs(clock.now() - real_now()) < timedelta(seconds=1)
            assert clock.now().tzinfo is UTC

    def test_runs_ahead_by_what_the_file_says(self, tmp_path: Path) -> None:
        (tmp_path / "clock").write_text("691200\n")

        ahead = Clock(tmp_path / "clock").now() - real_now()

        assert timedelta(days=7, hours=23) < ahead <= timedelta(days=8)

    @pytest.mark.parametrize("text", ["-1", "tomorrow"])
    def test_refuses_what_is_no_step_forward(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"forward|could not convert"):
            read_offset(text)
