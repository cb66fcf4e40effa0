"""From rules and facts to the decision: `approved`, or `more_action_required` for anything else at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rx_portal.risk.evaluator.fact import Facts
from rx_portal.risk.evaluator.outcome import Outcome
from rx_portal.risk.evaluator.protocol import Grade, Protocol, Rule
from rx_portal.risk.evaluator.words import explain


class Decision(StrEnum):
    """What the rules alone conclude. A clinician countersigns either way."""

    APPROVED = "approved"
    MORE_ACTION_REQUIRED = "more_action_required"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's outcome, and why, in words that repeat what the patient said."""

    code: str
    grade: Grade
    outcome: Outcome
    statement: str
    words: str
    source: str

    @property
    def good(self) -> bool:
        """Tell whether approval stays possible: a requirement is met, an alarm is known to be silent."""
        return self.outcome is (Outcome.NOT_MET if self.grade is Grade.URGENT else Outcome.MET)

    @property
    def urgent(self) -> bool:
        """Tell whether this raises the alarm."""
        return self.grade is Grade.URGENT and self.outcome is Outcome.MET


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision and every finding that led to it."""

    decision: Decision
    urgent: bool
    findings: tuple[Finding, ...]


def evaluate(protocol: Protocol, facts: Facts, now: datetime, *, besides: Sequence[Finding] = ()) -> Verdict:
    """Return the verdict on these facts at `now`; `besides` are findings from outside, such as state law."""
    return conclude((*(_find(rule, facts, now) for rule in protocol.rules), *besides))


def conclude(findings: Sequence[Finding]) -> Verdict:
    """Return what findings amount to: approved only when there are some and every one is good."""
    approved = bool(findings) and all(finding.good for finding in findings)
    return Verdict(
        decision=Decision.APPROVED if approved else Decision.MORE_ACTION_REQUIRED,
        urgent=any(finding.urgent for finding in findings),
        findings=tuple(findings),
    )


def _find(rule: Rule, facts: Facts, now: datetime) -> Finding:
    return Finding(
        code=rule.code,
        grade=rule.grade,
        outcome=rule.condition.judge(facts, now),
        statement=rule.statement,
        words=explain(rule.condition, facts, now),
        source=rule.source,
    )
