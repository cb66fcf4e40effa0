"""Slot arithmetic over the days on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from rx_portal.visit.slots import Calendar, Hours, Span, is_offered, offered, slots
from rx_portal.visit.window import Window, instant, midnight

ZONES = ["America/New_York", "America/Chicago", "America/Los_Angeles", "America/Phoenix", "Pacific/Honolulu"]
CLOCKS_CHANGE = [date(2026, 3, 8), date(2026, 11, 1), date(2027, 3, 14), date(2027, 11, 7)]
CLINICIAN = UUID(int=7)

zones = some.sampled_from(ZONES)
days = some.sampled_from(CLOCKS_CHANGE).flatmap(
    lambda day: some.sampled_from([day + timedelta(days=offset) for offset in (-1, 0, 1)])
)
quarters = some.integers(min_value=0, max_value=95).map(lambda n: time(n // 4, n % 4 * 15))
hours = some.tuples(quarters, quarters).filter(lambda pair: pair[0] < pair[1])


def a_calendar(
    zone: str, day: date, starts: time, ends: time, *, minutes: int = 30, taken: tuple[Span, ...] = ()
) -> Calendar:
    return Calendar(CLINICIAN, 7, zone, minutes, [Hours(day.weekday(), starts, ends)], taken)


def around(day: date) -> Span:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Span(noon - timedelta(days=3), noon + timedelta(days=3))


@given(zones, days, hours, some.sampled_from([15, 20, 30, 45]))
def test_times_lie_in_the_hours_as_clocks_show_them_and_never_overlap(
    zone: str, day: date, stretch: tuple[time, time], minutes: int
) -> None:
    found = list(slots(a_calendar(zone, day, *stretch, minutes=minutes), around(day)))

    for slot in found:
        local = slot.span.starts_at.astimezone(ZoneInfo(zone))
        assert local.date() == day
        assert stretch[0] <= local.time() < stretch[1]
        assert slot.span.ends_at - slot.span.starts_at == timedelta(minutes=minutes)
    for one, two in pairwise(found):
        assert one.span.ends_at <= two.span.starts_at


@given(zones, days, hours)
def test_every_time_that_is_listed_may_be_asked_for_by_itself(
    zone: str, day: date, stretch: tuple[time, time]
) -> None:
    calendar = a_calendar(zone, day, *stretch)

    assert all(is_offered(calendar, slot.span) for slot in slots(calendar, around(day)))


@given(zones, days, hours, some.integers(min_value=0, max_value=40))
def test_what_is_taken_is_not_offered_and_the_rest_is(
    zone: str, day: date, stretch: tuple[time, time], pick: int
) -> None:
    free = list(slots(a_calendar(zone, day, *stretch), around(day)))
    if not free:
        return
    taken = free[pick % len(free)].span

    left = list(slots(a_calendar(zone, day, *stretch, taken=(taken,)), around(day)))

    assert [slot.span for slot in left] == [slot.span for slot in free if slot.span != taken]


@given(zones, days)
def test_office_hours_are_the_same_on_the_wall_whatever_the_clocks_did(zone: str, day: date) -> None:
    found = list(slots(a_calendar(zone, day, time(9), time(17)), around(day)))

    walls = [slot.span.starts_at.astimezone(ZoneInfo(zone)).time() for slot in found]
    assert walls == [time(9 + n // 2, n % 2 * 30) for n in range(16)]


def test_nine_in_new_york_is_an_hour_earlier_in_utc_once_summer_begins() -> None:
    before = instant(date(2026, 3, 7), time(9), "America/New_York")
    after = instant(date(2026, 3, 9), time(9), "America/New_York")

    assert (before.hour, after.hour) == (14, 13)


def test_a_time_that_the_clocks_skip_is_as_much_later_as_they_skipped() -> None:
    skipped = instant(date(2026, 3, 8), time(2, 30), "America/New_York")

    assert skipped.astimezone(ZoneInfo("America/New_York")).time() == time(3, 30)


def test_hours_that_happen_twice_are_offered_twice_but_never_at_once() -> None:
    found = list(
        slots(a_calendar("America/New_York", date(2026, 11, 1), time(1), time(2)), around(date(2026, 11, 1)))
    )

    assert len(found) == 4
    assert len({slot.span.starts_at for slot in found}) == 4


def test_times_of_several_clinicians_come_in_order() -> None:
    day = date(2026, 12, 2)
    early = Calendar(UUID(int=1), 1, "America/New_York", 30, [Hours(2, time(9), time(10))])
    late = Calendar(UUID(int=2), 2, "America/Chicago", 30, [Hours(2, time(8, 30), time(9))])

    found = offered([late, early], around(day))

    assert [slot.clinician_number for slot in found] == [1, 1, 2]


class TestWindow:
    @given(zones, days, some.integers(min_value=0, max_value=23))
    def test_is_seven_calendar_days_where_the_patient_is(self, zone: str, day: date, hour: int) -> None:
        opens_at = instant(day, time(hour, 30), zone)

        window = Window.from_(opens_at, zone)

        assert window.last_on == opens_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=7)
        last = window.closes_at - timedelta(seconds=1)
        assert last.astimezone(ZoneInfo(zone)).date() == window.last_on
        assert window.closes_at.astimezone(ZoneInfo(zone)).time() == time(0)

    def test_holds_the_last_time_of_its_last_day_and_nothing_later(self) -> None:
        window = Window.from_(datetime(2026, 10, 28, 20, tzinfo=UTC), "America/New_York")
        closes = midnight(date(2026, 11, 5), "America/New_York")

        assert window.closes_at == closes
        assert window.holds(closes - timedelta(minutes=30), closes)
        assert not window.holds(closes - timedelta(minutes=29), closes + timedelta(minutes=1))

    def test_a_late_evening_assessment_counts_from_that_evening_and_not_from_tomorrow_in_utc(self) -> None:
        late = datetime(2026, 12, 3, 4, 30, tzinfo=UTC)

        assert Window.from_(late, "America/Los_Angeles").last_on == date(2026, 12, 9)
