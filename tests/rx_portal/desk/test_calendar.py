"""The clinician's calendar: hours, time off and licences in forms that keep what was typed."""

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.rx_portal.conftest import Person
from tests.rx_portal.desk.chair import sit_down
from tests.rx_portal.review.builders import Desk

Client = AsyncTestClient[Litestar]


async def test_hours_time_off_and_licences_are_kept(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician(state=None)
    form = sit_down(client, clinician)

    hours = {"zone": "America/Chicago", "minutes": "30", "starts-0": "09:00", "ends-0": "12:00"}
    saved = await client.post("/desk/calendar/hours", data={**form, **hours}, follow_redirects=True)
    assert 'value="09:00"' in saved.text
    licence = {"state": "TX", "number": "TX-77", "expires_on": "2030-01-31"}
    saved = await client.post("/desk/calendar/licences", data={**form, **licence}, follow_redirects=True)
    assert "TX-77" in saved.text
    off = {"first": "2030-07-01", "last": "2030-07-02"}
    saved = await client.post("/desk/calendar/time-off", data={**form, **off}, follow_redirects=True)
    assert "Jul 1, 2030, 12:00 AM CDT to Wed, Jul 3, 2030" in saved.text


async def _kept(clinic: AsyncSession, clinician: Person) -> list[int]:
    tables = ("clinician_hours", "clinician_time_off", "clinician_licence")
    query = " UNION ALL ".join(f"SELECT count(*) FROM rx.{one} WHERE clinician_id = :id" for one in tables)
    async with clinic.begin():
        return list(await clinic.scalars(text(query), {"id": clinician.id}))


@pytest.mark.parametrize(
    ("path", "given", "said"),
    [
        ("hours", {"minutes": "30", "starts-1": "09:00", "ends-1": "08:00"}, "Tuesday: hours have to end"),
        ("hours", {"minutes": "30", "starts-1": "09:00", "ends-1": ""}, "Give times such as"),
        ("time-off", {"first": "2030-07-09", "last": "2030-07-02"}, "Time off has to end after it starts"),
        ("time-off", {"first": "9.7.2030"}, "Give dates such as"),
        ("licences", {"state": "TX", "number": " ", "expires_on": "2030-01-31"}, "Give the licence"),
        ("licences", {"state": "TX", "number": "TX-7", "expires_on": "2020-01-31"}, "That day has passed."),
    ],
)
async def test_a_calendars_form_that_cannot_be_so_keeps_what_was_typed(
    client: Client, desk: Desk, clinic: AsyncSession, path: str, given: dict[str, str], said: str
) -> None:
    clinician = await desk.a_clinician(state=None)
    form, before = {**sit_down(client, clinician), "zone": "America/Chicago"}, await _kept(clinic, clinician)

    refused = await client.post(f"/desk/calendar/{path}", data={**form, **given})

    assert refused.status_code == 422
    assert said in refused.text
    assert all(f'value="{value.strip()}"' in refused.text for value in given.values())
    assert await _kept(clinic, clinician) == before
