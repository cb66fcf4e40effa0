"""Times are said with their zone, in English and Spanish."""

from datetime import UTC, date, datetime

from shared_lib.brand.wording import day, hour, moment

AT = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)


def test_says_a_moment_at_its_zone() -> None:
    assert moment(AT, "America/Los_Angeles") == "Tue, Mar 3, 2026, 2:30 PM PST"


def test_says_it_in_spanish() -> None:
    assert moment(AT, "America/Los_Angeles", "es") == "mar 3 mar 2026, 14:30 PST"


def test_the_day_is_the_zones_day() -> None:
    assert moment(datetime(2026, 3, 3, 3, 0, tzinfo=UTC), "America/Los_Angeles").startswith("Mon, Mar 2")


def test_midnight_and_noon_are_twelve() -> None:
    assert hour(datetime(2026, 3, 3, 0, 5, tzinfo=UTC), "UTC") == "12:05 AM UTC"
    assert hour(datetime(2026, 3, 3, 12, 0, tzinfo=UTC), "UTC") == "12:00 PM UTC"


def test_summer_has_its_own_name() -> None:
    assert hour(datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "America/New_York") == "12:00 PM EDT"


def test_says_a_date() -> None:
    assert day(date(2026, 12, 24)) == "Thu, Dec 24, 2026"
