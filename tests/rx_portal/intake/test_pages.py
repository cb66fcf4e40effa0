"""The pages of an intake when something is not as it should be: nothing a person wrote is ever lost."""

from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient

from shared_lib.identity import Role
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.enrollment.builders import FITS, Front

Client = AsyncTestClient[Litestar]


async def _begun(client: Client, sign_in: SignIn, front: Front, **given: Any) -> tuple[str, Person]:
    person = await sign_in(client, Role.PATIENT)
    intake_id, _ = await front.an_intake(patient=person, **given)
    return f"/care/intakes/{intake_id}", person


class TestAnsweringAPage:
    async def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _begun(client, sign_in, front, answers={})

        answer = await client.post(
            f"{path}/height", data={"csrf_token": person.csrf, "version": "0", "feet": "5", "inches": "six"}
        )

        assert answer.status_code == 422
        assert "Give a number" in answer.text
        assert 'value="six"' in answer.text

    async def test_shows_both_when_another_device_answered_in_between(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _begun(client, sign_in, front, answers={"conditions": ["type2"]})

        answer = await client.post(
            f"{path}/conditions", data={"csrf_token": person.csrf, "version": "0", "answer": "apnea"}
        )

        assert answer.status_code == 409
        assert "<strong>Type 2 diabetes</strong>" in answer.text
        assert 'value="apnea" checked' in answer.text
        assert 'name="version" value="1"' in answer.text

        again = await client.post(
            f"{path}/conditions", data={"csrf_token": person.csrf, "version": "1", "answer": "apnea"}
        )
        assert again.status_code == 200

    async def test_an_urgent_answer_stops_and_shows_whom_to_call(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _begun(client, sign_in, front, answers={})

        answer = await client.post(
            f"{path}/right-now", data={"csrf_token": person.csrf, "version": "0", "answer": "self_harm"}
        )

        assert answer.url.path == f"{path}/stopped"
        assert "988" in answer.text
        assert (await client.get(f"{path}/height")).url.path == f"{path}/stopped"
        assert "Please get help now" in (await client.get("/care")).text

    async def test_goes_on_where_it_was_left_on_another_device(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, _ = await _begun(client, sign_in, front, answers={"right-now": ["none"], "sex": ["female"]})
        shown = await client.get(path.replace("/care/intakes", "/api/v1/intakes"))
        enrollment = shown.json()["enrollment_id"]

        answer = await client.get(f"/care/enrollments/{enrollment}/questions")

        assert answer.url.path == f"{path}/height"
        assert "Question 3 of" in answer.text

    async def test_goes_on_from_a_question_that_applies_no_more(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, _ = await _begun(client, sign_in, front, answers={"right-now": ["none"]})

        answer = await client.get(f"{path}/systolic")

        assert (answer.status_code, answer.url.path) == (200, f"{path}/sex")

    async def test_somebody_elses_intake_is_not_there(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        intake_id, _ = await front.an_intake(answers={})
        await sign_in(client, Role.PATIENT)

        assert (await client.get(f"/care/intakes/{intake_id}/height")).status_code == 404


class TestCheckingTheAnswers:
    async def test_sending_too_early_names_what_is_missing(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        answers = FITS["semaglutide-weekly"](front.now.date())
        del answers["allergy"]
        path, person = await _begun(client, sign_in, front, answers=answers)

        answer = await client.post(f"{path}/submit", data={"csrf_token": person.csrf})

        assert answer.status_code == 422
        assert "1 question still needs an answer" in answer.text
        assert f'href="{path}/allergy?change=1"' in answer.text

    async def test_more_action_is_said_in_words_with_its_date(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        path, person = await _begun(client, sign_in, front, state="CO")

        answer = await client.post(f"{path}/submit", data={"csrf_token": person.csrf})

        assert "In Colorado the law asks for a video visit" in answer.text
        assert "has to take place by" in answer.text
