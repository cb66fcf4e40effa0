"""The clinicians' screens, through the front door."""

import re

from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity.steps import totp_of
from rx_portal.kit.clock import real_now
from rx_portal.review.schemas import reference_of
from rx_portal.risk.evaluator import Decision
from shared_lib.identity import Role
from tests.rx_portal.conftest import TOTP_SECRET, Person, SignIn
from tests.rx_portal.review.builders import Desk

Client = AsyncTestClient[Litestar]


def sit_down(client: Client, person: Person) -> dict[str, str]:
    """Sign the browser in as this person, and return what every form of theirs carries."""
    client.cookies.set("rx_session", person.token)
    return {"csrf_token": person.csrf}


def code() -> str:
    return totp_of(TOTP_SECRET).generate(int(real_now().timestamp())).decode()


async def test_the_queue_lists_a_case_and_is_quiet_while_nothing_changes(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician()
    review, _ = await desk.a_case()
    sit_down(client, clinician)

    page = await client.get("/desk/reviews?status=queued&state=NY")
    assert page.status_code == 200
    assert reference_of(review.id) in page.text

    poll = re.search(r'hx-get="([^"]+)"', page.text)
    assert poll
    again = await client.get(poll[1].replace("&amp;", "&"), headers={"hx-request": "true"})
    assert again.status_code in (200, 204)
    unchanged = await client.get("/desk/reviews", headers={"if-none-match": page.headers["etag"]})
    assert unchanged.status_code in (200, 304)


async def test_a_case_is_claimed_prescribed_and_signed(
    client: Client, desk: Desk, clinic: AsyncSession
) -> None:
    await desk.a_formulary()
    clinician = await desk.a_clinician()
    review, _ = await desk.a_case()
    form = sit_down(client, clinician)
    here = f"/desk/reviews/{review.id}"

    claimed = await client.post(f"{here}/claim", data=form, follow_redirects=True)
    assert "Approve and prescribe" in claimed.text
    write = await client.get(f"{here}/prescription")
    assert "naltrexone 4.5 mg capsule" in write.text
    check = await client.post(f"{here}/prescription", data={**form, "direction": "daily", "refills": "2"})
    assert "you are legally signing" in check.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', check.text))
    wrong = await client.post(f"{here}/sign", data={**form, **hidden, "code": "000000"})
    assert wrong.status_code == 422
    assert "That code is not right" in wrong.text
    signed = await client.post(f"{here}/sign", data={**form, **hidden, "code": code()}, follow_redirects=True)

    assert "Signed." in signed.text
    assert "Prescription" in signed.text
    async with clinic.begin():
        refills = await clinic.scalar(
            text("SELECT refills FROM rx.prescription WHERE review_id = :id"), {"id": review.id}
        )
    assert refills == 2


async def test_looking_at_a_case_writes_one_entry_about_its_patient(
    client: Client, desk: Desk, clinic: AsyncSession
) -> None:
    clinician = await desk.a_clinician()
    review, patient = await desk.a_case()
    sit_down(client, clinician)

    await client.get(f"/desk/reviews/{review.id}")

    read = text("SELECT action FROM audit.event WHERE actor = :who AND shown @> ARRAY[:patient]")
    async with clinic.begin():
        rows = await clinic.scalars(read, {"who": str(clinician.id), "patient": f"patient:{patient.id}"})
    assert rows.all() == ["review.open_case"]


async def test_the_second_clinician_is_told_who_decided(client: Client, desk: Desk) -> None:
    first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
    review, _ = await desk.a_claimed_case(first)
    words = {"deny_reason": "contraindicated", "deny_words": "Too great a risk.", "told": "not_safe_now"}
    denied = await client.post(
        f"/desk/reviews/{review.id}/deny", data={**sit_down(client, first), **words}, follow_redirects=True
    )
    assert "denied this case" in denied.text

    refused = await client.post(f"/desk/reviews/{review.id}/deny", data={**sit_down(client, second), **words})

    assert refused.status_code == 409
    assert "Dr. Ines Okafor denied this case on" in refused.text


async def test_a_waiting_case_says_why_and_offers_no_decision(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician()
    review, _ = await desk.a_case(decision=Decision.MORE_ACTION_REQUIRED, forced=True)
    sit_down(client, clinician)

    page = await client.get(f"/desk/reviews/{review.id}")

    assert "cannot be waived" in page.text
    assert "Approve and prescribe" not in page.text


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
    wrong = {**hours, "ends-0": "08:00"}
    assert (await client.post("/desk/calendar/hours", data={**form, **wrong})).status_code == 422


async def test_the_desk_leads_each_role_to_its_own_work_and_patients_away(
    client: Client, sign_in: SignIn, desk: Desk
) -> None:
    sit_down(client, await desk.a_clinician())
    assert "What waits for you" in (await client.get("/desk")).text

    sit_down(client, await sign_in(None, Role.COMPLIANCE))
    log = await client.get("/desk", follow_redirects=True)
    assert "Audit record" in log.text

    sit_down(client, await sign_in(None, Role.PATIENT))
    assert (await client.get("/desk")).status_code == 403
    assert (await client.get("/desk/reviews")).status_code == 403
