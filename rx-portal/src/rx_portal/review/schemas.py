"""What cases look like from outside the slice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from rx_portal.review.states import Lane, OverrideReason, Status, Told
from rx_portal.risk.evaluator import Decision

if TYPE_CHECKING:
    from rx_portal.review.models import View


COUNTED = 999
"""How far the queue counts its cases; beyond it says so, for counting takes time and nobody needs it."""


class Sort(StrEnum):
    """What comes first in the queue."""

    DUE = "due"
    OLDEST = "oldest"
    NEWEST = "newest"


class Due(StrEnum):
    """By when cases have to be decided."""

    OVERDUE = "overdue"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases a queue shows; None does not matter. `after` is the last case of the page before.

    `mine` is held by somebody, or comes back to them. `after` is its time in the order, and its id.
    """

    status: Status | None = None
    lane: Lane | None = None
    product: str | None = None
    state: str | None = None
    due: Due | None = None
    mine: UUID | None = None
    urgent: bool = False
    sort: Sort = Sort.DUE
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
    returns_to: UUID | None = None
    returns_until: datetime | None = None

    @property
    def reference(self) -> str:
        """Return what people call the case."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the newest change of the queue was, so that a page knows what has come since."""

    at: datetime | None
    case: UUID | None

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}_{self.case}" if self.at else "none"

    @classmethod
    def read(cls, text: str) -> "Mark":
        """Return the mark that a page states; what it states wrongly is the mark of an empty queue."""
        at, _, case = text.partition("_")
        try:
            return cls(datetime.strptime(at, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC), UUID(case))
        except ValueError:
            return cls(None, None)


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue. `names` has the claimants' names; `open_` counts all open cases by status."""

    mark: Mark
    rows: Sequence[QueueRow]
    names: Mapping[UUID, str]
    open_: Mapping[Status, int]
    views: "Sequence[View]" = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """How a claim stands, for whoever looks at its case."""

    status: Status
    claimed_by: UUID | None
    claimed_until: datetime | None
    holder: str = ""
    saved: bool = False


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
    told: str | None = None
    draft: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a case stands, as its patient sees it: what they are asked, or what they are told, opened."""

    id: UUID
    enrollment_id: UUID
    status: Status
    state: str
    due_at: datetime
    decided_at: datetime | None
    question: str | None
    told: str | None = None


TOLD: Mapping[Told, str] = {
    Told.NOT_SAFE_NOW: "From what you told us, this treatment would not be safe for you at present.",
    Told.ANOTHER_WAY: "We think that another treatment would suit you better than this one.",
    Told.IN_PERSON: "What you describe should be looked at in person, by a doctor who can examine you.",
    Told.NOT_ENOUGH: "We could not learn enough to prescribe this safely.",
}
"""What patients are told of a denial, in words that judge nobody and promise nothing."""


def told_words(told: Told, more: str) -> str:
    """Return what a patient reads: the words chosen, and the clinician's own sentence."""
    return " ".join(part for part in (TOLD[told], more.strip()) if part)


def reference_of(review_id: UUID) -> str:
    """Return the short name that people use for a case; its id stays the key."""
    return review_id.hex[-6:].upper()


def worded(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return the codes of a closed list with words to choose by."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in kind]
