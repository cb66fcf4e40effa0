"""An assessment as it is read again, and what programs get."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rx_portal.risk.evaluator import Decision, Finding, Grade, Outcome
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
