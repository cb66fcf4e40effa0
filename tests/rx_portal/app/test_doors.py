"""The portal starts, says who may come in, and keeps everything else shut."""

import pytest
from litestar import Litestar, get
from litestar.testing import AsyncTestClient

from rx_portal.kit.authority import UnguardedHandler, refuse_unguarded
from rx_portal.kit.settings import Settings
from shared_lib.identity import Role
from tests.rx_portal.conftest import SignIn

Client = AsyncTestClient[Litestar]


class TestTheDoors:
    async def test_a_visitor_sees_the_way_in(self, client: Client) -> None:
        answer = await client.get("/")

        assert answer.status_code == 200
        assert "reviewed before you pay" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "script-src 'self'" in answer.headers["content-security-policy"]

    async def test_a_form_may_lead_to_where_people_sign_in(self, client: Client, settings: Settings) -> None:
        policy = (await client.get("/")).headers["content-security-policy"]

        led_to = next(each for each in policy.split("; ") if each.startswith("form-action")).split()
        for provider in (settings.patients, settings.staff):
            assert "/".join(provider.issuer.split("/")[:3]) in led_to

    async def test_it_lives_and_is_ready(self, client: Client) -> None:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).json() == {"rx": "ok", "shop": "ok"}

    async def test_staff_are_led_to_their_desk(self, client: Client, sign_in: SignIn) -> None:
        await sign_in(client, Role.CLINICIAN)

        answer = await client.get("/", follow_redirects=False)

        assert answer.headers["location"] == "/desk"

    async def test_staff_are_refused_in_their_own_frame_with_the_way_back(
        self, client: Client, sign_in: SignIn
    ) -> None:
        await sign_in(client, Role.PHARMACIST)
        page = {"accept": "text/html", "referer": f"{client.base_url}/desk/dispensary?status=queued"}

        refused = await client.get("/desk/reviews", headers=page)
        elsewhere = await client.get(
            "/desk/reviews", headers={**page, "referer": "https://evil.example/desk/dispensary"}
        )

        assert refused.status_code == elsewhere.status_code == 403
        assert 'href="/desk/dispensary?status=queued"' in refused.text
        assert "Sign out" in refused.text
        assert "Go back" not in elsewhere.text

    async def test_the_address_of_a_form_leads_to_its_page(self, client: Client, sign_in: SignIn) -> None:
        await sign_in(client, Role.PHARMACIST)
        fill = "/desk/dispensary/01a00000-0000-7000-8000-000000000001"

        answer = await client.get(f"{fill}/verify", headers={"accept": "text/html"})

        assert answer.status_code == 405
        assert f'href="{fill}"' in answer.text
        assert "Method Not Allowed" not in answer.text

    async def test_staff_who_are_signed_out_come_in_by_their_own_door(self, client: Client) -> None:
        page = {"accept": "text/html", "referer": f"{client.base_url}/desk/dispensary"}
        fill = "/desk/dispensary/01a00000-0000-7000-8000-000000000001"

        opened = await client.get("/desk/dispensary", headers=page, follow_redirects=False)
        sent = await client.post(f"{fill}/verify", headers=page)

        assert opened.headers["location"] == "/login?as=staff&next=%2Fdesk%2Fdispensary"
        assert sent.status_code == 401
        assert "/login?as=staff&amp;next=%2Fdesk%2Fdispensary" in sent.text

    async def test_a_session_chosen_by_an_attacker_opens_nothing(self, client: Client) -> None:
        client.cookies.set("rx_session", "attackerchosen")

        assert "Sign in" in (await client.get("/")).text

    async def test_a_form_from_another_site_is_refused(self, client: Client, sign_in: SignIn) -> None:
        person = await sign_in(client, Role.PATIENT)

        answer = await client.post(
            "/logout", data={"csrf_token": person.csrf}, headers={"origin": "https://evil.example"}
        )

        assert answer.status_code == 403
        assert (await client.get("/", follow_redirects=False)).headers["location"] == "/care"

    async def test_a_form_without_the_sessions_token_is_refused(
        self, client: Client, sign_in: SignIn
    ) -> None:
        await sign_in(client, Role.PATIENT)

        assert (await client.post("/logout", data={"csrf_token": "another"})).status_code == 403

    async def test_a_session_that_ended_leads_staff_back_as_staff(self, client: Client) -> None:
        answer = await client.get(
            "/desk/reviews?status=queued", headers={"accept": "text/html"}, follow_redirects=False
        )

        assert answer.headers["location"] == "/login?as=staff&next=%2Fdesk%2Freviews%3Fstatus%3Dqueued"

    async def test_a_form_that_came_too_late_leads_back_to_its_page(self, client: Client) -> None:
        came = {"accept": "text/html", "referer": "http://portal.local/desk/calendar?week=2"}

        answer = await client.post("/desk/calendar/hours", data={"zone": "UTC"}, headers=came)

        assert "/login?as=staff&amp;next=%2Fdesk%2Fcalendar%3Fweek%3D2" in answer.text

    async def test_a_patient_at_the_desk_is_shown_the_staffs_door_and_staff_are_not(
        self, client: Client, sign_in: SignIn
    ) -> None:
        html = {"accept": "text/html"}
        await sign_in(client, Role.PATIENT)
        assert "/login?as=staff" in (await client.get("/desk/reviews", headers=html)).text

        await sign_in(client, Role.CLINICIAN)
        refused = await client.get("/desk/audit", headers=html)

        assert refused.status_code == 403
        assert "/login" not in refused.text
        assert 'href="/desk"' in refused.text

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/desk", "http://portal.local//evil.example/desk"]
    )
    async def test_a_refusal_leads_back_nowhere_else(
        self, client: Client, sign_in: SignIn, elsewhere: str
    ) -> None:
        await sign_in(client, Role.CLINICIAN)

        refused = await client.get("/desk/audit", headers={"accept": "text/html", "referer": elsewhere})

        assert "evil.example" not in refused.text
        assert "Go back" not in refused.text

    async def test_signing_out_ends_the_session(self, client: Client, sign_in: SignIn) -> None:
        person = await sign_in(client, Role.PATIENT)

        await client.post("/logout", data={"csrf_token": person.csrf})
        client.cookies.set("rx_session", person.token)

        assert "Sign in" in (await client.get("/")).text


def test_a_handler_that_names_no_authority_stops_the_start() -> None:
    @get("/open-by-mistake")
    async def forgotten() -> None: ...

    with pytest.raises(UnguardedHandler, match="forgotten"):
        refuse_unguarded(Litestar([forgotten], openapi_config=None))
