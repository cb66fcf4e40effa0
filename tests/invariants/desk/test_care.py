"""Fifty patients want one time; fifty clinicians want one case: one has it, and everybody else is told so."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.review import service as reviews
from rx_portal.review.models import Review
from rx_portal.review.states import DenyReason
from tests.invariants.at_once import ROUNDS, in_tasks, kinds
from tests.rx_portal.conftest import Person
from tests.rx_portal.review.builders import Desk
from tests.rx_portal.visit.builders import Clinic, at

CROWD = 50
HALF_AN_HOUR = timedelta(minutes=30)


async def test_one_time_is_had_by_one_of_fifty_patients(made: Clinic, clinic: AsyncSession) -> None:
    clinician = await made.a_clinician()
    waiting = [await made.a_visit() for _ in range(CROWD)]

    for number in range(ROUNDS):
        starts_at = at(3 + number // 10, 9) + HALF_AN_HOUR * (number % 10)
        answers = await in_tasks(
            [
                lambda v=visit, p=patient: made.hold(v, p, clinician.id, starts_at)  # type: ignore[misc] # noqa: B023
                for visit, patient in waiting
            ]
        )

        assert kinds(answers) == {"Visit": 1, "SlotTaken": CROWD - 1}, f"round {number}"
    async with clinic.begin():
        overlapping = text(
            "SELECT count(*) FROM rx.visit_claim a JOIN rx.visit_claim b"
            " ON a.clinician_number = b.clinician_number AND a.visit_id < b.visit_id AND a.during && b.during"
        )
        assert await clinic.scalar(overlapping) == 0


async def test_one_case_is_claimed_and_decided_by_one_of_fifty_clinicians(
    desk: Desk, clinic: AsyncSession
) -> None:
    crowd = [await desk.a_clinician(f"Dr. {number}") for number in range(CROWD)]

    async def deny(review: Review, clinician: Person) -> Review:
        async with desk.sessions(info={"actor": clinician.actor}) as session:
            return await reviews.deny(
                session,
                review_id=review.id,
                clinician=clinician.actor,
                reason=DenyReason.NOT_INDICATED,
                words="Not today.",
                told="We think that another treatment would suit you better.",
                now=desk.now,
            )

    for number in range(ROUNDS):
        review, _ = await desk.a_case()

        claims = await in_tasks([lambda c=one: desk.claim(review, c) for one in crowd])  # type: ignore[misc] # noqa: B023
        assert kinds(claims) == {"Review": 1, "ClaimedByAnother": CROWD - 1}, f"round {number}"
        holder = next(one for one, claim in zip(crowd, claims, strict=True) if isinstance(claim, Review))
        everybody = [*crowd[: CROWD // 2], *[holder] * (CROWD // 2)]
        decisions = kinds(await in_tasks([lambda c=one: deny(review, c) for one in everybody]))  # type: ignore[misc] # noqa: B023

        assert decisions["Review"] == 1, f"round {number}"
        assert decisions["AlreadyDecided"] >= CROWD // 2 - 1
        assert set(decisions) <= {"Review", "AlreadyDecided", "ClaimedByAnother"}
        async with clinic.begin():
            steps = text("SELECT move FROM rx.review_step WHERE review_id = :id ORDER BY at, id")
            assert [row[0] for row in await clinic.execute(steps, {"id": review.id})] == ["claim", "deny"]
            told = text(
                "SELECT count(*) FROM rx.outbox WHERE type = 'review.denied.v1' AND aggregateid = :id"
            )
            assert await clinic.scalar(told, {"id": str(review.id)}) == 1
