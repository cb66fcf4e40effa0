"""A clinician's calendar and visits, for programs: the same verbs, and problem details for every refusal."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.kit.db import Sessions
from shared_lib.identity import Role
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.visit.builders import Clinic

Client = AsyncTestClient[Litestar]
HOURS = {
    "zone": "America/New_York",
    "minutes": 30,
    "hours": [{"weekday": 0, "starts": "09:00:00", "ends": "12:00:00"}],
}


def as_program(client: Client, person: Person) -> None:
    client.cookies.set("rx_session", person.token)
    client.headers.update({"accept": "application/json", "x-csrf-token": person.csrf})


@pytest.fixture
async def clinician(client: Client, sign_in: SignIn) -> Person:
    person = await sign_in(client, Role.CLINICIAN)
    as_program(client, person)
    return person


class TestTheCalendar:
    async def test_takes_hours_licences_and_time_off(self, client: Client, clinician: Person) -> None:
        hours = await client.put("/api/v1/calendar/hours", json=HOURS)
        licence = await client.post(
            "/api/v1/calendar/licences",
            json={"state": "NY", "number": "NY-1", "expires_on": "2099-12-31"},
        )
        off = await client.post(
            "/api/v1/calendar/time-off",
            json={"starts_at": "2099-01-01T05:00:00Z", "ends_at": "2099-01-03T05:00:00Z"},
        )
        again = await client.delete(f"/api/v1/calendar/time-off/{off.json()['id']}")
        gone = await client.delete(f"/api/v1/calendar/time-off/{off.json()['id']}")

        assert [answer.status_code for answer in (hours, licence, off, again)] == [204, 201, 201, 204]
        assert gone.status_code == 404
        assert gone.headers["content-type"] == "application/problem+json"

    async def test_refuses_hours_that_end_before_they_start(self, client: Client, clinician: Person) -> None:
        wrong = {**HOURS, "hours": [{"weekday": 0, "starts": "12:00:00", "ends": "09:00:00"}]}

        answer = await client.put("/api/v1/calendar/hours", json=wrong)

        assert answer.status_code == 422
        assert "end after they start" in answer.json()["detail"]

    @pytest.mark.parametrize("role", [Role.PATIENT, Role.PHARMACIST, Role.COMPLIANCE])
    async def test_is_closed_to_others(self, client: Client, sign_in: SignIn, role: Role) -> None:
        as_program(client, await sign_in(client, role))

        answer = await client.put("/api/v1/calendar/hours", json=HOURS)

        assert answer.status_code == 403


class TestAVisit:
    async def test_cannot_be_ended_or_missed_before_it_began(
        self, client: Client, sessions: Sessions, sign_in: SignIn, now: datetime
    ) -> None:
        made = Clinic(sessions, sign_in, now)
        visit, _, clinician = await made.a_booked_visit()
        as_program(client, clinician)

        ended = await client.post(f"/api/v1/visits/{visit.id}/complete", json={"note": "Seen."})
        unknown = await client.post(f"/api/v1/visits/{uuid7()}/miss")
        called_off = await client.post(f"/api/v1/visits/{visit.id}/call-off", json={"reason": "technical"})

        assert (ended.status_code, ended.json()["code"]) == (409, "illegal_move")
        assert unknown.status_code == 404
        assert (called_off.status_code, called_off.json()["status"]) == (200, "due")
