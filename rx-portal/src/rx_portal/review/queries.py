"""All reads of cases."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.review.errors import ReviewNotFound
from rx_portal.review.models import Question, Review, ReviewStep
from rx_portal.review.schemas import Due, Filter, QueueRow, Tally
from rx_portal.review.states import OPEN

_Rows = Select[Any]

_COLUMNS = (
    Review.id,
    Review.patient_id,
    Review.product,
    Review.state,
    Review.lane,
    Review.outcome,
    Review.status,
    Review.urgent,
    Review.opened_at,
    Review.due_at,
    Review.claimed_by,
    Review.claimed_until,
)


async def get(session: AsyncSession, review_id: UUID) -> Review:
    """Return a case.

    :raises ReviewNotFound: there is none that the session's actor may see.
    """
    return _known(await session.get(Review, review_id))


async def lock(session: AsyncSession, review_id: UUID) -> Review:
    """Return a case that nobody else can move before this transaction ends.

    :raises ReviewNotFound: there is none that the session's actor may see.
    """
    chosen = select(Review).where(Review.id == review_id).with_for_update()
    return _known(await session.scalar(chosen.execution_options(populate_existing=True)))


async def lock_open_of(session: AsyncSession, enrollment_id: UUID) -> Review | None:
    """Return the open case of an enrollment, locked, if there is one."""
    chosen = select(Review).where(Review.enrollment_id == enrollment_id, Review.status.in_(OPEN))
    found: Review | None = await session.scalar(
        chosen.with_for_update().execution_options(populate_existing=True)
    )
    return found


async def find_of_assessment(session: AsyncSession, assessment_id: UUID) -> Review | None:
    """Return the case that an assessment opened, if it did."""
    found: Review | None = await session.scalar(select(Review).where(Review.assessment_id == assessment_id))
    return found


async def newest_of_enrollment(session: AsyncSession, enrollment_id: UUID) -> Review | None:
    """Return the newest case of an enrollment."""
    found: Review | None = await session.scalar(
        select(Review).where(Review.enrollment_id == enrollment_id).order_by(Review.id.desc()).limit(1)
    )
    return found


async def list_queue(session: AsyncSession, wanted: Filter, *, now: datetime) -> list[QueueRow]:
    """Return the open cases of a filter, the most pressing first; one more than asked, if there is one."""
    chosen = _filtered(select(*_COLUMNS), wanted, now)
    if wanted.after:
        chosen = chosen.where(tuple_(Review.due_at, Review.id) > wanted.after)
    rows = await session.execute(chosen.order_by(Review.due_at, Review.id).limit(wanted.limit + 1))
    return [QueueRow(**row._mapping) for row in rows]


async def count_open(session: AsyncSession) -> Sequence[Tally]:
    """Return how many open cases there are, by status and product, and when one last changed."""
    rows = await session.execute(
        select(Review.status, Review.product, func.count(), func.max(Review.changed_at))
        .where(Review.status.in_(OPEN))
        .group_by(Review.status, Review.product)
    )
    return [Tally(*row) for row in rows]


async def list_with(session: AsyncSession, review_id: UUID) -> tuple[Review, Sequence[Review]]:
    """Return a case and the other cases of its patient, newest first, in one statement.

    :raises ReviewNotFound: there is none that the session's actor may see.
    """
    patient = select(Review.patient_id).where(Review.id == review_id).scalar_subquery()
    rows = await session.scalars(
        select(Review).where(Review.patient_id == patient).order_by(Review.id.desc())
    )
    found = {review.id: review for review in rows}
    return _known(found.pop(review_id, None)), list(found.values())


async def list_steps(session: AsyncSession, review_id: UUID) -> Sequence[ReviewStep]:
    """Return what happened to a case, oldest first."""
    rows = await session.scalars(
        select(ReviewStep).where(ReviewStep.review_id == review_id).order_by(ReviewStep.id)
    )
    return rows.all()


async def list_questions(session: AsyncSession, review_id: UUID) -> Sequence[Question]:
    """Return what was asked about a case, oldest first."""
    rows = await session.scalars(
        select(Question).where(Question.review_id == review_id).order_by(Question.id)
    )
    return rows.all()


async def open_question(session: AsyncSession, review_id: UUID) -> Question | None:
    """Return what the patient has been asked and has not answered yet."""
    found: Question | None = await session.scalar(
        select(Question).where(Question.review_id == review_id, Question.answered_at.is_(None))
    )
    return found


async def list_of_patient(
    session: AsyncSession, patient_id: UUID, *, but: UUID | None = None
) -> Sequence[Review]:
    """Return a patient's cases, newest first."""
    chosen = select(Review).where(Review.patient_id == patient_id)
    if but:
        chosen = chosen.where(Review.id != but)
    return (await session.scalars(chosen.order_by(Review.id.desc()))).all()


def _filtered(
    chosen: Select[*tuple[object, ...]], wanted: Filter, now: datetime
) -> Select[*tuple[object, ...]]:
    open_ = [wanted.status] if wanted.status else OPEN
    chosen = chosen.where(Review.status.in_(open_))
    for column, value in (
        (Review.lane, wanted.lane),
        (Review.product, wanted.product),
        (Review.state, wanted.state),
        (Review.claimed_by, wanted.mine),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if wanted.due is Due.OVERDUE:
        return chosen.where(Review.due_at <= now)
    if wanted.due is Due.TODAY:
        return chosen.where(Review.due_at <= now + timedelta(days=1))
    return chosen


def _known(found: Review | None) -> Review:
    if found is None:
        raise ReviewNotFound("There is no such case.")
    return found
