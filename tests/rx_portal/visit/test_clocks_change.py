"""A week that holds the night on which the clocks change: what is shown, kept, reminded of and written."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.db import Sessions
from rx_portal.visit import service
from rx_portal.visit.calendar_file import calendar_file
from rx_portal.visit.routes.choosing import days_of
from rx_portal.visit.schemas import Attested, WeeklyHours
from rx_portal.visit.window import instant
from shared_lib.brand.wording import hour, moment
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.visit.builders import Clinic

CHICAGO, NEW_YORK, PHOENIX = "America/Chicago", "America/New_York", "America/Phoenix"
MORNINGS = [WeeklyHours(weekday, time(9), time(11)) for weekday in range(7)]
NIGHTS = {date(2026, 11, 1): ("CDT", "CST"), date(2027, 3, 14): ("CST", "CDT")}


@pytest.fixture(params=sorted(NIGHTS))
def night(request: pytest.FixtureRequest) -> date:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def week(sessions: Sessions, sign_in: SignIn, night: date) -> Clinic:
    """A clinic on the Thursday before the clocks change."""
    return Clinic(sessions, sign_in, instant(night - timedelta(days=3), time(10), CHICAGO))


async def test_nine_in_the_morning_is_nine_before_and_after_and_says_which(week: Clinic, night: date) -> None:
    await week.a_clinician(state="IL", zone=CHICAGO, hours=MORNINGS)
    visit, patient = await week.a_visit(state="IL", zone=CHICAGO)

    async with week.sessions(info={"actor": patient.actor}) as session:
        found = await service.times(session, visit_id=visit.id, patient=patient.actor, now=week.now)

    before, after = NIGHTS[night]
    days = {
        day.on: [hour(slot.span.starts_at, CHICAGO) for slot in day.slots] for day in days_of(found, CHICAGO)
    }
    assert days[night - timedelta(days=1)] == [
        f"{at} AM {before}" for at in ("9:00", "9:30", "10:00", "10:30")
    ]
    assert days[night] == [f"{at} AM {after}" for at in ("9:00", "9:30", "10:00", "10:30")]
    assert max(days) <= night + timedelta(days=4)


async def test_a_patient_elsewhere_sees_the_same_instants_by_their_own_clocks(
    week: Clinic, night: date
) -> None:
    await week.a_clinician(state="AZ", zone=NEW_YORK, hours=MORNINGS)
    visit, patient = await week.a_visit(state="AZ", zone=PHOENIX)

    async with week.sessions(info={"actor": patient.actor}) as session:
        found = await service.times(session, visit_id=visit.id, patient=patient.actor, now=week.now)

    arizona, travelling = days_of(found, PHOENIX), days_of(found, "Pacific/Honolulu")
    instants = [slot.span.starts_at for day in arizona for slot in day.slots]
    assert instants == [slot.span.starts_at for day in travelling for slot in day.slots]
    sunday = next(day for day in arizona if day.on == night)
    assert hour(sunday.slots[0].span.starts_at, PHOENIX) == (
        "7:00 AM MST" if night.month == 11 else "6:00 AM MST"
    )


async def test_the_window_is_seven_days_of_the_calendar_and_not_168_hours(week: Clinic, night: date) -> None:
    visit, _ = await week.a_visit(state="IL", zone=CHICAGO)

    closes = visit.window.closes_at.astimezone(ZoneInfo(CHICAGO))

    assert (closes.date(), closes.time()) == (visit.last_on + timedelta(days=1), time())
    opened = week.now.astimezone(ZoneInfo(CHICAGO)).date()
    assert visit.clinic_late or visit.last_on == opened + timedelta(days=7)


async def test_reminders_are_a_day_and_an_hour_before_the_instant(
    week: Clinic, night: date, clinic: AsyncSession
) -> None:
    clinician = await week.a_clinician(state="IL", zone=CHICAGO, hours=MORNINGS)
    visit, patient = await week.a_visit(state="IL", zone=CHICAGO)
    starts_at = instant(night, time(9), CHICAGO)
    await week.hold(visit, patient, clinician.id, starts_at)
    await week.book(visit, patient, attested=Attested("IL", identity=True))

    async with clinic.begin():
        asked = text("SELECT job, due_at FROM rx.timer WHERE ref_id = :id AND job LIKE 'visit.remind%'")
        rows = (await clinic.execute(asked, {"id": str(visit.id)})).all()
    due = {row.job: row.due_at for row in rows}
    assert due["visit.remind_hour_before"] == starts_at - timedelta(hours=1)
    assert due["visit.remind_day_before"] == starts_at - timedelta(days=1)


async def test_the_calendar_file_means_the_instant_that_was_booked(week: Clinic, night: date) -> None:
    clinician = await week.a_clinician(state="IL", zone=CHICAGO, hours=MORNINGS)
    visit, patient = await week.a_visit(state="IL", zone=CHICAGO)
    starts_at = instant(night, time(9), CHICAGO)
    await week.hold(visit, patient, clinician.id, starts_at)
    async with week.sessions(info={"actor": patient.actor}) as session:
        seen = await service.look(session, visit_id=visit.id, patient=patient.actor, now=week.now)

    file = icalendar.Calendar.from_ical(calendar_file(seen, address="http://portal.test", now=week.now))

    event = file.walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == CHICAGO
    assert event.decoded("DTSTART").astimezone(UTC) == starts_at
    assert moment(starts_at, CHICAGO).endswith(NIGHTS[night][1])


def test_the_hour_that_happens_twice_is_told_apart() -> None:
    first = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)

    assert hour(first, CHICAGO) == "1:30 AM CDT"
    assert hour(first + timedelta(hours=1), CHICAGO) == "1:30 AM CST"
