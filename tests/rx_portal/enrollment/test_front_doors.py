"""The whole front half through its pages, as a browser without JavaScript sends them."""

import re

from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.intake.demo import semaglutide
from rx_portal.intake.questionnaire import Form, from_json, read, to_form
from rx_portal.kit.clock import real_now
from shared_lib.identity import Role
from tests.rx_portal.conftest import SignIn
from tests.rx_portal.enrollment.builders import FITS, Front

Client = AsyncTestClient[Litestar]
FIRST = {"born-month": "3", "born-day": "1", "born-year": "1980", "pregnant": "no", "thyroid_cancer": "no"}
PARTICULARS = {
    "legal_name": "Mara Lindqvist", "born-month": "3", "born-day": "1", "born-year": "1980",
    "line1": "12 Fern Street", "city": "Oakland", "zip_code": "94607", "phone": "(415) 555-0123",
    "email": "mara@example.org",
}  # fmt: skip


async def _fields(link_id: str) -> Form:
    questions = read(semaglutide.content()).by_id
    value = FITS["semaglutide-weekly"](real_now().date()).get(link_id)
    return to_form(None if value is None else from_json(questions[link_id], value))


async def test_from_the_first_questions_to_the_decision(
    client: Client, sign_in: SignIn, front: Front
) -> None:
    first = await client.get("/start/semaglutide-weekly")
    assert "$299.00" in first.text

    refused = await client.post("/start/semaglutide-weekly", data={**FIRST, "state": "OH"})
    assert "treat people in Ohio" in refused.text
    assert "/p/semaglutide-weekly-other/" in refused.text

    eligible = await client.post("/start/semaglutide-weekly", data={**FIRST, "state": "CA"})
    assert "you can go on" in eligible.text
    assert (await client.get("/care/enroll", follow_redirects=False)).headers["location"].startswith("/login")

    person = await sign_in(client, Role.PATIENT)
    csrf = {"csrf_token": person.csrf}
    assert "California" in (await client.get("/care/enroll")).text
    wrong = await client.post("/care/enroll", data={**csrf, **PARTICULARS, "zip_code": "9"})
    assert wrong.status_code == 422
    assert "Give a ZIP code" in wrong.text
    assert "12 Fern Street" in wrong.text
    elsewhere = await client.post("/care/enroll", data={**csrf, **PARTICULARS, "zip_code": "10001"})
    assert elsewhere.status_code == 422
    assert "This ZIP code is not in California." in elsewhere.text

    consent = await client.post("/care/enroll", data={**csrf, **PARTICULARS})
    assert "Care at a distance" in consent.text
    path = consent.url.path
    version = re.search(r'name="text_version" value="([^"]+)"', consent.text)
    assert version
    assert (await client.post(path, data=csrf)).status_code == 422
    before = await client.post(path, data={**csrf, "text_version": version[1], "agree": "yes", "here": "yes"})
    assert "one at a time" in before.text

    page = await client.post(before.url.path, data=csrf)
    seen = []
    while not page.url.path.endswith("/check"):
        link_id = page.url.path.rpartition("/")[2]
        seen.append(link_id)
        assert page.status_code == 200, page.text
        fields = await _fields(link_id)
        page = await client.post(page.url.path, data={**csrf, "version": "0", **fields})
    assert len(seen) == 19
    assert "34.2 kg/m², worked out for you" in page.text

    decision = await client.post(page.url.path.replace("/check", "/submit"), data=csrf)
    assert decision.status_code == 200
    assert "Your answers fit" in decision.text
