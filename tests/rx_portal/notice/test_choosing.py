"""Texts go only to the number that agreed to them, in the language chosen, until somebody says STOP."""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from integrations.notify.port import Mail, Text
from integrations.notify.webhook import HEADER, sign
from rx_portal.app.delivery import Deliverer
from rx_portal.enrollment import steps as enrollment
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.notice.letter import Said
from rx_portal.notice.sending import tell
from rx_portal.notice.states import Occasion
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.enrollment.builders import a_profile

Client = AsyncTestClient[Litestar]
CLINIC = Actor.system("test")
SAID = Said(when=datetime(2027, 3, 14, 18, 0, tzinfo=UTC), zone="America/New_York")


@pytest.fixture
def phone() -> str:
    return f"415555{uuid4().int % 10_000:04d}"


@pytest.fixture
async def patient(client: Client, sign_in: SignIn, sessions: Sessions, now: datetime, phone: str) -> Person:
    """A patient with a telephone, signed in, who has chosen nothing."""
    person = await sign_in(client, Role.PATIENT)
    await _move(sessions, person.id, phone, now)
    return person


async def _move(sessions: Sessions, patient_id: UUID, phone: str, now: datetime) -> None:
    async with sessions(info={"actor": CLINIC}) as session, session.begin():
        await enrollment.keep_profile(session, patient_id, a_profile(phone=phone), now=now)


async def _choose(client: Client, patient: Person, **fields: str) -> str:
    answer = await client.post("/care/notices", data={"csrf_token": patient.csrf, **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


async def _told(sessions: Sessions, ports: Ports, settings: Settings, patient: Person) -> list[Mail | Text]:
    """What is sent when this patient is told of an appointment."""
    ports.notify.sent.clear()  # type: ignore[attr-defined]
    delivery = Delivery(uuid7(), "test.tell", "test.tell", str(patient.id), {}, real_now())
    work = Work(delivery, lambda: sessions(info={"actor": CLINIC}), ports, settings)
    await tell(work, patient.id, Occasion.VISIT_SOON, path="/care/visits/1", key="k", said=SAID)
    return list(ports.notify.sent)  # type: ignore[attr-defined]


async def _reply(
    client: Client,
    settings: Settings,
    phone: str,
    body: str,
    *,
    secret: str = "",
    reply_id: UUID | None = None,
) -> int:
    told = json.dumps({"id": str(reply_id or uuid4()), "from": f"+1{phone}", "body": body}).encode()
    vouched = sign(told, secret or settings.notify_webhook_secret, real_now())
    return (await client.post("/webhooks/texts", content=told, headers={HEADER: vouched})).status_code


class TestChoosing:
    async def test_without_a_choice_there_is_only_a_mail_in_english(
        self, sessions: Sessions, ports: Ports, settings: Settings, patient: Person
    ) -> None:
        (mail,) = await _told(sessions, ports, settings, patient)

        assert isinstance(mail, Mail)
        assert "Sun, Mar 14, 2027, 2:00 PM EDT" in mail.text

    async def test_spanish_and_texts(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        phone: str,
    ) -> None:
        shown = await _choose(client, patient, language="es", texts="yes")
        assert f"-{phone[6:]}" in shown

        mail, short = await _told(sessions, ports, settings, patient)

        assert isinstance(mail, Mail)
        assert isinstance(short, Text)
        assert "Tiene una cita el dom 14 mar 2027, 14:00 EDT." in mail.text
        assert short.to == f"+1{phone}"
        assert "/care/" not in short.body

    async def test_agreeing_is_kept_with_the_words_agreed_to(
        self, client: Client, sessions: Sessions, patient: Person
    ) -> None:
        await _choose(client, patient, language="en", texts="yes")
        await _choose(client, patient, language="en", texts="yes")
        await _choose(client, patient, language="en")

        async with sessions(info={"actor": CLINIC}) as session, session.begin():
            asked = text("SELECT change, way, wording FROM rx.notice_step WHERE patient_id = :id ORDER BY id")
            rows = (await session.execute(asked, {"id": patient.id})).all()

        assert [tuple(row) for row in rows] == [
            ("texts_agreed", "page", "texts-1"),
            ("texts_ended", "page", None),
        ]

    async def test_another_number_gets_no_text_that_it_did_not_agree_to(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        now: datetime,
    ) -> None:
        await _choose(client, patient, language="en", texts="yes")
        await _move(sessions, patient.id, "2125550199", now)

        sent = await _told(sessions, ports, settings, patient)

        assert [type(each) for each in sent] == [Mail]

    async def test_somebody_without_a_number_cannot_choose_texts(
        self, client: Client, sign_in: SignIn
    ) -> None:
        person = await sign_in(client, Role.PATIENT)

        answer = await client.post("/care/notices", data={"csrf_token": person.csrf, "texts": "yes"})

        assert answer.status_code == 422
        assert "Give us your phone number first" in answer.text


class TestReplyingToAText:
    async def test_stop_ends_them_says_so_once_and_start_begins_them_again(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        phone: str,
    ) -> None:
        await _choose(client, patient, language="en", texts="yes")

        assert await _reply(client, settings, phone, " Stop. ") == 202

        await _work_off(sessions, ports, settings, patient)
        (last,) = ports.notify.sent  # type: ignore[attr-defined]
        assert "no more texts" in last.body
        assert [type(each) for each in await _told(sessions, ports, settings, patient)] == [Mail]

        assert await _reply(client, settings, phone, "START") == 202
        assert [type(each) for each in await _told(sessions, ports, settings, patient)] == [Mail, Text]

    async def test_help_is_answered_whether_they_get_texts_or_not(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        phone: str,
    ) -> None:
        await _choose(client, patient, language="es", texts="yes")

        for before in ("Ayuda", "STOP", " help "):
            assert await _reply(client, settings, phone, before) == 202

        await _work_off(sessions, ports, settings, patient)
        sent = [each.body for each in ports.notify.sent]  # type: ignore[attr-defined]
        assert ["Ayuda" in body for body in sent] == [True, False, True]
        assert [type(each) for each in await _told(sessions, ports, settings, patient)] == [Mail]

    async def test_the_same_reply_told_again_after_a_new_agreement_changes_nothing(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        phone: str,
    ) -> None:
        await _choose(client, patient, language="en", texts="yes")
        reply_id = uuid4()
        await _reply(client, settings, phone, "STOP", reply_id=reply_id)
        await _choose(client, patient, language="en", texts="yes")

        await _reply(client, settings, phone, "STOP", reply_id=reply_id)

        assert [type(each) for each in await _told(sessions, ports, settings, patient)] == [Mail, Text]

    async def test_start_gives_nobody_texts_who_never_agreed(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        phone: str,
    ) -> None:
        await _reply(client, settings, phone, "START")

        assert [type(each) for each in await _told(sessions, ports, settings, patient)] == [Mail]

    async def test_other_words_and_forged_replies_change_nothing(
        self,
        client: Client,
        sessions: Sessions,
        ports: Ports,
        settings: Settings,
        patient: Person,
        phone: str,
    ) -> None:
        await _choose(client, patient, language="en", texts="yes")

        assert await _reply(client, settings, phone, "stop by tomorrow?") == 202
        assert await _reply(client, settings, phone, "STOP", secret="somebody else's") == 422

        assert [type(each) for each in await _told(sessions, ports, settings, patient)] == [Mail, Text]


async def _work_off(sessions: Sessions, ports: Ports, settings: Settings, patient: Person) -> None:
    ports.notify.sent.clear()  # type: ignore[attr-defined]
    async with sessions(info={"actor": CLINIC}) as session, session.begin():
        asked = text("SELECT id FROM rx.outbox WHERE aggregateid = :id AND done_at IS NULL ORDER BY seq")
        waiting = (await session.scalars(asked, {"id": str(patient.id)})).all()
    deliverer = Deliverer(settings, sessions=sessions, ports=ports)
    for event_id in waiting:
        await deliverer.deliver(str(event_id))
