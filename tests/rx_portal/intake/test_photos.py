"""A question that is answered with a photo: kept sealed, shown to few, replaced and removed."""

from uuid import UUID

from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import func, select, text

from rx_portal.intake.models import AnswerRow, PhotoRow
from rx_portal.kit.db import Sessions
from shared_lib.identity import Actor, Role
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.enrollment.builders import Front
from tests.rx_portal.intake.pictures import CAMERA, a_jpeg, a_png

Client = AsyncTestClient[Litestar]
CLINIC = Actor.system("test")


async def _asked(client: Client, sign_in: SignIn, front: Front) -> tuple[str, Person]:
    person = await sign_in(client, Role.PATIENT)
    intake_id, _ = await front.an_intake(patient=person, answers={"right-now": ["none"]})
    return f"/care/intakes/{intake_id}/standing", person


async def _send(client: Client, path: str, person: Person, data: bytes, *, version: int = 0) -> str:
    answer = await client.post(
        f"{path}/photo",
        data={"csrf_token": person.csrf, "version": str(version)},
        files={"photo": ("holiday.gif", data, "image/gif")},
    )
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


async def _photos(sessions: Sessions, path: str) -> list[PhotoRow]:
    intake_id = UUID(path.split("/")[3])
    async with sessions(info={"actor": CLINIC}) as session, session.begin():
        asked = (
            select(PhotoRow)
            .where(PhotoRow.intake_id == intake_id)
            .order_by(PhotoRow.taken_in_at, PhotoRow.id)
        )
        return list(await session.scalars(asked))


class TestSendingAPhoto:
    async def test_it_is_shown_with_the_question_and_among_the_answers(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)

        shown = await _send(client, path, person, a_jpeg())

        (photo,) = await _photos(sessions, path)
        small = f"/care/photos/{photo.id}/small"
        assert small in shown
        assert small in (await client.get(path.replace("standing", "check"))).text
        picture = await client.get(small)
        assert picture.headers["content-type"] == "image/jpeg"
        assert picture.headers["cache-control"] == "no-store"
        assert picture.content.startswith(b"\xff\xd8\xff")

    async def test_it_lies_sealed_and_without_what_the_camera_wrote(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())

        async with sessions(info={"actor": CLINIC}) as session, session.begin():
            asked = text("SELECT picture, thumbnail FROM rx.intake_photo WHERE intake_id = :id")
            rows = (await session.execute(asked, {"id": path.split("/")[3]})).all()

        for sealed in rows[0]:
            assert not bytes(sealed).startswith(b"\xff\xd8")
            assert CAMERA.encode() not in bytes(sealed)
        large = await client.get(f"/care/photos/{(await _photos(sessions, path))[0].id}/large")
        assert CAMERA.encode() not in large.content

    async def test_a_second_one_takes_the_place_of_the_first_whose_picture_is_gone(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())
        await _send(client, path, person, a_png(), version=1)

        first, second = await _photos(sessions, path)

        assert first.removed_at is not None
        assert (await client.get(f"/care/photos/{first.id}/large")).status_code == 404
        assert (await client.get(f"/care/photos/{second.id}/large")).status_code == 200

    async def test_a_device_that_did_not_see_the_last_one_overwrites_nothing(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())

        late = await client.post(
            f"{path}/photo",
            data={"csrf_token": person.csrf, "version": "0"},
            files={"photo": ("a.png", a_png(), "image/png")},
        )

        assert late.status_code == 409
        assert "Nothing of it was overwritten" in late.text
        (photo,) = await _photos(sessions, path)
        assert photo.removed_at is None

    async def test_what_is_no_photo_is_refused_in_words_and_leaves_nothing(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)

        answer = await client.post(
            f"{path}/photo",
            data={"csrf_token": person.csrf, "version": "0"},
            files={"photo": ("scan.jpg", b"%PDF-1.7 a paper", "image/jpeg")},
        )

        assert answer.status_code == 422
        assert "This is a PDF" in answer.text
        assert await _photos(sessions, path) == []

    async def test_going_on_with_an_old_page_does_not_clear_it(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())

        await client.post(path, data={"csrf_token": person.csrf, "version": "0"})

        async with sessions(info={"actor": CLINIC}) as session, session.begin():
            counted = select(func.count()).where(
                AnswerRow.intake_id == UUID(path.split("/")[3]), AnswerRow.link_id == "standing"
            )
            assert await session.scalar(counted) == 1


class TestRemovingAPhoto:
    async def test_destroys_its_picture(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())

        shown = await client.post(f"{path}/photo/remove", data={"csrf_token": person.csrf, "version": "1"})

        assert "The photo is removed" in shown.text
        assert "/care/photos/" not in shown.text
        (photo,) = await _photos(sessions, path)
        assert photo.removed_at is not None


class TestWhoSeesAPhoto:
    async def test_a_clinician_does_and_it_is_written_down(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())
        (photo,) = await _photos(sessions, path)
        clinician = await sign_in(client, Role.CLINICIAN)

        picture = await client.get(f"/desk/photos/{photo.id}/large")

        assert picture.content.startswith(b"\xff\xd8\xff")
        async with sessions(info={"actor": CLINIC}) as session, session.begin():
            asked = text("SELECT action FROM audit.event WHERE actor = :actor AND subject = :subject")
            about = {"actor": str(clinician.id), "subject": f"photo:{photo.id}"}
            assert (await session.scalars(asked, about)).all() == ["intake.look_at_photo"]

    async def test_nobody_else_does(
        self, client: Client, sign_in: SignIn, front: Front, sessions: Sessions
    ) -> None:
        path, person = await _asked(client, sign_in, front)
        await _send(client, path, person, a_jpeg())
        (photo,) = await _photos(sessions, path)

        await sign_in(client, Role.PATIENT)
        assert (await client.get(f"/care/photos/{photo.id}/large")).status_code == 404
        assert (await client.get(f"/desk/photos/{photo.id}/large")).status_code == 403
        await sign_in(client, Role.PHARMACIST)
        assert (await client.get(f"/desk/photos/{photo.id}/large")).status_code == 403
