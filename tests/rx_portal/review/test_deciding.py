"""Denying and asking; approving is signing, and is tested there."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.review import queries, service
from rx_portal.review.errors import AlreadyDecided, NotClaimed, ReasonMissing, ReviewNotFound
from rx_portal.review.models import Review, ReviewStep
from rx_portal.review.states import DenyReason, Status
from shared_lib.identity import Role
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.review.builders import Desk
from tests.rx_portal.review.test_queue import enrollment_of, status_of


async def deny(desk: Desk, review: Review, clinician: Person, words: str = "Too great a risk.") -> Review:
    async with desk.sessions(info={"actor": clinician.actor}) as session:
        return await service.deny(
            session,
            review_id=review.id,
            clinician=clinician.actor,
            reason=DenyReason.CONTRAINDICATED,
            words=words,
            told="We think that another treatment would suit you better.",
            now=desk.now,
        )


class TestDeny:
    async def test_ends_the_case_with_its_reason_sealed(self, desk: Desk, clinic: AsyncSession) -> None:
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)

        denied = await deny(desk, review, clinician)

        assert (denied.status, denied.decided_by) == (Status.DENIED, clinician.id)
        assert denied.reason is not None
        assert b"risk" not in denied.reason
        assert await enrollment_of(clinic, review) is EnrollmentStatus.DENIED

    async def test_tells_the_second_clinician_who_did_first_and_when(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, _ = await desk.a_claimed_case(first)
        await deny(desk, review, first)

        with pytest.raises(AlreadyDecided, match=r"Dr\. Ines Okafor denied this case on 02 December 2026"):
            await deny(desk, review, second)

        async with clinic.begin():
            made = select(func.count()).select_from(ReviewStep).where(ReviewStep.review_id == review.id)
            assert await clinic.scalar(made) == 2

    async def test_refuses_a_case_nobody_claimed(self, desk: Desk, clinic: AsyncSession) -> None:
        clinician = await desk.a_clinician()
        review, _ = await desk.a_case()

        with pytest.raises(NotClaimed):
            await deny(desk, review, clinician)

        assert await status_of(clinic, review) is Status.QUEUED

    async def test_needs_words(self, desk: Desk, clinic: AsyncSession) -> None:
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)

        with pytest.raises(ReasonMissing):
            await deny(desk, review, clinician, words=" ")

        assert await status_of(clinic, review) is Status.CLAIMED


class TestAsk:
    async def test_pauses_until_the_patient_answers(
        self, desk: Desk, clinic: AsyncSession, sign_in: SignIn
    ) -> None:
        clinician = await desk.a_clinician()
        review, patient = await desk.a_claimed_case(clinician)
        async with desk.sessions(info={"actor": clinician.actor}) as session:
            await service.ask(
                session, review_id=review.id, clinician=clinician.actor, question="Which dose?", now=desk.now
            )
        assert await enrollment_of(clinic, review) is EnrollmentStatus.INFORMATION_REQUESTED

        stranger = await sign_in(None, Role.PATIENT)
        async with desk.sessions(info={"actor": stranger.actor}) as session:
            with pytest.raises(ReviewNotFound):
                await service.answer(
                    session, review_id=review.id, patient=stranger.actor, text="Five.", now=desk.now
                )
        async with desk.sessions(info={"actor": patient.actor}) as session:
            await service.answer(
                session, review_id=review.id, patient=patient.actor, text="Five.", now=desk.now
            )

        assert await status_of(clinic, review) is Status.QUEUED
        assert await enrollment_of(clinic, review) is EnrollmentStatus.IN_REVIEW
        async with clinic.begin():
            asked = await queries.list_questions(clinic, review.id)
            assert asked[0].answer is not None
            assert b"Five" not in asked[0].answer
