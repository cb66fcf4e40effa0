"""Working on a case: drafts outlive claims, claims are renewed by work, answers come back to who asked."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from rx_portal.review import queries, service
from rx_portal.review.errors import (
    AlreadyDecided,
    KeptForAnother,
    NotClaimed,
    ReasonMissing,
    VisitHeld,
)
from rx_portal.review.models import Draft, Review
from rx_portal.review.schemas import Filter, Held, Override
from rx_portal.review.states import DenyReason, OverrideReason, Status
from rx_portal.risk.evaluator import Decision
from rx_portal.visit import queries as visits
from rx_portal.visit.errors import NotLicensed
from rx_portal.visit.service import record_licence
from rx_portal.visit.states import Status as VisitStatus
from tests.rx_portal.conftest import Person
from tests.rx_portal.review.builders import SYSTEM, Desk
from tests.rx_portal.review.test_deciding import deny
from tests.rx_portal.review.test_queue import enrollment_of, status_of

MORE = Decision.MORE_ACTION_REQUIRED
HALF_AN_HOUR = timedelta(minutes=30)


async def work(
    desk: Desk,
    review: Review,
    person: Person,
    words: dict[str, str] | None = None,
    at: datetime | None = None,
) -> Held:
    async with desk.sessions(info={"actor": person.actor}) as session:
        return await service.keep_working(
            session, review_id=review.id, clinician=person.actor, words=words, now=at or desk.now
        )


async def draft_of(clinic: AsyncSession, review: Review, person: Person) -> dict[str, str] | None:
    async with clinic.begin():
        kept = await queries.find_draft(clinic, review.id, person.id)
        if kept is None:
            return None
        assert b"slow" not in kept.words
        box = await vault.box(clinic, review.patient_id, RecordClass.CLINICAL)
        return dict(json.loads(box.open("rx.review_draft.words", kept.id, kept.words)))


class TestClaim:
    async def test_work_renews_it(self, desk: Desk) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)
        later = desk.now + timedelta(minutes=20)

        held = await work(desk, review, person, at=later)

        assert held.claimed_until == later + HALF_AN_HOUR

    async def test_somebody_elses_is_left_alone_and_what_was_typed_is_kept(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, _ = await desk.a_claimed_case(first)
        late = desk.now + timedelta(minutes=31)
        taken = await desk.claim(review, second, now=late)

        held = await work(desk, review, first, {"deny_words": "Heart rate too slow."}, at=late)

        assert (held.claimed_by, held.claimed_until) == (second.id, taken.claimed_until)
        assert (held.holder, held.saved) == ("Dr. Samir Noor", True)
        assert await draft_of(clinic, review, first) == {"deny_words": "Heart rate too slow."}
        assert await draft_of(clinic, review, second) is None

    async def test_one_that_ran_out_decides_nothing(self, desk: Desk, clinic: AsyncSession) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)
        late = desk.now + timedelta(minutes=31)
        await service.expire_claim(clinic, review_id=review.id, actor=SYSTEM, now=late)

        with pytest.raises(NotClaimed):
            await deny(desk, review, person)
        assert await status_of(clinic, review) is Status.QUEUED

    async def test_runs_out_during_a_decision_and_one_of_the_two_holds(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)

        async def expire() -> None:
            async with desk.sessions(info={"actor": SYSTEM}) as session:
                late = desk.now + timedelta(minutes=31)
                await service.expire_claim(session, review_id=review.id, actor=SYSTEM, now=late)

        done, _ = await asyncio.gather(deny(desk, review, person), expire(), return_exceptions=True)

        denied = await status_of(clinic, review) is Status.DENIED
        assert denied is isinstance(done, Review)
        assert denied or isinstance(done, NotClaimed)

    async def test_fifty_at_once_and_one_has_it(self, desk: Desk, clinic: AsyncSession) -> None:
        review, _ = await desk.a_case()
        people = [await desk.a_clinician(f"Dr. {n}") for n in range(10)]

        done = await asyncio.gather(*(desk.claim(review, one) for one in people * 5), return_exceptions=True)

        winners = {one.claimed_by for one in done if isinstance(one, Review)}
        assert len(winners) == 1
        assert await status_of(clinic, review) is Status.CLAIMED


class TestDraft:
    async def test_a_decision_throws_it_away(self, desk: Desk, clinic: AsyncSession) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)
        await work(desk, review, person, {"deny_words": "Too slow.", "csrf_token": "x"})
        assert await draft_of(clinic, review, person) == {"deny_words": "Too slow."}

        await deny(desk, review, person)
        await work(desk, review, person, {"deny_words": "Too slow."})

        async with clinic.begin():
            left = select(func.count()).select_from(Draft).where(Draft.review_id == review.id)
            assert await clinic.scalar(left) == 0


class TestAnswer:
    async def test_comes_back_to_who_asked_and_after_a_while_to_anybody(self, desk: Desk) -> None:
        first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, patient = await desk.a_claimed_case(first)
        await self.ask(desk, review, first)
        async with desk.sessions(info={"actor": patient.actor}) as session:
            await service.answer(
                session, review_id=review.id, patient=patient.actor, text="May.", now=desk.now
            )

        with pytest.raises(KeptForAnother, match=r"Dr\. Ines Okafor"):
            await desk.claim(review, second)
        async with desk.sessions(info={"actor": first.actor}) as session:
            mine = await service.list_page(
                session, wanted=Filter(mine=first.id), clinician=first.actor, now=desk.now
            )
            assert [row.id for row in mine.rows] == [review.id]
            assert await service.find_next(session, clinician=first.actor, now=desk.now) == review.id
        later = desk.now + timedelta(hours=5)
        taken = await desk.claim(review, second, now=later)
        assert (taken.claimed_by, taken.returns_to) == (second.id, None)

    async def test_of_the_questions_again_comes_back_too_and_they_can_be_asked_anew(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        first, second = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, _ = await desk.a_claimed_case(first)
        await self.ask(desk, review, first)

        await desk.reassess(review)

        with pytest.raises(KeptForAnother, match=r"Dr\. Ines Okafor"):
            await desk.claim(review, second)
        taken = await desk.claim(review, first)
        async with clinic.begin():
            assert await queries.open_question(clinic, review.id) is None
        assert (taken.status, taken.returns_to) == (Status.CLAIMED, None)
        await self.ask(desk, review, first)
        assert await status_of(clinic, review) is Status.INFORMATION_REQUESTED

    async def test_of_the_questions_again_may_need_a_visit_first(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)
        await self.ask(desk, review, person)

        await desk.reassess(review, decision=MORE)

        async with clinic.begin():
            assert await queries.open_question(clinic, review.id) is None
            waits = await queries.get(clinic, review.id)
            assert (waits.status, waits.returns_to) == (Status.WAITING, None)

    async def ask(self, desk: Desk, review: Review, person: Person) -> None:
        async with desk.sessions(info={"actor": person.actor}) as session:
            await service.ask(
                session, review_id=review.id, clinician=person.actor, question="Since when?", now=desk.now
            )


class TestDenyBeforeTheVisit:
    async def test_ends_the_case_and_its_visit(self, desk: Desk, clinic: AsyncSession) -> None:
        person = await desk.a_clinician()
        review, patient = await desk.a_case(decision=MORE)

        denied = await deny(desk, review, person)

        assert (denied.status, denied.decided_by) == (Status.DENIED, person.id)
        assert await enrollment_of(clinic, review) is EnrollmentStatus.DENIED
        async with desk.sessions(info={"actor": patient.actor}) as session:
            seen = await service.look_at_outcome(
                session, review_id=review.id, patient=patient.actor, now=desk.now
            )
        assert seen.told == "We think that another treatment would suit you better."

    async def test_needs_a_licence_and_words_and_else_changes_nothing(
        self, desk: Desk, clinic: AsyncSession
    ) -> None:
        stranger, person = await desk.a_clinician(state="CA"), await desk.a_clinician()
        review, _ = await desk.a_case(decision=MORE)

        with pytest.raises(NotLicensed):
            await deny(desk, review, stranger)
        async with desk.sessions(info={"actor": person.actor}) as session:
            with pytest.raises(ReasonMissing):
                await service.deny(
                    session,
                    review_id=review.id,
                    clinician=person.actor,
                    reason=DenyReason.OTHER,
                    words="Because.",
                    told=" ",
                    now=desk.now,
                )
        assert await status_of(clinic, review) is Status.WAITING

    async def test_is_refused_once_the_licence_has_expired(self, desk: Desk, clinic: AsyncSession) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_case(decision=MORE)
        async with desk.sessions(info={"actor": person.actor}) as session:
            await record_licence(
                session,
                clinician_id=person.id,
                state="NY",
                number="NY-1",
                expires_on=(desk.now - timedelta(days=2)).date(),
                actor=person.actor,
                now=desk.now,
            )

        with pytest.raises(NotLicensed):
            await deny(desk, review, person)
        assert await status_of(clinic, review) is Status.WAITING

    async def test_two_at_once_and_the_second_is_told(self, desk: Desk) -> None:
        one, two = await desk.a_clinician(), await desk.a_clinician("Dr. Samir Noor")
        review, _ = await desk.a_case(decision=MORE)

        done = await asyncio.gather(deny(desk, review, one), deny(desk, review, two), return_exceptions=True)

        assert {type(each) for each in done} == {Review, AlreadyDecided}


class TestRequireVisit:
    async def require(self, desk: Desk, review: Review, person: Person, words: str = "See him.") -> Review:
        async with desk.sessions(info={"actor": person.actor}) as session:
            return await service.require_visit(
                session,
                review_id=review.id,
                clinician=person.actor,
                reason=Override(OverrideReason.OTHER, words),
                now=desk.now,
            )

    async def test_opens_a_visit_and_the_case_waits_for_it(self, desk: Desk, clinic: AsyncSession) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)

        waits = await self.require(desk, review, person)

        assert (waits.status, waits.claimed_by) == (Status.WAITING, None)
        async with clinic.begin():
            visit = await visits.find_of_enrollment(clinic, review.enrollment_id)
        assert visit is not None
        assert visit.status is VisitStatus.DUE
        assert await enrollment_of(clinic, review) is EnrollmentStatus.ASSESSED
        await service.admit(clinic, enrollment_id=review.enrollment_id, actor=SYSTEM, now=desk.now)
        assert await status_of(clinic, review) is Status.QUEUED

    async def test_refuses_without_words_or_a_claim(self, desk: Desk, clinic: AsyncSession) -> None:
        person = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(person)

        with pytest.raises(ReasonMissing):
            await self.require(desk, review, person, " ")
        async with clinic.begin():
            assert await visits.find_of_enrollment(clinic, review.enrollment_id) is None
        assert await status_of(clinic, review) is Status.CLAIMED
        assert VisitHeld.code == "visit_held"
