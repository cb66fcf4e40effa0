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
from tests.rx_portal.conftest import TOTP_SECRET, SignIn
from tests.rx_portal.desk.chair import sit_down
from tests.rx_portal.review.builders import Desk

Client = AsyncTestClient[Litestar]


def code() -> str:
    return totp_of(TOTP_SECRET).generate(int(real_now().timestamp())).decode()


async def test_the_queue_lists_a_case_and_is_quiet_while_nothing_changes(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician()
    review, _ = await desk.a_case()
    sit_down(client, clinician)

    page = await client.get("/desk/reviews?status=queued&state=NY")
    assert page.status_code == 200
    assert reference_of(review.id) in page.text
    assert re.search(r"<div data-signed-out [^>]*hidden>", page.text)

    poll = re.search(r'hx-get="([^"]+)"', page.text)
    assert poll
    again = await client.get(poll[1].replace("&amp;", "&"), headers={"hx-request": "true"})
    assert again.status_code in (200, 204)
    unchanged = await client.get("/desk/reviews", headers={"if-none-match": page.headers["etag"]})
    assert unchanged.status_code in (200, 304)


async def test_a_new_clinician_is_told_what_is_missing_until_it_is_there(
    client: Client, desk: Desk, sign_in: SignIn
) -> None:
    sit_down(client, await desk.a_clinician())
    assert "Before you can decide" not in (await client.get("/desk")).text

    sit_down(client, await sign_in(None, Role.CLINICIAN))
    shown = (await client.get("/desk")).text
    assert "Before you can decide" in shown
    assert "Record a licence" in shown
    assert "Add a passkey" not in shown


async def test_an_answer_sent_twice_leads_back_to_where_the_case_stands(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician()
    review, patient = await desk.a_claimed_case(clinician)
    case, form = f"/desk/reviews/{review.id}", sit_down(client, clinician)
    await client.post(f"{case}/ask", data=form | {"question": "Since when?"})
    again = await client.post(f"{case}/ask", data=form | {"question": "And why?"})
    assert again.status_code == 409
    assert "The patient has been asked already" in again.text

    answers, form = f"/care/decisions/{review.id}/answer", sit_down(client, patient)
    first = await client.post(answers, data=form | {"answer": "Since May."})
    second = await client.post(answers, data=form | {"answer": "Since June."})

    assert "Your answer is with the clinician" in first.text
    assert second.status_code == 200
    assert "this was not sent" in second.text
    sit_down(client, clinician)
    shown = (await client.get(case)).text
    assert "Since May." in shown
    assert "Since June." not in shown


async def test_rows_fetched_anew_bring_their_numbers_along(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician()
    await desk.a_case()
    sit_down(client, clinician)
    assert "hx-swap-oob" not in (await client.get("/desk/reviews?status=queued")).text

    fresh = await client.get("/desk/reviews?status=queued", headers={"hx-request": "true"})

    counted = re.findall(r'<span class="muted" id="count-(\w+)" hx-swap-oob="true">', fresh.text)
    assert counted == ["queued", "claimed", "waiting", "information_requested"]
    assert '<p class="muted small" id="counts" hx-swap-oob="true">' in fresh.text


async def test_a_case_says_what_was_checked_before_anybody_claims_it(
    client: Client, desk: Desk, clinic: AsyncSession
) -> None:
    await desk.a_formulary()
    clinician = await desk.a_clinician()
    review, _ = await desk.a_case()
    sit_down(client, clinician)
    here = f"/desk/reviews/{review.id}"
    assert f'hx-get="{here}/checks"' in (await client.get(here)).text

    checks = await client.get(f"{here}/checks")

    assert "Interactions: the patient was not asked, or did not say" in checks.text
    assert "<html" not in checks.text
    read = text("SELECT count(*) FROM audit.event WHERE action = 'prescription.check' AND subject = :case")
    async with clinic.begin():
        assert await clinic.scalar(read, {"case": f"review:{review.id}"}) == 1


async def test_what_is_not_offered_today_is_not_checked(client: Client, desk: Desk) -> None:
    review, _ = await desk.a_case(product="nothing-of-ours")
    sit_down(client, await desk.a_clinician())

    checks = await client.get(f"/desk/reviews/{review.id}/checks")

    assert "nothing was checked" in checks.text


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
    assert "Interactions: the patient was not asked, or did not say" in (await client.get(here)).text
    async with clinic.begin():
        refills = await clinic.scalar(
            text("SELECT refills FROM rx.prescription WHERE review_id = :id"), {"id": review.id}
        )
    assert refills == 2


async def test_what_cannot_be_prescribed_is_said_beside_its_field_and_kept(
    client: Client, desk: Desk, clinic: AsyncSession
) -> None:
    await desk.a_formulary()
    clinician = await desk.a_clinician()
    review, _ = await desk.a_claimed_case(clinician)
    here = f"/desk/reviews/{review.id}/prescription"
    typed = {
        "direction": "daily",
        "directions": "One at night, with food.",
        "quantity": "30,5",
        "refills": "2",
    }

    refused = await client.post(here, data={**sit_down(client, clinician), **typed})

    assert refused.status_code == 422
    assert "whole number of at least 1" in refused.text
    assert "legally signing" not in refused.text
    assert all(f'value="{typed[name]}"' in refused.text for name in ("quantity", "refills"))
    assert typed["directions"] in refused.text


async def test_a_prescription_is_changed_from_what_was_written(client: Client, desk: Desk) -> None:
    await desk.a_formulary()
    clinician = await desk.a_clinician()
    review, _ = await desk.a_claimed_case(clinician)
    here, form = f"/desk/reviews/{review.id}/prescription", sit_down(client, clinician)
    typed = {"direction": "daily", "directions": "One at night, with food.", "quantity": "15", "refills": "2"}
    shown = await client.post(here, data={**form, **typed})
    assert "legally signing" in shown.text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.text))

    change = await client.post(here, data={**form, **hidden, "change": "yes"})

    assert change.status_code == 200
    assert "Write the prescription" in change.text
    assert all(f'value="{typed[name]}"' in change.text for name in ("quantity", "refills"))
    assert typed["directions"] in change.text


async def test_a_denial_without_words_for_the_patient_leads_back_to_its_case(
    client: Client, desk: Desk, clinic: AsyncSession
) -> None:
    clinician = await desk.a_clinician()
    review, _ = await desk.a_claimed_case(clinician)
    here = f"/desk/reviews/{review.id}"
    words = {"deny_reason": "contraindicated", "deny_words": "Too great a risk."}
    came = {"accept": "text/html", "referer": f"{client.base_url}{here}"}

    refused = await client.post(f"{here}/deny", data={**sit_down(client, clinician), **words}, headers=came)

    assert refused.status_code == 422
    assert "Choose what the patient reads." in refused.text
    assert f'href="{here}"' in refused.text
    async with clinic.begin():
        status = await clinic.scalar(text("SELECT status FROM rx.review WHERE id = :id"), {"id": review.id})
    assert status == "claimed"


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


async def test_a_patient_who_was_denied_is_not_told_that_the_answers_are_being_read(
    client: Client, desk: Desk
) -> None:
    clinician = await desk.a_clinician()
    review, patient = await desk.a_claimed_case(clinician)
    words = {"deny_reason": "contraindicated", "deny_words": "Too great a risk.", "told": "not_safe_now"}
    await client.post(f"/desk/reviews/{review.id}/deny", data={**sit_down(client, clinician), **words})
    sit_down(client, patient)

    answer = await client.get(f"/care/enrollments/{review.enrollment_id}/next", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/care")


async def test_a_waiting_case_says_why_and_offers_no_decision(client: Client, desk: Desk) -> None:
    clinician = await desk.a_clinician()
    review, _ = await desk.a_case(decision=Decision.MORE_ACTION_REQUIRED, forced=True)
    sit_down(client, clinician)

    page = await client.get(f"/desk/reviews/{review.id}")

    assert "cannot be waived" in page.text
    assert "Approve and prescribe" not in page.text


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
