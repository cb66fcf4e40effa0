"""Answering: kept as given, sealed, never overwritten unseen, and stopped when it is urgent."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event, text

from integrations.notify.port import Mail
from rx_portal.enrollment import service as enrollment
from rx_portal.intake import queries, service, tasks
from rx_portal.intake.errors import ConsentMissing, IntakeNotFound, NotAsked, ReasonMissing, StaleAnswer
from rx_portal.intake.models import Intake
from rx_portal.intake.questionnaire import NotUnderstood
from rx_portal.intake.states import IllegalMove, ReopenReason, Status
from rx_portal.kit.jobs import Delivery, Work
from rx_portal.kit.ports import Ports
from rx_portal.risk import service as risk
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import RecordingNotifier
from tests.rx_portal.enrollment.builders import FITS, Front

CLINIC = Actor.system("test")


async def history(front: Front, intake_id: object, link_id: str) -> list[tuple[int, str]]:
    sql = "SELECT version, mark FROM rx.intake_answer WHERE intake_id = :id AND link_id = :link ORDER BY 1"
    async with front.as_(CLINIC) as session, session.begin():
        found = await session.execute(text(sql), {"id": intake_id, "link": link_id})
        return [(row.version, row.mark) for row in found]


async def get(front: Front, intake_id: Any) -> Intake:
    async with front.as_(CLINIC) as session, session.begin():
        return await queries.get(session, intake_id)


class TestBegin:
    async def test_refuses_before_the_consent_and_opens_nothing(self, front: Front) -> None:
        made, patient = await front.an_enrollment(consented=False)

        async with front.as_(patient.actor) as session:
            with pytest.raises(ConsentMissing):
                await service.begin(session, enrollment_id=made.id, patient=patient.actor, now=front.now)

            async with session.begin():
                assert await queries.find_of_enrollment(session, made.id) is None

    async def test_begins_once(self, front: Front) -> None:
        made, patient = await front.an_enrollment()

        async with front.as_(patient.actor) as session:
            first = await service.begin(session, enrollment_id=made.id, patient=patient.actor, now=front.now)
            again = await service.begin(session, enrollment_id=made.id, patient=patient.actor, now=front.now)

        assert first.id == again.id


class TestAnswer:
    async def test_keeps_every_version_sealed(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={"right-now": ["none"]})

        saved = await front.answer(intake_id, patient, "sex", ["female"])
        await front.answer(intake_id, patient, "sex", ["intersex"], seen=saved.version)
        await front.answer(intake_id, patient, "sex", None, seen=2)

        assert saved.follows == "height"
        assert await history(front, intake_id, "sex") == [(1, "given"), (2, "given"), (3, "cleared")]
        async with front.as_(CLINIC) as session, session.begin():
            found = await session.execute(
                text("SELECT value FROM rx.intake_answer WHERE intake_id = :id AND value IS NOT NULL"),
                {"id": intake_id},
            )
            assert all(b"female" not in bytes(value) and b"none" not in bytes(value) for (value,) in found)

    async def test_refuses_to_overwrite_what_was_not_seen(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={"conditions": ["apnea"]})

        with pytest.raises(StaleAnswer):
            await front.answer(intake_id, patient, "conditions", ["type2"], seen=0)

        assert await history(front, intake_id, "conditions") == [(1, "given")]

    async def test_the_same_answer_twice_is_one(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={"conditions": ["apnea"]})

        await front.answer(intake_id, patient, "conditions", ["apnea"], seen=0)

        assert await history(front, intake_id, "conditions") == [(1, "given")]

    async def test_of_two_devices_at_once_one_is_told(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={})
        codes = ["apnea", "type2", "heart", "cholesterol", "hypertension"]

        done = await asyncio.gather(
            *(front.answer(intake_id, patient, "conditions", [code]) for code in codes),
            return_exceptions=True,
        )

        assert sorted(type(each).__name__ for each in done) == ["Saved", *["StaleAnswer"] * 4]
        assert await history(front, intake_id, "conditions") == [(1, "given")]

    async def test_refuses_a_question_that_does_not_apply(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={"conditions": ["apnea"]})

        for link_id, value in (("retinopathy", True), ("bmi", "22"), ("nonsense", "x")):
            with pytest.raises(NotAsked):
                await front.answer(intake_id, patient, link_id, value)

    async def test_refuses_what_it_cannot_read(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={})

        with pytest.raises(NotUnderstood):
            await front.answer(intake_id, patient, "weight", {"number": "9000", "unit": "kg"})

        assert await history(front, intake_id, "weight") == []

    async def test_refuses_somebody_else(self, front: Front) -> None:
        intake_id, _ = await front.an_intake(answers={})
        other = await front.sign_in(None, Role.PATIENT)

        with pytest.raises(IntakeNotFound):
            await front.answer(intake_id, other, "sex", ["female"])

    async def test_refuses_after_submission(self, front: Front) -> None:
        intake_id, patient = await front.an_intake()
        async with front.as_(patient.actor) as session:
            await risk.submit_and_assess(session, intake_id=intake_id, patient=patient.actor, now=front.now)

        with pytest.raises(IllegalMove):
            await front.answer(intake_id, patient, "allergy", True, seen=1)

        assert await history(front, intake_id, "allergy") == [(1, "given")]


class TestUrgency:
    async def test_an_urgent_answer_stops_everything_and_pages(self, front: Front, ports: Ports) -> None:
        clinician = await front.sign_in(None, Role.CLINICIAN, "Dr. Ines Okafor")
        intake_id, patient = await front.an_intake(answers={})

        saved = await front.answer(intake_id, patient, "right-now", ["self_harm"])

        assert saved.urgent
        assert (await get(front, intake_id)).status is Status.STOPPED
        with pytest.raises(IllegalMove):
            await front.answer(intake_id, patient, "sex", ["female"])
        delivery = await self._told(front, intake_id)
        await tasks.page_clinicians(Work(delivery, lambda: front.as_(CLINIC), ports, front.settings))
        assert isinstance(ports.notify, RecordingNotifier)
        mails = [
            one
            for one in ports.notify.sent
            if isinstance(one, Mail) and one.to == f"{clinician.id}@staff.test"
        ]
        assert len(mails) == 1
        assert not any(word in mails[0].text for word in ("self", "semaglutide", "Mara"))

    async def test_a_clinician_opens_it_again(self, front: Front) -> None:
        clinician = await front.sign_in(None, Role.CLINICIAN)
        intake_id, patient = await front.an_intake(answers={"right-now": ["belly_pain"]})
        why: dict[str, Any] = {
            "clinician": clinician.actor,
            "reason": ReopenReason.SPOKEN_AND_SAFE,
            "words": "Seen in hospital: not the appendix.",
            "now": front.now,
        }

        async with front.as_(clinician.actor) as session:
            with pytest.raises(ReasonMissing):
                await service.reopen(session, intake_id=intake_id, **why | {"words": " "})
            assert (await get(front, intake_id)).status is Status.STOPPED
            await service.reopen(session, intake_id=intake_id, **why)
            with pytest.raises(IllegalMove):
                await service.reopen(session, intake_id=intake_id, **why)

        await front.answer(intake_id, patient, "right-now", ["none"], seen=1)
        assert await history(front, intake_id, "right-now") == [(1, "given"), (2, "given")]
        sql = "SELECT reason, words FROM rx.intake_step WHERE intake_id = :id AND move = 'reopen'"
        async with front.as_(CLINIC) as session, session.begin():
            kept = (await session.execute(text(sql), {"id": intake_id})).one()
        assert kept.reason == "spoken_and_safe"
        assert b"appendix" not in kept.words

    async def test_its_patient_is_told_in_neutral_words_once(self, front: Front, ports: Ports) -> None:
        intake_id, patient = await front.an_intake(answers={"right-now": ["belly_pain"]})
        payload = {"patient_id": str(patient.id)}
        told = Delivery(
            uuid7(), "intake.tell_reopened", "intake.reopened.v1", str(intake_id), payload, front.now
        )

        for _ in range(2):
            await tasks.tell_reopened(Work(told, lambda: front.as_(CLINIC), ports, front.settings))

        assert isinstance(ports.notify, RecordingNotifier)
        mails = [one.text for one in ports.notify.sent if isinstance(one, Mail)]
        sent = [words for words in mails if f"/care/intakes/{intake_id}\n" in words]
        assert len(sent) == 2
        assert len(set(sent)) == 1
        assert not any(word in sent[0].lower() for word in ("pain", "urgent", "semaglutide", "mara"))

    async def _told(self, front: Front, intake_id: object) -> Delivery:
        sql = "SELECT id, type, payload, occurred_at FROM rx.outbox WHERE aggregateid = :id"
        async with front.as_(CLINIC) as session, session.begin():
            row = (await session.execute(text(sql), {"id": str(intake_id)})).one()
        assert row.type == "intake.urgent_raised.v1"
        assert set(row.payload) == {"subject_id", "actor_id", "occurred_at", "enrollment_id", "patient_id"}
        return Delivery(
            row.id, "intake.page_clinicians", row.type, str(intake_id), row.payload, row.occurred_at
        )


async def test_a_withdrawn_application_closes_its_questions(front: Front, ports: Ports) -> None:
    intake_id, patient = await front.an_intake(answers={})
    enrollment_id = (await get(front, intake_id)).enrollment_id
    async with front.as_(patient.actor) as session:
        await enrollment.withdraw(session, enrollment_id=enrollment_id, patient=patient.actor, now=front.now)
    told = Delivery(uuid7(), "intake.close", "enrollment.withdrawn.v1", str(enrollment_id), {}, front.now)

    for _ in range(2):
        await tasks.close(Work(told, lambda: front.as_(CLINIC), ports, front.settings))

    assert (await get(front, intake_id)).status is Status.CLOSED
    with pytest.raises(IllegalMove):
        await front.answer(intake_id, patient, "sex", ["female"])


class TestStatements:
    """What a request may cost, without its two statements of recognising who asks."""

    async def test_an_answer_costs_at_most_four(self, front: Front) -> None:
        intake_id, patient = await front.an_intake(answers={"right-now": ["none"]})
        counted = self._count(front)

        await front.answer(intake_id, patient, "sex", ["female"])

        assert len(counted) <= 4, counted

    async def test_submitting_costs_at_most_twenty_three(self, front: Front) -> None:
        first, patient = await front.an_intake()
        await self._submit(front, first, patient.actor)
        intake_id, patient = await front.an_intake()
        counted = self._count(front)

        await self._submit(front, intake_id, patient.actor)

        assert len(counted) <= 23, counted

    async def _submit(self, front: Front, intake_id: Any, patient: Actor) -> None:
        async with front.as_(patient) as session:
            await risk.submit_and_assess(session, intake_id=intake_id, patient=patient, now=front.now)

    def _count(self, front: Front) -> list[str]:
        counted: list[str] = []
        engine = front.sessions.kw["bind"].sync_engine
        event.listen(
            engine, "before_cursor_execute", lambda *given: counted.append(given[2].split("\n")[0][:90])
        )
        return counted


def test_the_builders_answer_every_product() -> None:
    assert set(FITS) == {
        "semaglutide-weekly",
        "metformin-er",
        "tadalafil-daily",
        "estradiol-patch",
        "rosuvastatin-daily",
        "tretinoin-cream",
    }
