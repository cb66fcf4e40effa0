"""Somebody whose session ended while they wrote loses nothing of it, and nobody else ever sees it."""

import secrets
from uuid import UUID

from litestar import Litestar
from litestar.testing import AsyncTestClient

from shared_lib.identity import Role
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.enrollment.builders import Front

Client = AsyncTestClient[Litestar]
WORDS = "Walking every day; “fewer sweet drinks”."


async def _written(client: Client, sign_in: SignIn, front: Front) -> tuple[str, Person]:
    person = await sign_in(client, Role.PATIENT)
    intake_id, _ = await front.an_intake(patient=person, answers={"right-now": ["none"], "tried": True})
    path = f"/care/intakes/{intake_id}/tried-how"
    client.cookies.delete("rx_session")
    answer = await client.post(
        path, data={"csrf_token": person.csrf, "version": "0", "answer": WORDS}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2Fcare%2Fintakes%2F")
    return path, person


class TestAnAnswerAfterTheSessionEnded:
    async def test_is_there_again_after_the_login_and_can_be_saved(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _written(client, sign_in, front)
        client.cookies.set("rx_session", person.token)

        shown = await client.get(path)

        assert "You were signed out before this was saved" in shown.text
        assert "fewer sweet drinks" in shown.text
        await client.post(path, data={"csrf_token": person.csrf, "version": "0", "answer": WORDS})
        again = await client.get(path)
        assert "fewer sweet drinks" in again.text
        assert "You were signed out before" not in again.text

    async def test_is_carried_unreadable(self, client: Client, sign_in: SignIn, front: Front) -> None:
        await _written(client, sign_in, front)

        assert "sweet" not in (client.cookies.get("rx_unsent") or "")
        assert client.cookies.get("rx_unsent")

    async def test_is_shown_beside_what_another_device_saved_meanwhile(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _written(client, sign_in, front)
        intake_id = path.split("/")[3]
        await front.answer(UUID(intake_id), person, "tried-how", "Running.")
        client.cookies.set("rx_session", person.token)

        shown = await client.get(path)

        assert "<strong>Running.</strong>" in shown.text
        assert "fewer sweet drinks" in shown.text

    async def test_is_not_shown_to_somebody_else_at_the_same_browser(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, _ = await _written(client, sign_in, front)
        await sign_in(client, Role.PATIENT)

        shown = await client.get(path)

        assert shown.status_code == 404
        assert "sweet drinks" not in shown.text

    async def test_one_too_long_to_carry_is_refused_aloud(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _written(client, sign_in, front)
        client.cookies.delete("rx_session")
        client.cookies.delete("rx_unsent")
        answer = await client.post(
            path, data={"csrf_token": person.csrf, "version": "0", "answer": secrets.token_hex(4000)}
        )

        assert answer.status_code == 401
        assert "copy what you wrote" in answer.text


class TestSavingWhileWriting:
    async def test_tells_the_page_its_new_version(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _written(client, sign_in, front)
        client.cookies.set("rx_session", person.token)
        fields = {"csrf_token": person.csrf, "autosave": "yes", "answer": "Walk"}

        first = await client.post(path, data={**fields, "version": "0"})
        second = await client.post(path, data={**fields, "version": "1", "answer": "Walking"})
        late = await client.post(path, data={**fields, "version": "0", "answer": "Elsewhere"})

        assert (first.json(), second.json()) == ({"version": 1}, {"version": 2})
        assert late.status_code == 409
        assert "Walking" in (await client.get(path)).text

    async def test_staff_save_nothing(self, client: Client, sign_in: SignIn, front: Front) -> None:
        path, _ = await _written(client, sign_in, front)
        clinician = await sign_in(client, Role.CLINICIAN)

        answer = await client.post(path, data={"csrf_token": clinician.csrf, "version": "0", "answer": "x"})

        assert answer.status_code == 403
