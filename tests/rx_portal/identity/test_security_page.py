"""The page of somebody's own second factors, and an administrator's word."""

from litestar import Litestar
from litestar.testing import AsyncTestClient

from shared_lib.identity import Role
from tests.rx_portal.conftest import SignIn

Client = AsyncTestClient[Litestar]


async def test_staff_see_their_factors_and_choose_a_zone(client: Client, sign_in: SignIn) -> None:
    person = await sign_in(client, Role.CLINICIAN)
    shown = await client.get("/desk/security")
    assert shown.status_code == 200
    assert "No passkey yet" in shown.text

    form = {"csrf_token": person.csrf, "zone": "America/Denver"}
    saved = await client.post("/desk/security/zone", data=form, follow_redirects=False)
    assert saved.status_code == 303
    assert '<option value="America/Denver" selected' in (await client.get("/desk/security")).text


async def test_an_administrator_makes_a_code_and_nobody_else(client: Client, sign_in: SignIn) -> None:
    other = await sign_in(None, Role.CLINICIAN, "Dr. Ines Okafor")
    admin = await sign_in(client, Role.ADMIN)
    form = {"csrf_token": admin.csrf, "staff": str(other.id)}
    made = await client.post("/desk/security/enrolments", data=form)
    assert made.status_code == 200
    assert "For Dr. Ines Okafor" in made.text
    assert made.headers["cache-control"] == "no-store"

    await sign_in(client, Role.PATIENT)
    assert (await client.get("/desk/security")).status_code == 403
    assert (await client.get("/desk/security/enrolments")).status_code == 403
