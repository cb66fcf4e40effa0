"""An administrator takes people on and lets them go, and nobody else does."""

from datetime import UTC, datetime

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from markupsafe import escape
from sqlalchemy import func, select, text

from rx_portal.identity.models import LoginSession, Staff
from rx_portal.identity.service import staffing
from rx_portal.identity.service.staffing import OwnAccount
from rx_portal.kit.db import Sessions
from shared_lib.identity import Actor, Role
from tests.rx_portal.conftest import SignIn

NOW = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
Client = AsyncTestClient[Litestar]
ASKED = {"name": "Dr. Amélie O'Hara", "email": " Amelie@Clinic.example ", "role": "clinician"}


async def counted(sessions: Sessions) -> int:
    async with sessions(info={"actor": Actor.system("test")}) as session, session.begin():
        return await session.scalar(select(func.count()).select_from(Staff)) or 0


async def test_somebody_is_invited_under_an_address_in_small_letters(client: Client, sign_in: SignIn) -> None:
    admin = await sign_in(client, Role.ADMIN)

    shown = await client.post("/desk/staff", data={"csrf_token": admin.csrf, **ASKED})

    assert shown.status_code == 200
    assert "amelie@clinic.example" in shown.text
    assert "Has not signed in yet" in shown.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "amelie at clinic"}, "Write the e-mail address"),
        ({"name": "  "}, "Write the name"),
        ({"role": "operator"}, "Choose a role"),
    ],
)
async def test_a_refused_invitation_keeps_what_was_typed_and_invites_nobody(
    client: Client, sign_in: SignIn, sessions: Sessions, change: dict[str, str], said: str
) -> None:
    admin = await sign_in(client, Role.ADMIN)
    before = await counted(sessions)

    shown = await client.post("/desk/staff", data={"csrf_token": admin.csrf, **ASKED, **change})

    assert shown.status_code == 422
    assert said in shown.text
    kept = (ASKED | change)["email" if "name" in change else "name"]
    assert escape(kept) in shown.text
    assert await counted(sessions) == before


async def test_an_address_is_taken_on_once(client: Client, sign_in: SignIn, sessions: Sessions) -> None:
    admin = await sign_in(client, Role.ADMIN)
    form = {"csrf_token": admin.csrf, **ASKED}
    await client.post("/desk/staff", data=form)
    before = await counted(sessions)

    again = await client.post("/desk/staff", data=form | {"email": "AMELIE@clinic.example"})

    assert again.status_code == 422
    assert "in the list below already" in again.text
    assert await counted(sessions) == before


async def test_closing_an_account_ends_its_sessions_and_opening_it_brings_none_back(
    client: Client, sign_in: SignIn, sessions: Sessions
) -> None:
    clinician = await sign_in(None, Role.CLINICIAN)
    admin = await sign_in(client, Role.ADMIN)
    open_ = select(func.count()).where(LoginSession.revoked_at.is_(None))
    theirs = open_.where(LoginSession.staff_id == clinician.id)
    noted = text("SELECT action FROM audit.event WHERE subject = :who ORDER BY 1")

    closed = await client.post(f"/desk/staff/{clinician.id}/close", data={"csrf_token": admin.csrf})
    assert f"/desk/staff/{clinician.id}/reopen" in closed.text
    opened = await client.post(f"/desk/staff/{clinician.id}/reopen", data={"csrf_token": admin.csrf})
    assert f"/desk/staff/{clinician.id}/close" in opened.text

    async with sessions(info={"actor": Actor.system("test")}) as session, session.begin():
        assert await session.scalar(theirs) == 0
        done = (await session.scalars(noted, {"who": f"staff:{clinician.id}"})).all()
    assert {"staff.close", "staff.reopen"} <= set(done)
    assert (await client.get("/desk/staff")).status_code == 200


async def test_nobody_closes_their_own_account_and_only_administrators_anybodys(
    client: Client, sign_in: SignIn, sessions: Sessions
) -> None:
    admin = await sign_in(client, Role.ADMIN)
    own = await client.post(f"/desk/staff/{admin.id}/close", data={"csrf_token": admin.csrf})
    assert own.status_code == 409
    assert (await client.get("/desk/staff")).status_code == 200

    other = await sign_in(client, Role.CLINICIAN)
    before = await counted(sessions)
    form = {"csrf_token": other.csrf}
    assert (await client.get("/desk/staff")).status_code == 403
    assert (await client.post("/desk/staff", data=form | ASKED)).status_code == 403
    assert (await client.post(f"/desk/staff/{admin.id}/close", data=form)).status_code == 403
    assert await counted(sessions) == before


async def test_an_administrator_who_was_closed_meanwhile_closes_nobody(
    client: Client, sign_in: SignIn, sessions: Sessions
) -> None:
    one, other = await sign_in(client, Role.ADMIN), await sign_in(client, Role.ADMIN)
    async with sessions(info={"actor": other.actor}) as session:
        await staffing.close(session, admin=other.actor, staff_id=one.id, now=NOW, real_now=NOW)

    async with sessions(info={"actor": one.actor}) as session:
        with pytest.raises(OwnAccount, match="closed"):
            await staffing.close(session, admin=one.actor, staff_id=other.id, now=NOW, real_now=NOW)
