"""What cases look like from outside the slice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rx_portal.review.states import Lane, OverrideReason, Status
from rx_portal.risk.evaluator import Decision


class Due(StrEnum):
    """By when cases have to be decided."""

    OVERDUE = "overdue"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases a queue shows; None does not matter. `after` is the last case of the page before."""

    status: Status | None = None
    lane: Lane | None = None
    product: str | None = None
    state: str | None = None
    due: Due | None = None
    mine: UUID | None = None
    after: tuple[datetime, UUID] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case in the queue: codes and times, nothing that was said."""

    id: UUID
    patient_id: UUID
    product: str
    state: str
    lane: Lane
    outcome: Decision
    status: Status
    urgent: bool
    opened_at: datetime
    due_at: datetime
    claimed_by: UUID | None
    claimed_until: datetime | None

    @property
    def reference(self) -> str:
        """Return what people call the case."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many open cases of a product have a status, and when one of them last changed."""

    status: Status
    product: str
    number: int
    changed_at: datetime


def mark_of(tallies: Sequence[Tally]) -> str:
    """Return something that changes whenever the queue does."""
    newest = max((each.changed_at.timestamp() for each in tallies), default=0)
    return f"{newest}-{sum(each.number for each in tallies)}"


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue. `names` has the claimants' names; `open_` counts all open cases by status."""

    mark: str
    rows: Sequence[QueueRow]
    names: Mapping[UUID, str]
    open_: Mapping[Status, int]
    products: Sequence[str]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """Why a clinician decides otherwise than the protocol: a code, and words that are sealed."""

    code: OverrideReason
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the patient, opened."""

    question: str
    asked_at: datetime
    asked_by: UUID
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a case's history."""

    at: datetime
    what: str
    who: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case of the same patient that came before."""

    id: UUID
    product: str
    status: Status
    decided_at: datetime | None
    reason_code: str | None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Everything that this slice knows about a case, opened."""

    history: Sequence[Happened] = field(default_factory=tuple)
    asked: Sequence[Asked] = field(default_factory=tuple)
    earlier: Sequence[Earlier] = field(default_factory=tuple)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a case stands, as its patient sees it. `question` is what they have been asked, opened."""

    id: UUID
    enrollment_id: UUID
    status: Status
    state: str
    due_at: datetime
    decided_at: datetime | None
    question: str | None


def reference_of(review_id: UUID) -> str:
    """Return the short name that people use for a case; its id stays the key."""
    return review_id.hex[-6:].upper()


def worded(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the codes of a closed list with words to choose by."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in kind]
