"""An assessment as it is read again, and what programs get."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rx_portal.intake.questionnaire import Questionnaire
from rx_portal.risk.evaluator import Decision, Finding, Grade, Outcome
from rx_portal.risk.models import ProtocolRow
from rx_portal.risk.states import Status


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a protocol concluded, with every rule's outcome in words, opened.

    `protocol` is `key:version`; `inputs` are the facts that were read, by name: {"value", "as_of"}.
    """

    id: UUID
    enrollment_id: UUID
    intake_id: UUID
    patient_id: UUID
    product: str
    state: str
    protocol: str
    decision: Decision
    visit_required: bool
    urgent: bool
    findings: tuple[Finding, ...]
    inputs: dict[str, Any]
    at: datetime

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"assessment:{self.id}"

    @property
    def concerns(self) -> tuple[Finding, ...]:
        """Return the findings that stand against approval, the gravest first."""
        gravest = [Grade.URGENT, Grade.CONTRAINDICATION, Grade.CAUTION, Grade.CRITERION]
        return tuple(
            sorted(
                (each for each in self.findings if not each.good), key=lambda each: gravest.index(each.grade)
            )
        )


@dataclass(frozen=True, slots=True)
class DecisionOut:
    """The decision, as a patient's program sees it; the rules behind it are for clinicians."""

    assessment_id: UUID
    enrollment_id: UUID
    decision: Decision
    visit_required: bool
    urgent: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class ProtocolOut:
    """One version of a protocol; `content` is as it was drafted."""

    id: UUID
    key: str
    version: int
    status: Status
    content: dict[str, Any]
    drafted_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Versions:
    """A version of a protocol beside the one that decides now; `digest` tells what it says at this moment."""

    row: ProtocolRow
    current: ProtocolRow | None
    others: Sequence[ProtocolRow]
    digest: str
    questionnaire: Questionnaire | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One past assessment that another version would have decided otherwise, and why."""

    enrollment_id: UUID
    at: datetime
    state: str
    before: Decision
    after: Decision
    urgent: bool
    because: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of `tried` past assessments, `most` at a time, back to `since`."""

    tried: int
    most: int
    since: datetime | None
    moved: Sequence[Moved]


def finding_out(finding: Finding) -> dict[str, str]:
    """Return a finding as JSON that can be sealed."""
    return {
        "code": finding.code,
        "grade": finding.grade.value,
        "outcome": finding.outcome.value,
        "statement": finding.statement,
        "words": finding.words,
        "source": finding.source,
    }


def finding_in(plain: dict[str, str]) -> Finding:
    """Return the finding that `finding_out` wrote down."""
    return Finding(
        code=plain["code"],
        grade=Grade(plain["grade"]),
        outcome=Outcome(plain["outcome"]),
        statement=plain["statement"],
        words=plain["words"],
        source=plain["source"],
    )
