"""Putting a case together: opened and audited in one transaction, as one read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.desk.schemas import Answered, Case, History
from rx_portal.enrollment import queries as enrollments
from rx_portal.identity import queries as identity
from rx_portal.intake import queries as intakes
from rx_portal.intake.questionnaire import Photo, Value, speak
from rx_portal.intake.questionnaire import Question as Item
from rx_portal.intake.schemas import Sheet
from rx_portal.kit import audit, vault
from rx_portal.kit.vault import Box, RecordClass
from rx_portal.order import queries as orders
from rx_portal.prescription import queries as prescriptions
from rx_portal.prescription import steps as prescription_steps
from rx_portal.review import queries as reviews
from rx_portal.review.schemas import Asked, CaseRecord, Earlier, Happened
from rx_portal.review.states import DECIDED, OPEN, Lane, Move, Status
from rx_portal.risk import queries as risk
from rx_portal.risk.schemas import Assessment
from rx_portal.visit import queries as visits
from rx_portal.visit import zones
from rx_portal.visit.states import Status as VisitStatus
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.review.models import Question, Review, ReviewStep
    from rx_portal.visit.models import Visit

WORDS: Mapping[Move, str] = {
    Move.ADMIT: "Visit took place, ready to decide",
    Move.WAIVE: "Visit waived",
    Move.AWAIT_VISIT: "Waits for a visit again",
    Move.REQUIRE_VISIT: "Visit required by the clinician",
    Move.CLAIM: "Claimed",
    Move.RELEASE: "Released",
    Move.ASK: "Patient asked",
    Move.ANSWER: "Patient answered",
    Move.APPROVE: "Approved",
    Move.DENY: "Denied",
    Move.CLOSE: "Closed",
}


async def look_at_case(session: AsyncSession, *, review_id: UUID, clinician: Actor, now: datetime) -> Case:
    """Return a case with all there is to it, opened, and remember who looked.

    :raises ReviewNotFound: there is no such case.
    """
    async with session.begin():
        review, others = await reviews.list_with(session, review_id)
        await audit.record(
            session,
            actor=clinician,
            action="review.open_case",
            subject=review.ref,
            at=now,
            patient_id=review.patient_id,
            shown=[f"assessment:{review.assessment_id}", f"enrollment:{review.enrollment_id}"],
        )
        return await _opened(session, review, others, clinician, now)


async def look_at_history(
    session: AsyncSession, *, review_id: UUID, clinician: Actor, now: datetime
) -> History:
    """Return the other cases, the prescriptions and the orders of a case's patient; it is audited as a read.

    :raises ReviewNotFound: there is no such case.
    """
    async with session.begin():
        review, others = await reviews.list_with(session, review_id)
        made = await prescriptions.list_of_patient(session, review.patient_id)
        placed = await orders.list_of_patient(session, review.patient_id)
        await audit.record(
            session,
            actor=clinician,
            action="review.open_history",
            subject=review.ref,
            at=now,
            patient_id=review.patient_id,
            shown=[*(one.ref for one in others), *(one.ref for one in made), *(one.ref for one in placed)],
        )
        return History([_earlier(one) for one in others], made, placed)


async def _opened(
    session: AsyncSession, review: "Review", others: "Sequence[Review]", clinician: Actor, now: datetime
) -> Case:
    box = await vault.box(session, review.patient_id, RecordClass.CLINICAL)
    steps = await reviews.list_steps(session, review.id)
    asked = await _asked(session, review, steps)
    assessment = await risk.latest_of(session, review.enrollment_id)
    profile = await enrollments.find_profile(session, review.patient_id)
    visit = await _visit(session, review)
    seen = visit if visit and visit.status is VisitStatus.COMPLETED else None
    today = now.astimezone(ZoneInfo(zones.of_state(review.state))).date()
    people = list(_people(review, steps))
    names = await identity.staff_names(session, people) if people else {}
    open_ = review.status in OPEN
    licensed, zone = await visits.practice(session, UUID(clinician.id), review.state, on=today)
    draft = await reviews.find_draft(session, review.id, UUID(clinician.id)) if open_ else None
    approved = review.status is Status.APPROVED
    prescription = await prescriptions.find_of_review(session, review.id) if approved else None
    return Case(
        review=review,
        record=CaseRecord(
            history=[_happened(step, names) for step in steps],
            asked=[_opened_question(one, box) for one in asked],
            earlier=[_earlier(one) for one in others],
            reason=box.open("rx.review.reason", review.id, review.reason) if review.reason else None,
            told=box.open("rx.review.told", review.id, review.told) if review.told else None,
            draft=json.loads(box.open("rx.review_draft.words", draft.id, draft.words)) if draft else {},
        ),
        assessment=assessment,
        answers=await _answers(session, assessment, now),
        profile=profile,
        age=age(profile.birth_date, today) if profile else None,
        visit=visit,
        visit_note=box.open("rx.visit.note", seen.id, seen.note) if seen and seen.note else None,
        prescription=prescription,
        checks=await prescription_steps.open_checks(session, prescription) if prescription else [],
        names=names,
        licensed=licensed,
        zone=zone,
    )


async def _visit(session: AsyncSession, review: "Review") -> "Visit | None":
    if review.lane is Lane.FAST:
        return None
    return await visits.find_of_enrollment(session, review.enrollment_id)


async def _asked(
    session: AsyncSession, review: "Review", steps: "Sequence[ReviewStep]"
) -> "Sequence[Question]":
    if any(step.move is Move.ASK for step in steps):
        return await reviews.list_questions(session, review.id)
    return []


async def _answers(session: AsyncSession, assessment: Assessment | None, now: datetime) -> Sequence[Answered]:
    if assessment is None:
        return []
    sheet = await intakes.sheet(session, assessment.intake_id, now=now)
    return said(sheet, sheet.walk.questions)


def said(sheet: Sheet, questions: Iterable[Item]) -> Sequence[Answered]:
    """Return those of the questions that have an answer, as the patient would say it."""
    values = sheet.walk.values
    return [
        Answered(question.short, speak(question, values[question.link_id]), _photo(values[question.link_id]))
        for question in questions
        if question.link_id in values
    ]


def _photo(value: Value) -> UUID | None:
    return value.id if isinstance(value, Photo) else None


def _people(review: "Review", steps: "Iterable[ReviewStep]") -> set[UUID]:
    found = {each for each in (review.claimed_by, review.decided_by, review.returns_to) if each}
    return found | {UUID(step.actor_id) for step in steps if step.actor_role == "clinician"}


def _happened(step: "ReviewStep", names: dict[UUID, str]) -> Happened:
    who = {"clinician": "A clinician", "patient": "The patient"}.get(step.actor_role, "The clinic")
    if step.actor_role == "clinician":
        who = names.get(UUID(step.actor_id), who)
    return Happened(step.at, WORDS[step.move], who, step.reason_code)


def _opened_question(one: "Question", box: Box) -> Asked:
    return Asked(
        question=box.open("rx.review_question.question", one.id, one.question),
        asked_at=one.asked_at,
        asked_by=one.asked_by,
        answer=box.open("rx.review_question.answer", one.id, one.answer) if one.answer else None,
        answered_at=one.answered_at,
    )


def _earlier(one: "Review") -> Earlier:
    code = one.reason_code if one.status in DECIDED else None
    return Earlier(one.id, one.product, one.status, one.decided_at, code)


def age(born: date, today: date) -> int:
    """Return somebody's age in years on a day."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
