"""Urgent stops on the desk: who is listed, what is shown for the call, and letting somebody go on."""

from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from rx_portal.intake import queries
from rx_portal.intake.states import Status
from shared_lib.identity import Actor, Role
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.desk.chair import sit_down
from tests.rx_portal.enrollment.builders import Front

Client = AsyncTestClient[Litestar]
CLINIC = Actor.system("test")


async def test_a_stop_is_listed_called_and_opened_again(
    client: Client, front: Front, sign_in: SignIn
) -> None:
    intake_id, _ = await front.an_intake(answers={"right-now": ["belly_pain"]})
    clinician = await sign_in(None, Role.CLINICIAN, "Dr. Ines Okafor")
    form, here = sit_down(client, clinician), f"/desk/urgent/{intake_id}"

    home, index, shown = [await client.get(path) for path in ("/desk", "/desk/urgent", here)]
    assert "to be called" in home.text
    assert here in index.text
    assert "Mara Lindqvist" not in index.text
    assert "Mara Lindqvist" in shown.text
    assert 'href="tel:+14155550123"' in shown.text

    bare = await client.post(f"{here}/reopen", data={**form, "words": "Spoke with her."})
    silent = await client.post(f"{here}/reopen", data={**form, "reason": "spoken_and_safe", "words": " "})
    assert (bare.status_code, silent.status_code) == (422, 422)
    assert "Spoke with her." in bare.text
    assert await _status(front, intake_id) is Status.STOPPED

    done = await client.post(
        f"{here}/reopen",
        data={**form, "reason": "answered_by_mistake", "words": "She meant no."},
        follow_redirects=True,
    )
    assert "open again" in done.text
    assert here not in done.text
    assert await _status(front, intake_id) is Status.IN_PROGRESS
    async with front.as_(CLINIC) as session, session.begin():
        sql = "SELECT action, purpose FROM audit.event WHERE subject = :it AND actor = :who ORDER BY id"
        rows = await session.execute(text(sql), {"it": f"intake:{intake_id}", "who": str(clinician.id)})
        seen = [(row.action, row.purpose) for row in rows]
    assert seen[0][0] == "intake.read"
    assert seen[-1] == ("intake.reopen", "answered_by_mistake")


async def test_only_who_decides_cases_sees_them(client: Client, front: Front, sign_in: SignIn) -> None:
    intake_id, _ = await front.an_intake(answers={"right-now": ["belly_pain"]})
    for role in (Role.PATIENT, Role.PHARMACIST):
        await sign_in(client, role)
        for path in ("/desk/urgent", f"/desk/urgent/{intake_id}"):
            assert (await client.get(path)).status_code == 403


async def _status(front: Front, intake_id: object) -> Status:
    async with front.as_(CLINIC) as session, session.begin():
        return (await queries.get(session, intake_id)).status  # type: ignore[arg-type]
