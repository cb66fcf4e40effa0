"""Three fields, as people fill them in."""

from datetime import date

import pytest

from rx_portal.eligibility.born import DAY_FIRST, MISSING, asked_again, born_in


def _given(month: str, day: str, year: str) -> dict[str, str]:
    return {"born-month": month, "born-day": day, "born-year": year}


def test_spaces_that_were_pasted_do_no_harm() -> None:
    assert born_in(_given(" 3", "14 ", " 1980")) == date(1980, 3, 14)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (_given("31", "12", "1980"), DAY_FIRST),
        (_given("2", "30", "1980"), MISSING),
        (_given("31", "31", "1980"), MISSING),
        (_given("March", "14", "1980"), MISSING),
        (_given("", "", ""), MISSING),
    ],
)
def test_what_is_no_date_is_asked_for_again(given: dict[str, str], said: str) -> None:
    assert born_in(given) is None
    assert asked_again(given) == said
