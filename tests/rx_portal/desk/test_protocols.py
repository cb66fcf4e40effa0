"""Protocols at the desk: written by one person in a form, compared, tried, and published by another."""

import re
from html import unescape

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from rx_portal.risk import service
from rx_portal.risk.demo import tadalafil
from shared_lib.identity import Actor, Role
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.enrollment.builders import Front

Client = AsyncTestClient[Litestar]
HOME = "/desk/protocols"
INPUT = re.compile(r"<input\b([^>]*)>")
OTHER = re.compile(r"<(textarea|select)\b([^>]*)>(.*?)</\1>", re.DOTALL)


def attribute(of: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', of)
    return unescape(found[1]) if found else None


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form on a page, without its buttons."""
    form = page[page.index('id="protocol"') : page.index("</form>", page.index('id="protocol"'))]
    sent: dict[str, list[str]] = {}
    for given in INPUT.findall(form):
        name = attribute(given, "name")
        if name and ('type="checkbox"' not in given or "checked" in given):
            sent.setdefault(name, []).append(attribute(given, "value") or "")
    for kind, given, inside in OTHER.findall(form):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        value = inside.strip() if kind == "textarea" else chosen[1] if chosen else ""
        sent[attribute(given, "name") or ""] = [unescape(value)]
    return sent


async def a_draft(client: Client, author: Person, front: Front) -> str:
    """Make a draft of one's own from what is published, as by the button."""
    async with front.as_(Actor.system("test")) as session:
        rows = await service.list_protocols(session)
    first = next(row for row in rows if row.key == tadalafil.CONTENT["key"] and row.published_at)
    client.cookies.set("rx_session", author.token)
    answer = await client.post(
        f"{HOME}/{first.id}/copy", data={"csrf_token": author.csrf}, follow_redirects=True
    )
    assert answer.status_code == 200
    return str(answer.url.path).removesuffix("/edit")


class TestWriting:
    async def test_a_form_saved_untouched_changes_nothing(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        author = await sign_in(client, Role.CLINICIAN)
        draft = await a_draft(client, author, front)

        sent = fields((await client.get(f"{draft}/edit")).text)
        answer = await client.post(f"{draft}/edit", data={**sent, "act": "save"}, follow_redirects=True)

        assert "it says what version" in answer.text

    async def test_a_changed_threshold_is_shown_beside_what_decides_now(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        author = await sign_in(client, Role.CLINICIAN)
        draft = await a_draft(client, author, front)
        sent = fields((await client.get(f"{draft}/edit")).text)
        place = next(name for name, value in sent.items() if name.endswith(".threshold") and value == ["18"])

        answer = await client.post(
            f"{draft}/edit", data={**sent, place: "21", "act": "save"}, follow_redirects=True
        )

        assert re.search(r"<del>[^<]*18 years[^<]*</del>", answer.text)
        assert re.search(r"<ins>[^<]*21 years[^<]*</ins>", answer.text)

    async def test_what_cannot_be_applied_is_said_and_nothing_typed_is_lost(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        author = await sign_in(client, Role.CLINICIAN)
        draft = await a_draft(client, author, front)
        sent = fields((await client.get(f"{draft}/edit")).text)
        place = next(name for name, value in sent.items() if name.endswith(".threshold") and value == ["18"])

        answer = await client.post(f"{draft}/edit", data={**sent, place: "eighteen", "act": "save"})

        assert answer.status_code == 422
        assert "needs a number" in unescape(answer.text)
        assert 'value="eighteen"' in answer.text

    async def test_what_another_window_saved_is_not_written_over(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        author = await sign_in(client, Role.CLINICIAN)
        draft = await a_draft(client, author, front)
        sent = fields((await client.get(f"{draft}/edit")).text)
        first = {**sent, "title": "The first window", "act": "save"}
        assert (await client.post(f"{draft}/edit", data=first, follow_redirects=True)).status_code == 200

        answer = await client.post(
            f"{draft}/edit", data={**sent, "title": "The second window", "act": "save"}
        )

        assert answer.status_code == 422
        assert "This draft was saved from another window." in answer.text
        assert 'value="The second window"' in answer.text
        assert "The first window" in (await client.get(f"{draft}/edit")).text

    async def test_a_row_is_added_without_saving(self, client: Client, sign_in: SignIn, front: Front) -> None:
        author = await sign_in(client, Role.CLINICIAN)
        draft = await a_draft(client, author, front)
        sent = fields((await client.get(f"{draft}/edit")).text)

        answer = await client.post(f"{draft}/edit", data={**sent, "act": "add"})

        assert "New rule" in answer.text
        assert "New rule" not in (await client.get(f"{draft}/edit")).text


class TestPublishing:
    async def test_its_author_is_told_that_somebody_else_has_to(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        author = await sign_in(client, Role.CLINICIAN)
        draft = await a_draft(client, author, front)

        page = await client.get(draft)
        answer = await client.post(f"{draft}/publish", data={"csrf_token": author.csrf})

        assert "Somebody else has to publish" in page.text
        assert answer.status_code == 409

    async def test_a_second_person_publishes_and_it_decides(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        draft = await a_draft(client, await sign_in(client, Role.CLINICIAN), front)
        second = await sign_in(client, Role.CLINICIAN)

        answer = await client.post(
            f"{draft}/publish", data={"csrf_token": second.csrf}, follow_redirects=True
        )

        assert "Published. It decides from now on." in answer.text
        assert "decides since" in answer.text

    @pytest.mark.parametrize("role", [Role.PATIENT, Role.PHARMACIST, Role.ADMIN])
    async def test_nobody_else_finds_the_protocols(self, client: Client, sign_in: SignIn, role: Role) -> None:
        await sign_in(client, role)

        assert (await client.get(HOME)).status_code == 403


class TestReplaying:
    async def test_says_when_it_would_move_nobody(
        self, client: Client, sign_in: SignIn, front: Front
    ) -> None:
        draft = await a_draft(client, await sign_in(client, Role.CLINICIAN), front)

        page = await client.get(f"{draft}/replay")

        assert page.status_code == 200
        assert "would move nobody" in page.text or "Nothing to try it on" in page.text
