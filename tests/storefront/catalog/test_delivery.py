from datetime import UTC, date, datetime

import pytest

from storefront.catalog.delivery import is_holiday, promise


def at(day: int, hour: int) -> datetime:
    """A moment of November 2026 by its hour in Los Angeles."""
    return datetime(2026, 11, day, hour + 8, tzinfo=UTC)


class TestPromise:
    def test_leaves_today_until_the_cut_off(self) -> None:
        assert promise(at(17, 12)).leaves_on == date(2026, 11, 17)
        assert promise(at(17, 13)).leaves_on == date(2026, 11, 18)

    def test_skips_weekends_and_thanksgiving(self) -> None:
        told = promise(at(21, 9))

        assert told.leaves_on == date(2026, 11, 23)
        assert (told.from_on, told.until_on) == (date(2026, 11, 27), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 11, 26), True),
        (date(2026, 11, 19), False),
        (date(2026, 5, 25), True),
        (date(2026, 5, 18), False),
        (date(2026, 7, 3), True),
        (date(2027, 7, 5), True),
        (date(2027, 1, 1), True),
        (date(2026, 1, 19), True),
        (date(2026, 12, 24), False),
    ],
)
def test_carriers_rest_on_federal_holidays(day: date, rests: bool) -> None:
    assert is_holiday(day) is rests
