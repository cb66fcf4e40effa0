"""What waits, who works on what, and who may not."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.review import queries, service
from rx_portal.review.errors import ClaimedByAnother, VisitForced
from rx_portal.review.models import Review
from rx_portal.review.schemas import Filter, Override
from rx_portal.review.states import IllegalMove, Lane, OverrideReason, Status
from rx_portal.risk.evaluator import Decision
from rx_portal.visit.errors import NotLicensed
from shared_lib.identity import Actor
from tests.rx_portal.conftest import Person
from tests.rx_portal.review.builders import SYSTEM, Desk

MORE = Decision.MORE_ACTION_REQUIRED


async def status_of(session: AsyncSession, review: Review) -> Status:
    async with session.begin():
        return (await queries.lock(session, review.id)).status


async def enrollment_of(session: AsyncSession, review: Review) -> EnrollmentStatus:
    async with session.begin():
        return (await enrollments.lock(session, review.enrollment_id)).status


class TestOpening:
    async def test_an_approved_outcome_goes_into_the_fast_lane(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        review, _ = await desk.a_case()

        assert (review.lane, review.status) == (Lane.FAST, Status.QUEUED)
        assert review.due_at == desk.now + timedelta(hours=24)
        assert await enrollment_of(clinic, review) is EnrollmentStatus.IN_REVIEW

    async def test_any_other_waits_for_its_visit_and_is_admitted_after_it(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        review, _ = await desk.a_case(decision=MORE)
        assert (review.lane, review.status) == (Lane.VISIT, Status.WAITING)

        await service.admit(clinic, enrollment_id=review.enrollment_id, actor=SYSTEM, now=desk.now)

        assert await status_of(clinic, review) is Status.QUEUED
        assert await enrollment_of(clinic, review) is EnrollmentStatus.IN_REVIEW

    async def test_an_urgent_case_is_due_within_the_hour(self, desk: Desk) -> None:
        review, _ = await desk.a_case(decision=MORE, urgent=True)

        assert review.due_at == desk.now + timedelta(hours=1)


class TestClaim:
    async def test_is_held_by_one_and_told_to_the_other(self, desk: Desk) -> None:
        first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, _ = await desk.a_claimed_case(first)

        with pytest.raises(ClaimedByAnother, match="Okafor"):
            await desk.claim(review, second)

    async def test_may_be_taken_over_once_it_has_run_out(self, desk: Desk) -> None:
        first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, _ = await desk.a_claimed_case(first)

        taken = await desk.claim(review, second, now=desk.now + timedelta(minutes=31))

        assert taken.claimed_by == second.id

    async def test_runs_out_by_itself_unless_it_was_prolonged(self, desk: Desk, clinic: AsyncSession) -> None:
        first = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(first)
        await desk.claim(review, first, now=desk.now + timedelta(minutes=20))

        await service.expire_claim(
            clinic, review_id=review.id, actor=SYSTEM, now=desk.now + timedelta(minutes=31)
        )
        assert await status_of(clinic, review) is Status.CLAIMED
        await service.expire_claim(
            clinic, review_id=review.id, actor=SYSTEM, now=desk.now + timedelta(minutes=51)
        )
        assert await status_of(clinic, review) is Status.QUEUED

    async def test_needs_a_licence_where_the_patient_is(self, desk: Desk, clinic: AsyncSession) -> None:
        elsewhere = await desk.a_clinician(state="CA")
        review, _ = await desk.a_case()

        with pytest.raises(NotLicensed):
            await desk.claim(review, elsewhere)

        assert await status_of(clinic, review) is Status.QUEUED

    async def test_of_a_case_that_waits_for_its_visit_is_refused(self, desk: Desk) -> None:
        clinician = await desk.a_clinician()
        review, _ = await desk.a_case(decision=MORE)

        with pytest.raises(IllegalMove):
            await desk.claim(review, clinician)

    async def test_of_ten_at_once_lets_exactly_one_have_it(self, desk: Desk) -> None:
        clinicians = [await desk.a_clinician(f"Dr. {number}") for number in range(10)]
        review, _ = await desk.a_case()

        answers = await asyncio.gather(
            *(desk.claim(review, clinician) for clinician in clinicians), return_exceptions=True
        )

        assert sum(isinstance(answer, Review) for answer in answers) == 1
        assert {type(answer) for answer in answers} == {Review, ClaimedByAnother}


class TestWaive:
    async def waive(self, desk: Desk, review: Review, clinician: Person) -> Review:
        async with desk.sessions(info={"actor": clinician.actor}) as session:
            return await service.waive(
                session,
                review_id=review.id,
                clinician=clinician.actor,
                reason=Override(OverrideReason.ALREADY_TREATED, "Seen last week."),
                now=desk.now,
            )

    async def test_lets_a_case_be_decided_without_a_visit_that_no_law_asks_for(self, desk: Desk) -> None:
        clinician = await desk.a_clinician()
        review, _ = await desk.a_case(decision=MORE)

        assert (await self.waive(desk, review, clinician)).status is Status.QUEUED

    async def test_is_refused_where_the_law_asks_for_the_visit(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        clinician = await desk.a_clinician()
        review, _ = await desk.a_case(decision=MORE, forced=True)

        with pytest.raises(VisitForced):
            await self.waive(desk, review, clinician)

        assert await status_of(clinic, review) is Status.WAITING


async def test_the_queue_shows_the_most_pressing_first_and_pages(desk: Desk, clinic: AsyncSession) -> None:
    clinician = await desk.a_clinician()
    later, _ = await desk.a_case(state="VT")
    urgent, _ = await desk.a_case(state="VT", urgent=True, decision=MORE)
    wanted = Filter(state="VT", limit=1)

    page = await service.list_page(clinic, wanted=wanted, clinician=clinician.actor, now=desk.now)

    assert [row.id for row in page.rows] == [urgent.id]
    assert page.more
    after = Filter(state="VT", limit=1, after=(page.rows[0].due_at, page.rows[0].id))
    following = await service.list_page(clinic, wanted=after, clinician=clinician.actor, now=desk.now)
    assert [row.id for row in following.rows] == [later.id]


async def test_a_case_leaves_the_queue_with_its_enrollment(desk: Desk, clinic: AsyncSession) -> None:
    review, _ = await desk.a_case()

    await service.close(clinic, enrollment_id=review.enrollment_id, actor=Actor.system("x"), now=desk.now)

    assert await status_of(clinic, review) is Status.CLOSED
