"""All reads of cases."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.review.errors import ReviewNotFound
from rx_portal.review.models import Draft, Question, Review, ReviewStep, View
from rx_portal.review.schemas import COUNTED, Due, Filter, Mark, QueueRow, Sort
from rx_portal.review.states import OPEN, Status


def _at(*statuses: Status) -> ColumnElement[bool]:
    """Name statuses in the statement itself, where a kept plan can prove that the open cases' indexes do."""
    return Review.status.in_([literal_column(f"'{status.value}'") for status in statuses])


def _counted(status: Status) -> ScalarSelect[int]:
    in_order = select(literal(1)).where(_at(status)).order_by(Review.status, Review.due_at, Review.id)
    some = in_order.limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


_NEWEST = select(Review.changed_at, Review.id).order_by(Review.changed_at.desc()).limit(1)
_QUEUE = select(*(getattr(Review, column.name) for column in fields(QueueRow)))
_AT: Mapping[Status | None, ColumnElement[bool]] = {
    None: _at(*OPEN),
    **{status: _at(status) for status in Status},
}
_ORDERS: Mapping[Sort, tuple[ColumnElement[Any], ...]] = {
    Sort.DUE: (Review.due_at.asc(), Review.id.asc()),
    Sort.OLDEST: (Review.opened_at.asc(), Review.id.asc()),
    Sort.NEWEST: (Review.opened_at.desc(), Review.id.desc()),
}
_OWN = View.staff_id == bindparam("staff_id")
_VIEWS = (
    select(View)
    .where(or_(_OWN, View.shared), View.removed_at.is_(None))
    .order_by(_OWN.desc(), View.name, View.id)
    .limit(30)
)
_STANDING = select(*_NEWEST.subquery().c, *(_counted(status).label(status.value) for status in OPEN))


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


async def newest_of_enrollments(session: AsyncSession, enrollment_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Return the id of the newest case of each enrollment that has one."""
    asked = select(Review.enrollment_id, Review.id).where(Review.enrollment_id.in_(enrollment_ids))
    rows = await session.execute(asked.order_by(Review.id))
    return {row.enrollment_id: row.id for row in rows}


async def list_queue(session: AsyncSession, wanted: Filter, *, now: datetime) -> list[QueueRow]:
    """Return the open cases of a filter in its order; one more than asked, if there is one."""
    chosen = _filtered(_QUEUE, wanted, now)
    if wanted.after:
        here = tuple_(Review.due_at if wanted.sort is Sort.DUE else Review.opened_at, Review.id)
        chosen = chosen.where(here < wanted.after if wanted.sort is Sort.NEWEST else here > wanted.after)
    rows = await session.execute(chosen.order_by(*_ORDERS[wanted.sort]).limit(wanted.limit + 1))
    return [QueueRow(*row) for row in rows]


async def count_open(session: AsyncSession) -> tuple[Mark, dict[Status, int]]:
    """Return the newest change, and how many cases stand at each open status, counted to `COUNTED` at most.

    Every number reads the beginning of an index, however many cases there are.
    """
    row = (await session.execute(_STANDING)).first()
    if row is None:
        return Mark(None, None), dict.fromkeys(OPEN, 0)
    return Mark(row[0], row[1]), dict(zip(OPEN, row[2:], strict=True))


async def newest_change(session: AsyncSession) -> Mark:
    """Return which case changed last, and when."""
    row = (await session.execute(_NEWEST)).first()
    return Mark(row[0], row[1]) if row else Mark(None, None)


async def count_since(session: AsyncSession, wanted: Filter, since: datetime | None, *, now: datetime) -> int:
    """Return how many cases came to the queue of a filter since an instant, or ever; a hundred at most."""
    chosen = _filtered(select(Review.id), wanted, now).where(
        Review.status.in_([Status.QUEUED, Status.WAITING])
    )
    if since is not None:
        chosen = chosen.where(Review.changed_at > since)
    found = chosen.limit(100).subquery()
    return await session.scalar(select(func.count()).select_from(found)) or 0


async def next_case(session: AsyncSession, clinician_id: UUID, *, now: datetime) -> UUID | None:
    """Return the most pressing case that somebody may take: theirs first, then what nobody keeps."""
    kept = and_(Review.returns_until > now, Review.returns_to != clinician_id)
    chosen = (
        select(Review.id)
        .where(Review.status == Status.QUEUED, or_(Review.returns_to.is_(None), not_(kept)))
        .order_by(Review.due_at, Review.id)
        .limit(1)
    )
    found: UUID | None = await session.scalar(chosen.where(Review.returns_to == clinician_id))
    return found or await session.scalar(chosen)


async def find_draft(session: AsyncSession, review_id: UUID, staff_id: UUID) -> Draft | None:
    """Return what a clinician has typed on a case and not sent."""
    found: Draft | None = await session.scalar(
        select(Draft).where(Draft.review_id == review_id, Draft.staff_id == staff_id)
    )
    return found


async def list_views(session: AsyncSession, staff_id: UUID) -> Sequence[View]:
    """Return somebody's saved views, their own first, and those that colleagues share."""
    return (await session.scalars(_VIEWS, {"staff_id": staff_id})).all()


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


def _filtered(chosen: Select[*tuple[Any, ...]], wanted: Filter, now: datetime) -> Select[*tuple[Any, ...]]:
    chosen = chosen.where(_AT[wanted.status])
    for column, value in (
        (Review.lane, wanted.lane),
        (Review.product, wanted.product),
        (Review.state, wanted.state),
        (Review.urgent, wanted.urgent or None),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if wanted.mine is not None:
        chosen = chosen.where(or_(Review.claimed_by == wanted.mine, Review.returns_to == wanted.mine))
    if wanted.due is Due.OVERDUE:
        return chosen.where(Review.due_at <= now)
    if wanted.due is Due.TODAY:
        return chosen.where(Review.due_at <= now + timedelta(days=1))
    return chosen


def _known(found: Review | None) -> Review:
    if found is None:
        raise ReviewNotFound("There is no such case.")
    return found
