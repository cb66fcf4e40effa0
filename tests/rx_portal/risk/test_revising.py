"""A draft is written on by its author, never by two at once, and tried on the past without changing it."""

from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.risk import queries, service
from rx_portal.risk.demo import semaglutide
from rx_portal.risk.errors import KeyMismatch, NotYourDraft, RevisedMeanwhile
from rx_portal.risk.evaluator import Decision, MalformedProtocol
from rx_portal.risk.service.revising import digest
from rx_portal.risk.states import IllegalMove
from shared_lib.identity import Actor, Role
from tests.rx_portal.enrollment.builders import Front

AUTHOR = Actor.person("author", Role.CLINICIAN)
SECOND = Actor.person("second", Role.CLINICIAN)
PATIENT_AGE_MOST = "40"


def younger_only() -> dict[str, Any]:
    """The protocol with one more rule, which the patients of these tests do not meet."""
    content = deepcopy(semaglutide.CONTENT)
    content["rules"].append(
        {
            "code": "younger_only",
            "grade": "caution",
            "statement": "You are not yet old",
            "source": "A test",
            "when": {"fact": "age", "is": "below", "threshold": PATIENT_AGE_MOST},
        }
    )
    return content


@pytest.fixture
async def drafted(clinic: AsyncSession, front: Front) -> UUID:
    row = await service.draft(clinic, content=semaglutide.CONTENT, author=AUTHOR, now=front.now)
    return row.id


async def content_of(clinic: AsyncSession, protocol_id: UUID) -> dict[str, Any]:
    async with clinic.begin():
        return (await queries.get_protocol(clinic, protocol_id)).content


async def revise(
    clinic: AsyncSession, front: Front, protocol_id: UUID, content: dict[str, Any], **changed: Any
) -> None:
    told = {"seen": digest(semaglutide.CONTENT), "author": AUTHOR, **changed}
    await service.revise(clinic, protocol_id=protocol_id, content=content, now=front.now, **told)


class TestRevise:
    async def test_keeps_what_its_author_wrote(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        await revise(clinic, front, drafted, younger_only())

        assert await content_of(clinic, drafted) == younger_only()

    async def test_refuses_anybody_else(self, clinic: AsyncSession, front: Front, drafted: UUID) -> None:
        with pytest.raises(NotYourDraft):
            await revise(clinic, front, drafted, younger_only(), author=SECOND)

        assert await content_of(clinic, drafted) == semaglutide.CONTENT

    async def test_refuses_what_was_begun_before_another_save(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        await revise(clinic, front, drafted, younger_only())
        other = semaglutide.CONTENT | {"title": "Another title"}

        with pytest.raises(RevisedMeanwhile):
            await revise(clinic, front, drafted, other)

        assert await content_of(clinic, drafted) == younger_only()

    async def test_saving_the_same_twice_is_no_quarrel(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        await revise(clinic, front, drafted, younger_only())

        await revise(clinic, front, drafted, younger_only())

        assert await content_of(clinic, drafted) == younger_only()

    async def test_refuses_what_could_not_be_applied(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        with pytest.raises(MalformedProtocol):
            await revise(clinic, front, drafted, semaglutide.CONTENT | {"rules": []})

    async def test_refuses_another_protocol(self, clinic: AsyncSession, front: Front, drafted: UUID) -> None:
        with pytest.raises(KeyMismatch):
            await revise(clinic, front, drafted, semaglutide.CONTENT | {"key": "another"})

    async def test_refuses_once_it_decides(self, clinic: AsyncSession, front: Front, drafted: UUID) -> None:
        await service.discard(clinic, protocol_id=drafted, actor=AUTHOR, now=front.now)

        with pytest.raises(IllegalMove):
            await revise(clinic, front, drafted, younger_only())


class TestReplay:
    async def test_names_whom_it_would_move_and_why(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        intake_id, patient = await front.an_intake()
        async with front.as_(patient.actor) as session:
            assessed = await service.submit_and_assess(
                session, intake_id=intake_id, patient=patient.actor, now=front.now
            )
        await revise(clinic, front, drafted, younger_only())

        found = await service.replay(clinic, protocol_id=drafted, reader=SECOND, now=front.now)

        (moved,) = [each for each in found.moved if each.enrollment_id == assessed.enrollment_id]
        assert (moved.before, moved.after) == (Decision.APPROVED, Decision.MORE_ACTION_REQUIRED)
        assert [finding.code for finding in moved.because] == ["younger_only"]
        async with clinic.begin():
            after = await queries.find_latest(clinic, assessed.enrollment_id)
        assert after is not None
        assert after.id == assessed.id
        assert after.decision is Decision.APPROVED

    async def test_the_same_rules_move_nobody(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        intake_id, patient = await front.an_intake()
        async with front.as_(patient.actor) as session:
            await service.submit_and_assess(
                session, intake_id=intake_id, patient=patient.actor, now=front.now
            )

        found = await service.replay(clinic, protocol_id=drafted, reader=SECOND, now=front.now)

        assert found.tried > 0
        assert not found.moved

    async def test_one_entry_names_every_patient_whose_answers_were_read(
        self, clinic: AsyncSession, front: Front, drafted: UUID
    ) -> None:
        intake_id, patient = await front.an_intake()
        async with front.as_(patient.actor) as session:
            await service.submit_and_assess(
                session, intake_id=intake_id, patient=patient.actor, now=front.now
            )

        await service.replay(clinic, protocol_id=drafted, reader=SECOND, now=front.now)

        async with clinic.begin():
            shown = await clinic.scalar(
                text("SELECT shown FROM audit.event WHERE action = 'protocol.replay' AND subject = :subject"),
                {"subject": f"protocol:{drafted}"},
            )
        assert shown is not None
        assert f"patient:{patient.id}" in shown
