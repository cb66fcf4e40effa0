"""A patient books, moves, cancels and joins, through the front door."""

import re
from datetime import timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import icalendar
import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions
from rx_portal.risk import queries as risk
from rx_portal.risk.evaluator import Decision
from rx_portal.visit import queries, steps
from rx_portal.visit.models import Visit
from rx_portal.visit.states import Status
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.visit.builders import Clinic

Client = AsyncTestClient[Litestar]
HERE = {"state": "NY", "identity": "yes"}


@pytest.fixture
def made(sessions: Sessions, sign_in: SignIn) -> Clinic:
    """A clinic in the application's own time."""
    return Clinic(sessions, sign_in, real_now())


async def begin(client: Client, made: Clinic) -> tuple[Visit, dict[str, str], Person]:
    await made.a_clinician()
    visit, patient = await made.a_visit()
    client.cookies.set("rx_session", patient.token)
    return visit, {"csrf_token": patient.csrf}, patient


async def choose(client: Client, visit: Visit, *, last: bool = False) -> str:
    page = await client.get(f"/care/visits/{visit.id}/times")
    days = re.findall(r'href="\?(zone=[^"]+day=[^"]+)"', page.text)
    page = await client.get(f"/care/visits/{visit.id}/times?{days[-2].replace('&amp;', '&')}")
    found = re.findall(r'name="slot" value="([^"]+)"', page.text)
    return str(found[-1 if last else 0])


async def booked(client: Client, made: Clinic) -> tuple[Visit, dict[str, str], Person]:
    visit, form, patient = await begin(client, made)
    slot = await choose(client, visit)
    held = await client.post(
        f"/care/visits/{visit.id}/hold", data={**form, "slot": slot}, follow_redirects=True
    )
    assert "We keep this time for you until" in held.text
    kept = await client.post(f"/care/visits/{visit.id}/book", data={**form, **HERE}, follow_redirects=True)
    assert "Your visit is booked" in kept.text
    return visit, form, patient


async def test_the_window_and_its_zone_are_stated(client: Client, made: Clinic) -> None:
    visit, _, _ = await begin(client, made)

    page = await client.get(f"/care/visits/{visit.id}")

    last = made.now.astimezone(ZoneInfo("America/New_York")).date() + timedelta(days=7)
    assert "within 7 days" in page.text
    assert f"{last.day}, {last.year}" in page.text
    assert "Eastern time" in page.text


async def test_times_are_shown_in_the_zone_that_is_asked_for(client: Client, made: Clinic) -> None:
    visit, _, _ = await begin(client, made)

    page = await client.get(f"/care/visits/{visit.id}/times?zone=America/Los_Angeles")

    assert "Pacific time" in page.text
    assert re.search(r"\d:[03]0 [AP]M P[SD]T", page.text)


async def test_a_time_chosen_in_another_tab_is_shown_before_it_is_booked(
    client: Client, made: Clinic, clinic: AsyncSession
) -> None:
    visit, form, _ = await begin(client, made)
    early, late = await choose(client, visit), await choose(client, visit, last=True)
    for slot in (early, late):
        await client.post(f"/care/visits/{visit.id}/hold", data={**form, "slot": slot})
    read = {**form, **HERE, "starts_at": early.rpartition("|")[2]}

    refused = await client.post(f"/care/visits/{visit.id}/book", data=read, follow_redirects=True)

    assert "You chose another time in another window" in refused.text
    async with clinic.begin():
        assert (await queries.get(clinic, visit.id)).status is Status.HELD
    seen = re.findall(r'name="starts_at" value="([^"]+)"', refused.text)
    read["starts_at"] = seen[0].replace("&#43;", "+")
    kept = await client.post(f"/care/visits/{visit.id}/book", data=read, follow_redirects=True)
    assert "Your visit is booked" in kept.text


async def test_another_state_is_refused_in_words_and_books_nothing(
    client: Client, made: Clinic, clinic: AsyncSession
) -> None:
    visit, form, _ = await begin(client, made)
    slot = await choose(client, visit)
    await client.post(f"/care/visits/{visit.id}/hold", data={**form, "slot": slot})

    refused = await client.post(
        f"/care/visits/{visit.id}/book", data={**form, "state": "CA", "identity": "yes"}
    )

    assert refused.status_code == 422
    assert "You have to be in New York during the visit" in refused.text
    async with clinic.begin():
        assert (await queries.get(clinic, visit.id)).status is Status.HELD


async def test_a_booked_visit_goes_into_a_calendar_with_its_zone_and_without_a_word_about_health(
    client: Client, made: Clinic
) -> None:
    visit, _, _ = await booked(client, made)

    answer = await client.get(f"/care/visits/{visit.id}/calendar.ics")

    read = icalendar.Calendar.from_ical(answer.content)
    event = read.walk("VEVENT")[0]
    assert answer.headers["content-type"].startswith("text/calendar")
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["America/New_York"]
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert str(event["SUMMARY"]) == "Appointment with Alder & Vale"
    assert "semaglutide" not in answer.text


async def test_a_cancelled_visit_is_taken_out_of_the_calendar_by_the_same_name(
    client: Client, made: Clinic
) -> None:
    visit, form, _ = await booked(client, made)
    path = f"/care/visits/{visit.id}/calendar.ics"
    before = icalendar.Calendar.from_ical((await client.get(path)).content).walk("VEVENT")[0]

    shown = await client.post(f"/care/visits/{visit.id}/cancel", data=form, follow_redirects=True)

    assert path in shown.text
    gone = icalendar.Calendar.from_ical((await client.get(path)).content)
    event = gone.walk("VEVENT")[0]
    assert (str(gone["METHOD"]), str(event["STATUS"])) == ("CANCEL", "CANCELLED")
    assert event["UID"] == before["UID"]
    assert event.decoded("SEQUENCE") > before.decoded("SEQUENCE")
    assert event.decoded("DTSTART") == before.decoded("DTSTART")


async def test_a_booked_visit_whose_application_ended_is_taken_out_of_the_calendar(
    client: Client, made: Clinic, clinic: AsyncSession
) -> None:
    visit, _, _ = await booked(client, made)
    path = f"/care/visits/{visit.id}/calendar.ics"
    before = icalendar.Calendar.from_ical((await client.get(path)).content).walk("VEVENT")[0]

    async with clinic.begin():
        await steps.close(clinic, visit.enrollment_id, actor=Actor.system("test"), now=made.now)

    assert path in (await client.get(f"/care/visits/{visit.id}")).text
    event = icalendar.Calendar.from_ical((await client.get(path)).content).walk("VEVENT")[0]
    assert (event["UID"], str(event["STATUS"])) == (before["UID"], "CANCELLED")
    assert event.decoded("SEQUENCE") > before.decoded("SEQUENCE")
    assert event.decoded("DTSTART") == before.decoded("DTSTART")


async def test_a_visit_that_never_had_a_time_has_no_calendar_file(client: Client, made: Clinic) -> None:
    visit, _, _ = await begin(client, made)

    assert (await client.get(f"/care/visits/{visit.id}/calendar.ics")).status_code == 409


async def test_a_time_that_is_kept_counts_down(client: Client, made: Clinic) -> None:
    visit, form, _ = await begin(client, made)
    slot = await choose(client, visit)

    held = await client.post(
        f"/care/visits/{visit.id}/hold", data={**form, "slot": slot}, follow_redirects=True
    )

    seconds = re.search(r'data-countdown="(\d+)"', held.text)
    assert seconds
    assert 500 < int(seconds[1]) <= 600
    assert "The ten minutes are over" in held.text


async def test_a_visit_is_moved_and_cancelled(client: Client, made: Clinic, clinic: AsyncSession) -> None:
    visit, form, _ = await booked(client, made)
    slot = await choose(client, visit, last=True)

    moved = await client.post(
        f"/care/visits/{visit.id}/move", data={**form, **HERE, "slot": slot}, follow_redirects=True
    )
    assert "Your visit is booked" in moved.text
    async with clinic.begin():
        assert (await queries.get(clinic, visit.id)).starts_at.isoformat() in slot  # type: ignore[union-attr]
    cancelled = await client.post(f"/care/visits/{visit.id}/cancel", data=form, follow_redirects=True)
    assert "Choose a time for your video visit" in cancelled.text


async def test_what_is_left_out_is_told_all_at_once_and_what_was_chosen_is_kept(
    client: Client, made: Clinic, clinic: AsyncSession
) -> None:
    visit, form, _ = await booked(client, made)
    slot = await choose(client, visit, last=True)
    async with clinic.begin():
        before = (await queries.get(clinic, visit.id)).starts_at
    address = f"/care/visits/{visit.id}/move?day={slot.partition('|')[2][:10]}"

    refused = await client.post(address, data={**form, "slot": slot, "state": "CA"})

    assert refused.status_code == 422
    assert "You have to be in New York during the visit" in refused.text
    assert "Tick the box if you are the patient" in refused.text
    assert f'value="{slot}" required checked' in refused.text
    assert '<option value="CA" selected>' in refused.text
    async with clinic.begin():
        assert (await queries.get(clinic, visit.id)).starts_at == before


async def test_a_time_that_is_gone_leads_back_to_its_day(client: Client, made: Clinic) -> None:
    visit, form, _ = await begin(client, made)

    gone = await client.post(f"/care/visits/{visit.id}/hold?zone=America/Denver&day=2026-03-05", data=form)

    assert "That time is no longer free" in gone.text
    assert str(gone.url).endswith("/times?zone=America/Denver&day=2026-03-05")


async def test_a_strangers_visit_is_not_found_by_page_or_program(
    client: Client, made: Clinic, sign_in: SignIn
) -> None:
    visit, _, _ = await begin(client, made)
    _, _, _ = await begin(client, made)

    assert (await client.get(f"/care/visits/{visit.id}")).status_code == 404
    answer = await client.get(f"/api/v1/visits/{visit.id}", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (404, "visit_not_found")


async def test_programs_book_by_the_same_verbs(client: Client, made: Clinic) -> None:
    visit, _, patient = await begin(client, made)
    client.headers["x-csrf-token"] = patient.csrf
    client.headers["accept"] = "application/json"
    times = (await client.get(f"/api/v1/visits/{visit.id}/times")).json()
    chosen = {key: times["times"][-1][key] for key in ("clinician_id", "starts_at")}

    held = await client.post(f"/api/v1/visits/{visit.id}/hold", json=chosen)
    done = await client.post(f"/api/v1/visits/{visit.id}/book", json={"state": "NY", "identity": True})
    again = await client.post(f"/api/v1/visits/{visit.id}/book", json={"state": "NY", "identity": True})

    assert (held.status_code, done.json()["status"]) == (200, "booked")
    assert (again.status_code, again.json()["code"]) == (409, "illegal_move")


async def test_a_visit_that_is_still_being_made_is_waited_for(
    client: Client, made: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(client, made)
    address = f"/care/enrollments/{uuid7()}/visit"
    assert (await client.get(address)).status_code == 404

    async def assessed(*_: object) -> SimpleNamespace:
        return SimpleNamespace(decision=Decision.MORE_ACTION_REQUIRED)

    monkeypatch.setattr(risk, "find_latest", assessed)
    waiting = await client.get(address)

    assert waiting.status_code == 200
    assert 'http-equiv="refresh"' in waiting.text
